/** What units and persons entrust to each other: posts, data by agreement, and what they know of those a need is for. */
import {
  CancelInvitationDocument,
  ConsentToUseDocument,
  DeclinePersonRelationDocument,
  DeclineRelationDocument,
  DiscloseDocument,
  EndPostDocument,
  EraseBeneficiaryDocument,
  ErasePersonDocument,
  GrantSharingDocument,
  InviteToPostDocument,
  RecordConsentDocument,
  RefuseSharingDocument,
  RequestSharingDocument,
  SetBeneficiaryDocument,
  SetDataItemDocument,
  ShowReliabilityDocument,
  SetPersonAttributeDocument,
  SetPersonDocument,
  WithdrawConsentDocument,
  WithdrawNeedDocument,
  WithdrawPersonRelationDocument,
  WithdrawRelationDocument,
  WithdrawSharingDocument,
  type DataKind,
  type SharingPrecision,
} from '../../generated/operations.ts';
import { left, postOf, settled, wished } from '../../scenarios/people/person-steps.ts';
import { accepted, ending, invited, toBeOperator } from '../../scenarios/people/posting.ts';
import { ended, proposed, related } from '../../scenarios/people/relation-steps.ts';
import { asking } from '../../scenarios/access/sharing-steps.ts';
import { need, there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

/** Somebody new is invited to a post, to one that ends and to one that is to come, and stands in; others are only invited. */
export async function appoint(world: World, { supplier, newcomer }: Side): Promise<void> {
  const { id: own } = await accepted(newcomer, await invited(supplier));
  const over = await accepted(newcomer, await invited(supplier));
  await supplier.do(EndPostDocument, ending(over));
  await accepted(newcomer, await invited(supplier, { since: world.clock.day(30, '09:00') }));
  const [post] = await world.sql<{ id: string }>(
    "select 'post_' || replace(id::text, '-', '') as id from directory.post where person_id = $1 and role = 'OPERATOR'",
    [supplier.person],
  );
  const until = world.clock.day(9, '18:00');
  await accepted(newcomer, await invited(supplier, { delegatedFromId: there(post).id, until }));
  await invited(supplier);
  await invited(newcomer, { delegatedFromId: own, until });
  const invite = async () => there((await supplier.do(InviteToPostDocument, toBeOperator)).invitation);
  await supplier.do(CancelInvitationDocument, { invitationId: (await invite()).id, expectedVersion: 1 });
}

interface Terms {
  readonly kind: DataKind;
  readonly precision?: SharingPrecision;
  readonly mayReshare?: boolean;
  readonly purpose?: string;
}

async function request(world: World, consumer: Actor, provider: Actor, terms: Terms) {
  const wanted = asking(world, provider, { purpose: 'supply.match', ...terms });
  const { id, version } = there((await consumer.do(RequestSharingDocument, wanted)).sharingAgreement);
  return { agreementId: id, expectedVersion: version };
}

async function grant(world: World, consumer: Actor, provider: Actor, terms: Terms) {
  const asked = await request(world, consumer, provider, terms);
  await provider.do(GrantSharingDocument, asked);
  return { ...asked, expectedVersion: asked.expectedVersion + 1 };
}

/** Units of one side share with units of the other: in full and masked, to go on or not; and much that came to nothing. */
export async function share(world: World, from: Side, to: Side, mayReshare: boolean): Promise<void> {
  const { supplier, demander, both } = from;
  for (const { unit, person } of [from.coordinator, to.coordinator]) {
    await world.people.administrator(there(unit), there(person));
  }
  const data = [
    { provider: supplier, kind: 'OFFERS' },
    { provider: supplier, kind: 'CONTACT' },
    { provider: demander, kind: 'NEEDS' },
  ] as const;
  for (const { provider, kind } of data) {
    await grant(world, to.coordinator, provider, { kind, mayReshare });
    await grant(world, to.supplier, provider, { kind, precision: 'MASKED', mayReshare });
  }
  await grant(world, both, supplier, { kind: 'CONTACT' });
  const reason = '不便提供';
  const ask = (purpose: string) => request(world, to.demander, supplier, { kind: 'OFFERS', purpose });
  await ask('care.visit');
  await supplier.do(RefuseSharingDocument, { ...(await ask('care.meals')), reason });
  const ended = await grant(world, to.demander, supplier, { kind: 'OFFERS' });
  await supplier.do(WithdrawSharingDocument, { ...ended, reason });
  // What is granted unasked, and what the catalogue takes back.
  const open = { kind: 'OFFERS', note: '欢迎使用' } as const;
  await supplier.do(SetDataItemDocument, { ...open, attribute: 'UNCONDITIONAL' as const });
  await ask('care.health');
  await supplier.do(SetDataItemDocument, { ...open, attribute: 'CONDITIONAL' as const, expectedVersion: 1 });
  await grant(world, to.coordinator, demander, { kind: 'CONTACT', mayReshare });
  const closed = { kind: 'CONTACT' as const, attribute: 'NONE' as const, note: '涉及居民隐私' };
  await demander.do(SetDataItemDocument, closed);
  await supplier.do(ShowReliabilityDocument, { to: 'EVERYBODY' as const });
  await supplier.do(ShowReliabilityDocument, { to: 'COORDINATORS' as const, expectedVersion: 1 });
}

/** Units of two alliances are related: agreed and ended, and much that was not agreed. */
export async function relate({ supplier, demander, both }: Side, other: Side): Promise<void> {
  await related('industry-authority', supplier, other.coordinator);
  await ended(other.demander, await related('assigned-support', demander, other.demander));
  for (const [subject, object] of [
    [supplier, demander],
    [demander, both],
  ] as const) {
    await related('pairing', subject, object);
    const answer = async (): Promise<{ relationId: string; expectedVersion: number }> => ({
      relationId: (await proposed('property-service', subject, object)).id,
      expectedVersion: 1,
    });
    await object.do(DeclineRelationDocument, { ...(await answer()), reason: '不便' });
    await subject.do(WithdrawRelationDocument, await answer());
    await answer();
  }
}

/**
 * What persons are to the supplier, whose land it is: offices that are held and were, what is for those concerned, and much
 * that was not agreed. They come from the unit that is in both alliances, and from the other alliance.
 */
export async function tie(
  world: World,
  { supplier, demander, both, newcomer, gone }: Side,
  other: Side,
): Promise<void> {
  const [area] = await world.sql<{ id: string }>(
    `select 'area_' || replace(id::text, '-', '') as id from directory.area
     where keeper_unit_id = $1 and level = 'GRID' and upper_inf(valid) order by id limit 1`,
    [supplier.unit],
  );
  const grid = there(area).id;
  await newcomer.do(SetPersonDocument, { name: '某人', expectedVersion: 1 });
  await newcomer.do(SetPersonAttributeDocument, { kind: 'AGE' as const, value: '1961-03-04' });
  await newcomer.do(SetPersonAttributeDocument, { kind: 'WORK' as const, value: 'work.office' });
  await demander.do(SetPersonAttributeDocument, { kind: 'HEALTH' as const, value: 'health.well' });
  await gone.do(SetPersonDocument, { name: '某人' });
  await gone.do(ErasePersonDocument, {});
  const [place] = await world.sql<{ id: string }>(
    `select 'place_' || replace(id::text, '-', '') as id from directory.place where owner_unit_id = $1 order by id limit 1`,
    [supplier.unit],
  );
  for (const [i, who] of [demander, both, other.demander].entries()) {
    const by = { postId: await postOf(world, there(who.person)) };
    if (i === 0) await settled(supplier, who, 'grid-head', grid, by);
    if (i === 0) await settled(who, supplier, 'reporting-in', supplier.unitId, by);
    if (i > 0) await settled(who, supplier, 'room-keeper', there(place).id, by);
    await settled(supplier, who, 'grid-officer', grid, by);
    await settled(who, supplier, 'team-membership', supplier.unitId, by);
    await left(who, await settled(who, supplier, 'cross-appointment', supplier.unitId, by));
    const answer = async (from: Actor) => ({
      personRelationId: (await wished(from, 'part-time-committee', supplier.unitId, by)).id,
      expectedVersion: 1,
    });
    await who.do(DeclinePersonRelationDocument, { ...(await answer(supplier)), reason: '不便' });
    await who.do(WithdrawPersonRelationDocument, await answer(who));
    await answer(i === 1 ? who : supplier);
  }
}

/** A unit shares what it left behind. */
export async function shareLeft(world: World, leaver: Actor, with_: Actor): Promise<void> {
  await world.people.administrator(there(leaver.unit), there(leaver.person));
  for (const kind of ['OFFERS', 'NEEDS'] as const) await grant(world, with_, leaver, { kind });
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Somebody whom there is only once, as `marks.ts` has it. */
function somebody(n: number) {
  const number = `33028219410102${n}`;
  const sum = WEIGHTS.reduce((all, weight, i) => all + weight * Number(number[i]), 0);
  return {
    name: `某k0${n}k`,
    mobile: `+86138${7000 + n}0000`,
    identityNumber: `${number}${'10X98765432'.charAt(sum % 11)}`,
    address: `阳光花园3幢2单元501室k0${n}k`,
  };
}

/** Whom needs are for, and what they consent to. The first of the needs is served by agreements in force. */
export async function care(side: Side, needs: readonly [string, string], first: number): Promise<void> {
  const { supplier, demander, both, newcomer, id } = side;
  let next = first;
  const isFor = async (owner: Actor, needId: string): Promise<string> => {
    next += 1;
    const { beneficiary } = await owner.do(SetBeneficiaryDocument, { needId, ...somebody(next) });
    return there(beneficiary).id;
  };
  const consent = async (owner: Actor, beneficiaryId: string, purpose = 'care.meals') => {
    const given = { beneficiaryId, purpose, evidence: '本人签署纸质同意书' };
    const { id: consentId } = there((await owner.do(RecordConsentDocument, given)).consent);
    return { consentId, expectedVersion: 1, reason: '本人要求' };
  };
  const served = await isFor(demander, needs[0]);
  await consent(demander, served);
  // Shown in full to its own unit, and to those who serve it: for what the person consents to, and did.
  const looked = async (who: Actor, purpose: string) => {
    await who.do(DiscloseDocument, { subjectId: served, purpose, reason: '送餐前联系' });
  };
  await looked(demander, 'emergency.contact');
  await looked(supplier, 'care.meals');
  const visit = await consent(demander, served, 'care.visit');
  await looked(both, 'care.visit');
  await demander.do(WithdrawConsentDocument, visit);
  const another = await isFor(both, needs[1]);
  await consent(both, another, 'care.visit');
  await both.do(WithdrawConsentDocument, await consent(both, another));
  const listings = [
    { visibility: 'PUBLIC', audience: [id] },
    { visibility: 'PUBLIC' },
    { visibility: 'UNIT' },
    { visibility: 'ALLIANCE', title: '请打13812340005' },
  ] as const;
  for (const listing of listings) {
    await consent(demander, await isFor(demander, await need(demander, { value: '9', ...listing })));
  }
  const gone = await need(demander, { value: '9' });
  await consent(demander, await isFor(demander, gone));
  await demander.do(WithdrawNeedDocument, { needId: gone, expectedVersion: 1 });
  const beneficiaryId = await isFor(demander, await need(demander, { value: '9' }));
  await consent(demander, beneficiaryId);
  await demander.do(EraseBeneficiaryDocument, { beneficiaryId, reason: '服务结束' });
  await newcomer.do(ConsentToUseDocument, { unitId: supplier.unitId, purpose: 'care.visit' });
}

/** What is shown masked is shown in full for a while: a fellow's contact, and one that is shared masked. */
export async function look({ both, supplier, demander }: Side, other: Side): Promise<void> {
  const said = { purpose: 'emergency.contact', reason: '上门前联系' };
  await both.do(DiscloseDocument, { subjectId: demander.unitId, ...said });
  await other.supplier.do(DiscloseDocument, { subjectId: supplier.unitId, ...said });
}
