/**
 * What rows there are: of which class each is, whose it is, and in which alliances it lies. Asked of the tables, as the
 * owner, in words of their own; who may see a class is not said here but in the table.
 *
 * A new type is an entry more. A row without an id is known by what it hangs on and what it names: `above/named`.
 */
import { accountRows } from './account-rows.ts';
import { importRows } from './import-rows.ts';
import { globalId } from '../../src/domain/ids.ts';
import { idTypes, type IdKind } from '../../src/domain/kinds.ts';
import type { World } from '../support/world.ts';
import { NOBODYS, type Owned } from './kinds.ts';
import { storeFacts } from './store-rows.ts';
import { audiences, list, listing, living, memberships, shares, shown } from './listed.ts';

export interface Row extends Owned {
  readonly type: string;
  readonly key: string;
  readonly class: string;
  /** Another row that has to be in reach for this one to be seen. */
  readonly needs: string | null;
}

const toldOf = (kind: string, id: string, holds: string): string =>
  list(
    `json_build_object('person', d.person_id, 'unit', d.unit_id)`,
    `access.disclosure d where d.subject_type = '${kind}' and d.subject_id = ${id} and d.valid @> $1::timestamptz and (${holds})`,
  );

/** To whom the contact is disclosed now. */
const toldContact = toldOf('unit', 'l.id', 'true');

/** To whom the person is: to another unit than its own, for a purpose that they consent to still. */
const toldPerson = toldOf(
  'beneficiary',
  'b.id',
  `d.unit_id = b.owner_unit_id or exists (select from access.consent c where c.subject_type = 'beneficiary'
    and c.subject_id = b.id and c.purpose = d.purpose and c.valid @> $1::timestamptz)`,
);

const party = (from: string, id = 't.id'): string => `
  select ${id} as id, array[g.supplier_unit_id, g.demander_unit_id] as own, array[g.alliance_id] as alliances, 'party' as class
  from ${from}`;

/** What belongs to agreements, for all their parties. */
const parties = (from: string, id = 't.id'): string => `
  select ${id} as id, array(select p.unit_id from exchange.agreement_party p where p.agreement_id = g.id) as own, array[g.alliance_id] as alliances, 'party' as class
  from ${from}`;

const membership = (id: string, joined: string): string => `
  select ${id} as id, array[l.unit_id] as own, array[l.alliance_id] as alliances,
    case when l.state = 'ACTIVE' and l.valid @> $1::timestamptz then 'membership: active' else 'membership: not active' end as class
  from directory.membership l ${joined}`;

const programme = (id: string, joined: string): string => `
  select ${id} as id, array_remove(array[l.unit_id], null) as own, array_remove(array[l.alliance_id], null) as alliances, 'public' as class
  from directory.programme l ${joined}`;

const partnership = (table: string): string => `
  select t.id, array[t.unit_id] as own, array[j.lead_unit_id] as host, array[j.alliance_id] as alliances,
    case j.visibility when 'PUBLIC' then 'partnership: public' when 'ALLIANCE' then 'partnership: alliance' end as class
  from projects.${table} t join projects.project j on j.id = t.project_id`;

