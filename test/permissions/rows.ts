/**
 * What rows there are: of which class each is, whose it is, and in which alliances it lies. Asked of the tables, as the
 * owner, in words of their own; who may see a class is not said here but in the table.
 *
 * A new type is an entry more. A row without an id is known by what it hangs on and what it names: `above/named`.
 */
import { globalId } from '../../src/domain/ids.ts';
import { idTypes, type IdKind } from '../../src/domain/kinds.ts';
import type { World } from '../support/world.ts';
import { NOBODYS, type Owned } from './kinds.ts';

export interface Row extends Owned {
  readonly type: string;
  readonly key: string;
  readonly class: string;
  /** Another row that has to be seen for this one to be. */
  readonly needs: string | null;
}

/** The alliances that the unit of that column is a member of at `$1`. */
const memberships = (unit: string): string =>
  `array(select m.alliance_id from directory.membership m
    where m.unit_id = ${unit} and m.state = 'ACTIVE' and m.valid @> $1::timestamptz)`;

/** Those alliances of the audience that the unit is a member of. */
const shown = (kind: string): string =>
  `array(select a.alliance_id from exchange.${kind}_audience a
    where a.${kind}_id = l.id and a.alliance_id = any(${memberships('l.owner_unit_id')}))`;

const audience = (kind: string): string =>
  `array(select a.alliance_id from exchange.${kind}_audience a where a.${kind}_id = l.id)`;

/**
 * What is public or for the unit alone is shown to no alliance: it lies where its unit is. A listing of a unit that is in none of the alliances it was shown to
 * has stayed behind in them.
 */
const listing = (kind: string, state: string): string => `
  select l.id, array[l.owner_unit_id] as own,
    case when l.visibility = 'UNIT' or l.visibility = 'PUBLIC' and ${audience(kind)} = '{}' then ${memberships('l.owner_unit_id')}
      when ${shown(kind)} = '{}' then ${audience(kind)}
      else ${shown(kind)} end as alliances,
    case when l.visibility = 'PUBLIC' and ${audience(kind)} <> '{}' then
      array(select unnest(${memberships('l.owner_unit_id')}) except select unnest(${shown(kind)})) else '{}' end as matched,
    case when l.visibility = 'UNIT' then 'listing: unit'
      when ${state} = 'WITHDRAWN' then
        case l.visibility when 'PUBLIC' then 'listing: withdrawn, was public' when 'ALLIANCE' then 'listing: withdrawn, of alliance' end
      when ${state} in ('IN_REVIEW', 'RETURNED') then
        case l.visibility when 'PUBLIC' then 'listing: held up, for the public' when 'ALLIANCE' then 'listing: held up, of alliance' end
      when ${state} = 'PUBLISHED' then
        case when l.visibility = 'PUBLIC' and ${audience(kind)} = '{}' then 'listing: public'
          when l.visibility = 'PUBLIC' then 'listing: public, shown to alliances'
          when l.visibility = 'ALLIANCE' and ${shown(kind)} = '{}' then 'listing: its unit has left'
          when l.visibility = 'ALLIANCE' then 'listing: alliance' end
    end as class
  from exchange.${kind} l`;

const party = (from: string, id = 't.id'): string => `
  select ${id} as id, array[g.supplier_unit_id, g.demander_unit_id] as own, array[g.alliance_id] as alliances, 'party' as class
  from ${from}`;

const partnership = (table: string): string => `
  select t.id, array[t.unit_id] as own, array[j.lead_unit_id] as host, array[j.alliance_id] as alliances,
    case j.visibility when 'PUBLIC' then 'partnership: public' when 'ALLIANCE' then 'partnership: alliance' end as class
  from projects.${table} t join projects.project j on j.id = t.project_id`;

const audiences = (kind: string): string => `
  select '${kind}_' || replace(l.id::text, '-', '') || '/alliance_' || replace(a.alliance_id::text, '-', '') as id,
    array[l.owner_unit_id] as own, array[a.alliance_id] as alliances,
    case l.visibility when 'PUBLIC' then 'public' else 'audience' end as class
  from exchange.${kind} l join exchange.${kind}_audience a on a.${kind}_id = l.id`;

