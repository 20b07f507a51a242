/** Rows of what is listed, as SQL: of which class each is, whose, and in which alliances. */

/** The alliances that the unit of that column is a member of at `$1`. */
export const memberships = (unit: string): string =>
  `array(select m.alliance_id from directory.membership m
    where m.unit_id = ${unit} and m.state = 'ACTIVE' and m.valid @> $1::timestamptz)`;

/** Those alliances of the audience that the unit is a member of. */
export const shown = (kind: string): string =>
  `array(select a.alliance_id from exchange.${kind}_audience a
    where a.${kind}_id = l.id and a.alliance_id = any(${memberships('l.owner_unit_id')}))`;

const audience = (kind: string): string =>
  `array(select a.alliance_id from exchange.${kind}_audience a where a.${kind}_id = l.id)`;

export const list = (of: string, from: string): string => `(select coalesce(json_agg(${of}), '[]') from ${from})`;

/** With whom the unit of that column shares such data now: what the catalogue says is not shared is not. */
export const shares = (unit: string, kind: string): string =>
  list(
    `json_build_object('consumer', s.consumer_unit_id, 'precision', s.precision, 'reshare', s.may_reshare, 'purpose', s.purpose)`,
    `access.sharing_agreement s left join access.data_item d on d.unit_id = s.provider_unit_id and d.kind = s.kind
      where s.provider_unit_id = ${unit} and s.kind = '${kind}' and s.state = 'GRANTED' and s.valid @> $1::timestamptz
        and d.attribute is distinct from 'NONE'`,
  );

/**
 * What is public or for the unit alone is shown to no alliance: it lies where its unit is. A listing of a unit that is in none of the alliances it was shown to
 * has stayed behind in them.
 */
export const listing = (kind: string, state: string, pausedFor = 'null::uuid[]'): string => `
  select l.id, array[l.owner_unit_id] as own, coalesce(${pausedFor}, '{}') as host,
    case when l.visibility = 'UNIT' or l.visibility = 'PUBLIC' and ${audience(kind)} = '{}' then ${memberships('l.owner_unit_id')}
      when ${shown(kind)} = '{}' then ${audience(kind)}
      else ${shown(kind)} end as alliances,
    case when l.visibility = 'PUBLIC' and ${audience(kind)} <> '{}' then
      array(select unnest(${memberships('l.owner_unit_id')}) except select unnest(${shown(kind)})) else '{}' end as matched,
    case when l.visibility = 'UNIT' then 'listing: unit'
      when ${state} in ('DRAFT', 'WITHDRAWN') then
        case l.visibility when 'PUBLIC' then 'listing: draft or withdrawn, for the public' when 'ALLIANCE' then 'listing: draft or withdrawn, of alliance' end
      when ${pausedFor} is not null then
        case l.visibility when 'PUBLIC' then 'listing: paused, for the public' when 'ALLIANCE' then 'listing: paused, of alliance' end
      when ${state} in ('IN_REVIEW', 'RETURNED') then
        case l.visibility when 'PUBLIC' then 'listing: held up, for the public' when 'ALLIANCE' then 'listing: held up, of alliance' end
      when ${state} in ('PUBLISHED', 'FULFILLED', 'EXPIRED') then
        case when l.visibility = 'PUBLIC' and ${audience(kind)} = '{}' then 'listing: public'
          when l.visibility = 'PUBLIC' then 'listing: public, shown to alliances'
          when l.visibility = 'ALLIANCE' and ${shown(kind)} = '{}' then 'listing: its unit has left'
          when l.visibility = 'ALLIANCE' then 'listing: alliance' end
    end as class,
    case when l.visibility = 'ALLIANCE' then ${shares('l.owner_unit_id', kind === 'need' ? 'NEEDS' : 'OFFERS')} else '[]' end as shares
  from exchange.${kind} l`;

export const living = (kind: string): string => listing(kind, 'l.state', 'l.paused_for');

export const audiences = (kind: string): string => `
  select '${kind}_' || replace(l.id::text, '-', '') || '/alliance_' || replace(a.alliance_id::text, '-', '') as id,
    array[l.owner_unit_id] as own, array[a.alliance_id] as alliances,
    case l.visibility when 'PUBLIC' then 'public' else 'audience' end as class
  from exchange.${kind} l join exchange.${kind}_audience a on a.${kind}_id = l.id`;