/** By type: id, class, whose, where; `needs` is the global id of another row. */
const FACTS: Readonly<Record<string, string>> = {
  Unit: `select l.id, array[l.id] as own, ${memberships('l.id')} as alliances, 'public' as class,
    ${shares('l.id', 'CONTACT')} as shares, ${toldContact} as told from directory.unit l`,
  CatalogueItem: `select 'unit_' || replace(l.id::text, '-', '') || '/' || k.kind as id, 'public' as class
    from directory.unit l, (values ('CONTACT'), ('OFFERS'), ('NEEDS')) k(kind)`,
  Alliance: `select l.id, array[l.id] as alliances, 'public' as class from directory.alliance l`,
  Charter: `select l.id, array[l.alliance_id] as alliances, 'public' as class from directory.charter l`,
  Track: `select l.id, array_remove(array[coalesce(l.alliance_id, p.alliance_id)], null) as alliances, array_remove(array[p.unit_id], null) as own,
    'public' as class from directory.track l left join directory.programme p on p.id = l.programme_id`,
  Programme: programme('l.id', ''),
  ProgrammeVersion: programme('v.id', 'join directory.programme_version v on v.programme_id = l.id'),
  GoverningBody: `select l.id, array[l.alliance_id] as alliances, 'public' as class from directory.governing_body l`,
  Seat: `select l.id, array[l.unit_id] as own, array[b.alliance_id] as alliances, 'public' as class
    from directory.seat l join directory.governing_body b on b.id = l.body_id`,
  RequiredRole: `select 'alliance_' || replace(a.id::text, '-', '') || '/' || l.number as id, array[a.id] as alliances, 'public' as class
    from directory.alliance a join directory.required_role l on l.alliance_id = a.id and l.revision = a.role_revision`,
  Term: `select l.id, 'public' as class from directory.term l`,
  App: `select l.id, 'public' as class from access.app l`,
  Place: `select l.id, array[l.owner_unit_id] as own, ${memberships('l.owner_unit_id')} as alliances,
    case when l.is_public then 'site: public' else 'site: not public' end as class from directory.place l`,
  File: `select l.id, array[l.owner_unit_id] as own,
    case when l.alliance_id is null then ${memberships('l.owner_unit_id')} else array[l.alliance_id] end as alliances,
    case when l.alliance_id is null then 'file: of a unit' else 'file: for an alliance' end as class from data.file l
    where l.expires_at > $1::timestamptz and l.deleted_at is null`,
  ...importRows,
  RegistrationWithdrawal: `select l.id, array[l.by_unit_id] as own, array[l.alliance_id] as alliances, 'protected: import' as class
    from directory.registration_withdrawal l`,
  Area: `select l.id, 'public' as class from directory.area l`,
  AreaStatistic: `select l.id, 'public' as class from directory.area_statistic l`,
  AppInstallation: `select l.id, array[l.unit_id] as own, array_remove(array[a.owner_unit_id], null) as host,
    array[l.alliance_id] as alliances, array[l.app_id] as about, 'installation' as class
    from access.installation l join access.app a on a.id = l.app_id`,
  AppKey: `select l.id, array[a.owner_unit_id] as own, array[a.owner_unit_id] as administered, 'protected: key' as class
    from access.app_key l join access.app a on a.id = l.app_id`,
  FormerName: `select 'unit_' || replace(l.unit_id::text, '-', '') || '/' || l.name as id, 'public' as class
    from directory.former_name l`,
  FormerKind: `select 'unit_' || replace(l.unit_id::text, '-', '') || '/' || l.kind as id, 'public' as class
    from directory.former_kind l`,
  UnitIdentifier: `select l.id, array[l.unit_id] as own, ${memberships('l.unit_id')} as alliances,
    case when l.is_personal then 'protected: number of one person' when l.state = 'REMOVED' then 'identifier: removed'
      else 'identifier: in force' end as class from directory.unit_identifier l`,
  ClassificationScheme: `select l.id, 'public' as class from directory.classification_scheme l`,
  UnitClassification: `select l.id, 'public' as class from directory.unit_classification l`,
  // One that is delegated holds as long as the one it comes from.
  Post: `select l.id, array[l.unit_id] as own, ${memberships('l.unit_id')} as alliances,
    case when l.valid @> $1::timestamptz and coalesce(o.valid, l.valid) @> $1::timestamptz then '{}' else array[l.person_id] end as about,
    case when l.valid @> $1::timestamptz and coalesce(o.valid, l.valid) @> $1::timestamptz then 'post: held' else 'post: not held' end as class
    from directory.post l left join directory.post o on o.id = l.delegated_from`,
  // Also of the units to which they came, of themselves or agreed; and of an office that is held, where its unit is.
  Person: `select l.id, array(select p.unit_id from directory.post p where p.person_id = l.id
      union select r.host_unit_id from directory.person_relation r where r.person_id = l.id
        and (r.state in ('AGREED', 'ENDED') or r.state = 'PROPOSED' and r.proposed_by = 'PERSON')) as own,
    array(select m.alliance_id from directory.person_relation r join directory.membership m on m.unit_id = r.host_unit_id
      where r.person_id = l.id and r.is_public and r.valid @> $1::timestamptz and m.state = 'ACTIVE' and m.valid @> $1::timestamptz) as alliances,
    array[l.id] as about, 'protected: person' as class from directory.person l`,
  Invitation: `select l.id, array[l.unit_id] as own, array[l.unit_id] as administered, array_remove(array[l.invited_by], null) as inviters,
    'protected: invitation' as class from directory.invitation l`,
  Membership: membership('l.id', ''),
  MembershipStretch: membership(
    `'membership_' || replace(l.id::text, '-', '') || '/' || s.number`,
    'join directory.membership_stretch s on s.membership_id = l.id',
  ),
  Resource: listing('resource', "'PUBLISHED'"),
  Slot: `select s.id, f.own, f.alliances, f.class, f.shares from exchange.slot s
    join (${listing('resource', "'PUBLISHED'")}) f on f.id = s.resource_id`,
  Offer: living('offer'),
  Need: living('need'),
  // For those who judge it, and not for its unit.
  ListingInReview: ['offer', 'need']
    .map(
      (kind) => `select '/${kind}_' || replace(h.id::text, '-', '') as id, f.own, f.alliances, 'waiting' as class
        from exchange.${kind} h join (${living(kind)}) f on f.id = h.id where h.state = 'IN_REVIEW'`,
    )
    .join(' union all '),
  SavedSearch: `select l.id, array[l.unit_id] as own, array_remove(array[l.alliance_id], null) as alliances, 'search' as class
    from exchange.saved_search l`,
  Audience: ['resource', 'offer', 'need'].map(audiences).join(' union all '),
  AvailabilityShare: `select 'resource_' || replace(h.resource_id::text, '-', '') || '/alliance_' || replace(h.alliance_id::text, '-', '') as id,
    array[h.owner_unit_id] as own, array[h.alliance_id] as alliances, 'audience' as class from exchange.share_told h`,
  Candidate: `
    select 'need_' || replace(c.need_id::text, '-', '') || '/offer_' || replace(c.offer_id::text, '-', '') as id,
      array[c.need_unit_id] as own, 'candidate' as class, 'offer_' || replace(c.offer_id::text, '-', '') as needs,
      array(select unnest(${memberships('c.need_unit_id')}) intersect select unnest(${memberships('c.offer_unit_id')})) as alliances
    from exchange.candidate c`,
  NeedFinding: `
    select 'need_' || replace(h.need_id::text, '-', '') || '/' || h.excerpt as id, f.own, f.alliances, 'finding' as class
    from exchange.held_finding h join (${living('need')}) f on f.id = h.need_id`,
  OfferFinding: `
    select 'offer_' || replace(h.offer_id::text, '-', '') || '/' || h.excerpt as id, f.own, f.alliances, 'finding' as class
    from exchange.held_offer_finding h join (${living('offer')}) f on f.id = h.offer_id`,
  OfferReview: `
    select 'offer_' || replace(r.offer_id::text, '-', '') || '/' || r.verdict as id, array[r.owner_unit_id] as own,
      array[r.alliance_id] as alliances, 'review' as class from exchange.offer_review r`,
  NeedReview: `
    select 'need_' || replace(r.need_id::text, '-', '') || '/' || r.verdict as id, array[r.owner_unit_id] as own,
      array[r.alliance_id] as alliances, 'review' as class from exchange.need_review r`,
  // What apps may know of it hangs on the need: published, and shown by a member to the alliance.
  Beneficiary: `select b.id, f.own, f.alliances, ${toldPerson} as told, 'protected: beneficiary' as class,
    ${list("json_build_object('unit', g.supplier_unit_id, 'alliance', g.alliance_id)", `exchange.match m join exchange.agreement g on g.match_id = m.id where m.need_id = b.need_id and g.state = 'ACTIVE'`)} as served,
    case when f.class in ('listing: alliance', 'listing: public, shown to alliances') then array(
      select c.purpose from access.consent c where c.subject_type = 'beneficiary' and c.subject_id = b.id and c.valid @> $1::timestamptz)
      else '{}' end as consents
    from exchange.beneficiary b join (${living('need')}) f on f.id = b.need_id`,
  Consent: `select l.id, array[l.unit_id] as own, case l.subject_type when 'person' then array[l.subject_id] else '{}' end as about,
    'protected: consent' as class from access.consent l`,
  Match: party('exchange.match g', 'g.id'),
  MatchTerms: party(
    'exchange.match_terms t join exchange.match g on g.id = t.match_id',
    `'match_' || replace(t.match_id::text, '-', '') || '/' || t.number`,
  ),
  WishClaim: party('exchange.wish_claim g', 'g.id'),
  Agreement: parties('exchange.agreement g', 'g.id'),
  // Those of the edition that it has now.
  Signature: parties(
    'exchange.signature t join exchange.agreement g on g.id = t.agreement_id and g.edition = t.edition',
    `'agreement_' || replace(t.agreement_id::text, '-', '') || '/unit_' || replace(t.unit_id::text, '-', '')`,
  ),
  Commitment: parties('exchange.commitment t join exchange.agreement g on g.id = t.agreement_id'),
  ExchangeEvent: parties(`exchange.event t join exchange.commitment c on c.id = t.commitment_id
    join exchange.agreement g on g.id = c.agreement_id`),
  Settlement: party('exchange.settlement t join exchange.agreement g on g.id = t.agreement_id'),
  SettlementDelivery: party(
    `exchange.settlement_delivery t join exchange.settlement s on s.id = t.settlement_id join exchange.agreement g on g.id = s.agreement_id`,
    `'settlement_' || replace(t.settlement_id::text, '-', '') || '/event_' || replace(t.event_id::text, '-', '')`,
  ),
  ...accountRows,
  Booking: `select b.id, array[b.unit_id] as own,
    array[r.owner_unit_id] as host, array[b.alliance_id] as alliances, 'booking' as class
    from exchange.booking b join exchange.resource r on r.id = b.resource_id`,
  ...storeFacts(shown('resource')),
  BenefitFrame: `select l.id, 'public' as class from exchange.benefit_frame l`,
  // What it comes to is for its unit and for those that pay by one of its versions.
  BenefitRule: `select l.id, array[l.owner_unit_id] || array(select f.unit_id from exchange.benefit_funder f where f.rule_id = l.id and f.unit_id <> l.owner_unit_id and f.agreed_at is not null) as own, 'public' as class from exchange.benefit_rule l`,
  BenefitProof: `select l.id, array[l.owner_unit_id] as own, 'protected: proof' as class from exchange.benefit_proof l`,
  BenefitRedemption: `select l.id, array[l.owner_unit_id] || array(select s.unit_id from exchange.benefit_share s where s.redemption_id = l.id and s.unit_id <> l.owner_unit_id) as own, 'redemption' as class from exchange.benefit_redemption l`,
  Enrolment: `select e.id, f.own, f.host, f.alliances, f.matched, f.class, f.shares from exchange.enrolment e join (${living('offer')}) f on f.id = e.offer_id`,
  EnrolmentTurn: `select 'enrolment_' || replace(a.enrolment_id::text, '-', '') || '/' || a.number as id, f.own, f.host, f.alliances, f.matched, f.class, f.shares
    from exchange.enrolment_application a join exchange.enrolment e on e.id = a.enrolment_id join (${living('offer')}) f on f.id = e.offer_id`,
  EnrolmentApplication: `select l.id, array[l.owner_unit_id, l.offer_unit_id] as own, 'application' as class from exchange.enrolment_application l`,
  Project: `select l.id, array[l.lead_unit_id] as own, array[l.alliance_id] as alliances,
    case l.visibility when 'PUBLIC' then 'project: public' when 'ALLIANCE' then 'project: alliance' end as class
    from projects.project l`,
  ProjectPartner: partnership('partner'),
  Contribution: partnership('contribution'),
  RelationType: `select l.id, 'public' as class from directory.relation_type l`,
  Relation: `select l.id, array_remove(array[l.subject_unit_id, l.object_unit_id], null) || array(
    select k.keeper_unit_id from directory.area a join directory.area k on k.id = any(a.path)
    where a.id = l.object_area_id and k.keeper_unit_id is not null) as own,
    case when l.state in ('AGREED', 'ENDED') then 'relation: agreed' when l.state in ('PROPOSED', 'DECLINED', 'WITHDRAWN') then 'relation: not agreed' end as class
    from directory.relation l`,
  PersonRelationType: `select l.id, 'public' as class from directory.person_relation_type l`,
  PersonRelation: `select l.id, array[l.person_id] as about,
    case when l.state in ('AGREED', 'ENDED') then array_remove(array[l.host_unit_id, l.home_unit_id], null) else array[l.host_unit_id] end as own,
    case when l.is_public and coalesce(l.valid @> $1::timestamptz, false) then 'tie: public' else 'tie: not public' end as class
    from directory.person_relation l`,
  HouseholdLinkType: `select l.id, 'public' as class from directory.household_link_type l`,
  Household: `select l.id, array[l.host_unit_id] as own, case when l.erased_at is null then array(
      select k.person_id from directory.household_link k where k.household_id = l.id and k.valid @> $1::timestamptz) else '{}' end as about,
    'protected: household' as class from directory.household l`,
  HouseholdLink: `select l.id, array[l.host_unit_id] as own, array[l.person_id] as about, 'protected: household' as class from directory.household_link l`,
  Visit: `select l.id, array[l.host_unit_id] as own, array_remove(array[l.person_id], null) as about, 'protected: household' as class
    from directory.visit l`,
  SharingAgreement: `select l.id, array[l.provider_unit_id, l.consumer_unit_id] as own, 'sharing' as class from access.sharing_agreement l`,
  // For the unit that looked and the one whose data it was.
  DisclosureRecord: `select l.id, array[l.unit_id, l.of_unit_id] as own,
    'protected: disclosure' as class from access.disclosure l`,
  AuditEntry: `select l.id, array_remove(array[l.unit_id], null) as own, array_remove(array[l.alliance_id], null) as alliances,
    'audit' as class from data.audit_entry l`,
};

/** Of whoever asks, and of nobody else: they have no rows. */
export const SELVES: readonly string[] = ['Viewer', 'Hat', 'PendingItem'];

/** Values that who was told them sees, whoever it is. */
const TOLD = /^protected: (contact|beneficiary, who it is)/;

/** The row as far as it matters for what of it is of that class. */
export const asOf = <R extends Owned & { readonly type: string }>(row: R, name: string): R => ({
  ...row,
  ...(TOLD.test(name) ? {} : { told: [] }),
  // Of a unit it is the contact that is shared, and not that there is a unit.
  ...(row.type === 'Unit' && !TOLD.test(name) ? { shares: [] } : {}),
});

export const typesOfRows: readonly string[] = Object.keys(FACTS);

interface Fact extends Partial<Owned> {
  readonly id: string;
  readonly class: string | null;
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