/** By type: id, class, whose, where; `needs` is the global id of another row. */
const FACTS: Readonly<Record<string, string>> = {
  Unit: `select l.id, array[l.id] as own, ${memberships('l.id')} as alliances, 'public' as class from directory.unit l`,
  Alliance: `select l.id, array[l.id] as alliances, 'public' as class from directory.alliance l`,
  Term: `select l.id, 'public' as class from directory.term l`,
  App: `select l.id, 'public' as class from access.app l`,
  AppInstallation: `select l.id, array[l.unit_id] as own, array_remove(array[a.owner_unit_id], null) as host,
    array[l.alliance_id] as alliances, array[l.app_id] as apps, 'installation' as class
    from access.installation l join access.app a on a.id = l.app_id`,
  AppKey: `select l.id, array[a.owner_unit_id] as own, array[a.owner_unit_id] as administered, 'protected: key' as class
    from access.app_key l join access.app a on a.id = l.app_id`,
  Post: `select l.id, array[l.unit_id] as own, ${memberships('l.unit_id')} as alliances,
    case when l.valid @> $1::timestamptz then 'post: held' else 'post: not held' end as class from directory.post l`,
  Membership: `select l.id, array[l.unit_id] as own, array[l.alliance_id] as alliances,
    case when l.state = 'ACTIVE' and l.valid @> $1::timestamptz then 'membership: active' else 'membership: not active' end as class
    from directory.membership l`,
  Resource: listing('resource', "'PUBLISHED'"),
  Slot: `select s.id, f.own, f.alliances, f.class from exchange.slot s
    join (${listing('resource', "'PUBLISHED'")}) f on f.id = s.resource_id`,
  Offer: listing('offer', 'l.state'),
  Need: listing('need', 'l.state'),
  Audience: ['resource', 'offer', 'need'].map(audiences).join(' union all '),
  Candidate: `
    select 'need_' || replace(c.need_id::text, '-', '') || '/offer_' || replace(c.offer_id::text, '-', '') as id,
      array[c.need_unit_id] as own, 'candidate' as class, 'offer_' || replace(c.offer_id::text, '-', '') as needs,
      array(select unnest(${memberships('c.need_unit_id')}) intersect select unnest(${memberships('c.offer_unit_id')})) as alliances
    from exchange.candidate c`,
  NeedFinding: `
    select 'need_' || replace(h.need_id::text, '-', '') || '/' || h.excerpt as id, f.own, f.alliances, 'finding' as class
    from exchange.held_finding h join (${listing('need', 'l.state')}) f on f.id = h.need_id`,
  NeedReview: `
    select 'need_' || replace(r.need_id::text, '-', '') || '/' || r.verdict as id, array[r.owner_unit_id] as own,
      array[r.alliance_id] as alliances, 'review' as class from exchange.need_review r`,
  Match: party('exchange.match g', 'g.id'),
  Agreement: party('exchange.agreement g', 'g.id'),
  Signature: party(
    'exchange.signature t join exchange.agreement g on g.id = t.agreement_id',
    `'agreement_' || replace(t.agreement_id::text, '-', '') || '/unit_' || replace(t.unit_id::text, '-', '')`,
  ),
  Commitment: party('exchange.commitment t join exchange.agreement g on g.id = t.agreement_id'),
  ExchangeEvent: party(`exchange.event t join exchange.commitment c on c.id = t.commitment_id
    join exchange.agreement g on g.id = c.agreement_id`),
  Booking: `select b.id, array[b.unit_id] as own,
    array[r.owner_unit_id] as host, array[b.alliance_id] as alliances, 'booking' as class
    from exchange.booking b join exchange.slot s on s.id = b.slot_id join exchange.resource r on r.id = s.resource_id`,
  Project: `select l.id, array[l.lead_unit_id] as own, array[l.alliance_id] as alliances,
    case l.visibility when 'PUBLIC' then 'project: public' when 'ALLIANCE' then 'project: alliance' end as class
    from projects.project l`,
  ProjectPartner: partnership('partner'),
  Contribution: partnership('contribution'),
  AuditEntry: `select l.id, array_remove(array[l.unit_id], null) as own, array_remove(array[l.alliance_id], null) as alliances,
    'audit' as class from data.audit_entry l`,
};

/** Of whoever asks, and of nobody else: they have no rows. */
export const SELVES: readonly string[] = ['Viewer', 'Hat'];

/** What an app has to be let read to see rows of a type, under the hat of an alliance. */
const SCOPES: Readonly<Record<string, string>> = {
  Resource: 'offers:read',
  Slot: 'offers:read',
  Offer: 'offers:read',
  Need: 'needs:read',
  Candidate: 'needs:read',
  Match: 'promises:read',
  Agreement: 'promises:read',
  Commitment: 'promises:read',
  ExchangeEvent: 'promises:read',
  Booking: 'promises:read',
  Project: 'projects:read',
  ProjectPartner: 'projects:read',
  Contribution: 'projects:read',
};

/** The same of a value of a row that is of a class of its own. */
export const scopeOf = (type: string, name: string): string | null =>
  name.startsWith('protected: contact') ? 'contacts:read' : (SCOPES[type] ?? null);

export const typesOfRows: readonly string[] = Object.keys(FACTS);

interface Fact {
  readonly id: string;
  readonly class: string | null;
  readonly own?: readonly string[];
  readonly host?: readonly string[];
  readonly alliances?: readonly string[];
  readonly matched?: readonly string[];
  readonly administered?: readonly string[];
  readonly apps?: readonly string[];
  readonly needs?: string;
}

const kinds = new Map(Object.entries(idTypes).map(([kind, type]) => [type as string, kind as IdKind]));

/** Every row there is now, by its key. */
export async function rowsOf({ sql, clock }: World): Promise<ReadonlyMap<string, Row>> {
  const found = new Map<string, Row>();
  for (const [type, text] of Object.entries(FACTS)) {
    const facts = await sql<Fact>(`select * from (${text}) f, (select $1::timestamptz) t order by id`, [
      clock.now().toISOString(),
    ]);
    for (const { id, class: name, needs = null, ...fact } of facts) {
      const kind = kinds.get(type);
      const key = kind === undefined ? id : globalId(kind, id);
      if (name === null) throw new Error(`${type} ${key} is in a state that test/permissions/rows.ts gives no class`);
      found.set(key, { ...NOBODYS, ...fact, type, key, class: name, needs });
    }
  }
  return found;
}
