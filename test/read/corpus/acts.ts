/** What the mutations of the corpus are done to: each has a thing of its own, so that their order does not matter. */
import {
  AddExceptionalDaysDocument,
  ApplyForMembershipDocument,
  ContributeHoursDocument,
  CreateAppKeyDocument,
  InstallAppDocument,
  InviteMemberDocument,
  InviteToPostDocument,
  LaunchProjectDocument,
  RecordAreaStatisticDocument,
  RecordConsentDocument,
  RecordDeliveryDocument,
  RegisterAppDocument,
  SetBeneficiaryDocument,
  SuspendMembershipDocument,
} from '../../generated/operations.ts';
import { globalId, type Id } from '../../../src/domain/ids.ts';
import { area } from '../../scenarios/land/land.ts';
import { linked, offered, registered, visited } from '../../scenarios/people/household-steps.ts';
import { employed, postOf, settled, wished } from '../../scenarios/people/person-steps.ts';
import { proposed, related } from '../../scenarios/people/relation-steps.ts';
import { granted, requested } from '../../scenarios/access/sharing-steps.ts';
import { classed } from '../../scenarios/units/classing.ts';
import { added } from '../../scenarios/units/identifying.ts';
import { accepted, invited, stranger, toBeOperator } from '../../scenarios/people/posting.ts';
import { bookingThings } from './booking-acts.ts';
import { office, openBy, site } from '../../scenarios/land/sites.ts';
import { agreed, need, offer, proposal, there } from '../../scenarios/story.ts';
import { enrolmentThings } from './enrolment-acts.ts';
import { settlementThings } from './settlement-acts.ts';
import { storeThings } from './store-acts.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { Things } from '../small-world/supply.ts';
import { ledgerThings } from './ledger-acts.ts';
import { livingThings } from './living.ts';
import { matchThings } from './match-things.ts';
import { promiseThings } from './promise-acts.ts';

/** An app to retire, a key to revoke, an installation to end. */
async function appThings(mall: Actor): Promise<Things> {
  const about = { name: '将停用', vendor: '某公司', purpose: '试用' };
  const register = async (): Promise<string> => there((await mall.do(RegisterAppDocument, about)).app).id;
  const [appToRetire, appId] = [await register(), await register()];
  const { appKey } = await mall.do(CreateAppKeyDocument, { appId, name: '将吊销', days: 1 });
  const install = { appId, scopes: ['needs:read'], purpose: 'care.meals' };
  const { installation } = await mall.do(InstallAppDocument, install);
  return { appToRetire, keyToRevoke: there(appKey).id, installationToEnd: there(installation).id };
}

/** Somebody to correct, somebody to erase, a consent to withdraw, and somebody who has given none yet. */
async function personThings(community: Actor): Promise<Things> {
  const set = async (title: string): Promise<string> => {
    const needId = await need(community, { title });
    const { beneficiary } = await community.do(SetBeneficiaryDocument, { needId, name: '孙三', mobile: '13612345678' });
    return there(beneficiary).id;
  };
  const [beneficiaryToAsk, beneficiaryToErase] = [await set('将同意'), await set('将删除')];
  const given = { beneficiaryId: await set('将撤回'), purpose: 'care.visit', evidence: '当面同意' };
  const { consent } = await community.do(RecordConsentDocument, given);
  const needOfNobody = await need(community, { title: '将登记受益人' });
  return { beneficiaryToAsk, beneficiaryToErase, consentToWithdraw: there(consent).id, needOfNobody };
}

/** Relations to answer, to take back and to end. */
async function relationThings(mall: Actor, hospital: Actor): Promise<Things> {
  return {
    relationToAgree: (await proposed('assigned-support', mall.withoutHat(), hospital)).id,
    relationToDecline: (await proposed('industry-authority', mall, hospital)).id,
    relationToWithdraw: (await proposed('reliance', mall, hospital)).id,
    relationToEnd: (await related('incubation', mall, hospital)).id,
  };
}

/** Relations of persons to answer, to take back and to end: with the mall, which somebody of the hospital comes to. */
async function officeThings(world: World, mall: Actor, community: Actor): Promise<Things> {
  const postId = await postOf(world, there(community.person));
  const by = { postId };
  const other = await employed(world, community.unit);
  const term = { until: world.clock.day(40, '09:00') };
  return {
    communityPost: postId,
    officeToAgree: (await wished(other.actor, 'reporting-in', mall.unitId, { postId: other.postId })).id,
    officeToDecline: (await wished(community, 'cross-appointment', mall.unitId, by)).id,
    officeToWithdraw: (await wished(community, 'part-time-committee', mall.unitId, by)).id,
    officeToEnd: (await settled(community, mall, 'paired-learning', mall.unitId, { ...by, ...term })).id,
  };
}

/** Households, links to them and visits, to answer, to put right, to take back and to end. */
async function homeThings(world: World, mall: Actor, hospital: Actor, things: Things): Promise<Things> {
  const who = { actor: hospital, personRelationId: there(things['servicePost']) };
  const home = async (door: string): Promise<string> => (await registered(mall, there(things['grid']), door)).id;
  const asked = async (door: string): Promise<string> => (await offered(mall, who, await home(door))).id;
  const visitLink = await linked(mall, who, await home('24号'));
  const day = world.clock.day(0, '09:00').slice(0, 10);
  return {
    today: day,
    homeToUpdate: await home('25号'),
    homeToErase: await home('26号'),
    homeToLink: await home('27号'),
    linkToAgree: await asked('28号'),
    linkToDecline: await asked('29号'),
    linkToWithdraw: await asked('30号'),
    linkToEnd: (await linked(mall, who, await home('31号'))).id,
    linkToVisit: visitLink.id,
    visitToCorrect: (await visited(hospital, visitLink, day)).id,
    visitToWithdraw: (await visited(hospital, visitLink, day)).id,
  };
}

/** Areas to put right, to end and to be followed in each of the ways. */
async function areaThings(keeper: Actor, parentId: string): Promise<Things> {
  const made = (code: string) => area(keeper, parentId, { code });
  return {
    placeToUpdate: await site(keeper),
    placeToChange: await site(keeper),
    placeToOpen: await site(keeper),
    placeOfSundays: await site(keeper),
    placeAsUsual: await site(keeper),
    placeToClose: await openSite(keeper),
    placeToReopen: await closedSite(keeper),
    areaToRevise: await made('r'),
    areaToCount: await made('z'),
    figureToWithdraw: await figure(keeper, await made('w')),
    areaToEnd: await made('e'),
    areaToFollow: await made('f'),
    areaRenamed: await made('n'),
    areaSplit: await made('s'),
    areaRecoded: await made('c'),
  };
}

/** Units that are invited, and members of which one is suspended. */
async function memberThings(world: World, cast: SmallWorld['cast']): Promise<Things> {
  const { people } = world;
  const { red, blue } = cast;
  const invite = async (unitId: string): Promise<string> =>
    there((await red.street.do(InviteMemberDocument, { unitId, statement: '盼加入' })).membership).id;
  const member = async (name: string): Promise<string> =>
    globalId('membership', await people.join(await people.unit(name), red.uuid));
  const memberToResume = await member('待恢复');
  const suspending = { membershipId: memberToResume, expectedVersion: 1, reason: '整顿' };
  await red.street.do(SuspendMembershipDocument, suspending);
  return {
    invitedToAccept: await invite(blue.market.unitId),
    invitedToDecline: await invite(blue.harbour.unitId),
    invitedToWithdraw: await invite(globalId('unit', await people.unit('不再邀请'))),
    toInvite: globalId('unit', await people.unit('将受邀')),
    memberToSuspend: await member('待中止'),
    memberToResume,
    memberToRemove: await member('待除名'),
    memberToChange: await member('待调整'),
    memberToChangeBack: await member('待再调整'),
  };
}

/** Alliances that the street leads and the mall is in: to be handed over, taken, declined and dissolved. */
async function leadThings(world: World, { red }: SmallWorld['cast']): Promise<Things> {
  const { people } = world;
  const [street, mall] = [there(red.street.unit), there(red.mall.unit)];
  const led = async (name: string, isOffered: boolean): Promise<string> => {
    const id = await people.found(name, street);
    await people.join(street, id, 'LEAD');
    await people.join(mall, id);
    const offered =
      'update directory.alliance set lead_offered_to = $1, lead_offered_at = $3, version = 2 where id = $2';
    if (isOffered) await world.sql(offered, [mall, id, world.clock.now()]);
    return globalId('alliance', id);
  };
  return {
    allianceToOffer: await led('将移交', false),
    allianceToTake: await led('将接手', true),
    allianceToDecline: await led('将谢绝', true),
    allianceToDissolve: await led('将解散', false),
  };
}

async function figure(keeper: Actor, areaId: string): Promise<string> {
  const about = { indicator: 'statistic.population', asOf: '2026-06-30', value: '100', unit: '人', source: '台账' };
  const { statistic } = await keeper.do(RecordAreaStatisticDocument, {
    areaId,
    ...about,
    precision: 'MORE_THAN' as const,
  });
  return there(statistic).id;
}

async function openSite(keeper: Actor): Promise<string> {
  const placeId = await site(keeper);
  await openBy(keeper, placeId, office);
  return placeId;
}

/** Closed for a day that the corpus takes back. */
async function closedSite(keeper: Actor): Promise<string> {
  const placeId = await openSite(keeper);
  const days = { placeId, firstDay: '2026-12-01', lastDay: '2026-12-03', hours: [], reason: '检修' };
  await keeper.do(AddExceptionalDaysDocument, days);
  return placeId;
}

/** A unit that has joined the alliance. */
async function member({ people }: World, alliance: Id<'alliance'>): Promise<Actor> {
  const unit = await people.unit('成员');
  await people.join(unit, alliance);
  return people.actor(await people.post(unit), unit, alliance);
}

export async function prepareActs(small: SmallWorld): Promise<Things> {
  const { world, cast, things } = small;
  const { street, mall, community, power } = cast.red;
  const pair = { needId: await need(community, { title: '将取消' }), offerId: await offer(mall, { title: '将取消' }) };
  const toCancel = await agreed(mall, community, await proposal(street, pair));
  const launch = async (title: string): Promise<string> => {
    const visibility = 'ALLIANCE' as const;
    const about = { goal: '目标', targetHours: '10', startsOn: '2026-11-01', endsOn: '2026-12-01', visibility };
    const { project } = await mall.do(LaunchProjectDocument, { ...about, title });
    return there(project).id;
  };
  const served = { projectId: there(things['project']), servedOn: '2026-11-20', note: '入户检查', hours: '1' };
  const { contribution } = await community.do(ContributeHoursDocument, served);
  const delivered = { commitmentId: there(things['commitment']), occurredAt: there(things['now']), note: '又一次' };
  const { delivery } = await mall.do(RecordDeliveryDocument, { ...delivered, amount: '0.1' });
  const { membership: application } = await community.do(ApplyForMembershipDocument, {
    allianceId: cast.blue.id,
    statement: '愿意加入',
  });
  const [membership] = await world.sql<{ id: string }>(
    'select id from directory.membership where unit_id = $1 and alliance_id = $2',
    [power.unit, cast.blue.uuid],
  );
  const asked = { kind: 'OFFERS' as const, precision: 'MASKED' as const };
  const toGrant = await requested(world, power, mall, { ...asked, purpose: 'care.visit' });
  const toRefuse = await requested(world, power, mall, { ...asked, purpose: 'care.health' });
  const toWithdraw = await granted(world, power, mall, { ...asked, purpose: 'emergency.contact' });
  const { administrator } = cast;
  const { invitation } = await administrator.do(InviteToPostDocument, toBeOperator);
  const toEnd = await accepted(await stranger(world), await invited(administrator));
  return {
    sharingToGrant: toGrant.id,
    sharingToRefuse: toRefuse.id,
    sharingToWithdraw: toWithdraw.id,
    nextMonth: world.clock.day(29, '09:00'),
    ...(await relationThings(mall, cast.red.hospital)),
    ...(await officeThings(world, mall, community)),
    ...(await homeThings(world, mall, cast.red.hospital, things)),
    invitationToCancel: there(invitation).id,
    code: await invited(administrator),
    postToEnd: toEnd.id,
    unitToClass: (await member(world, cast.red.uuid)).unitId,
    classToEnd: (await classed(street, 'community-type.rural', await member(world, cast.red.uuid))).id,
    identifierToVerify: (await added(administrator, 'ZY-1', 'VOLUNTEER_TEAM_NUMBER')).id,
    identifierToRemove: (await added(administrator, 'DJ-1', 'REGISTRATION_NUMBER')).id,
    agreementToCancel: there(toCancel.agreement).id,
    needToRevise: await need(community, { title: '请打13812345678' }),
    needToRelease: await need(community, { title: '孙塘北路12号文化中心' }),
    needToReturn: await need(community, { title: '请打13912345678' }),
    needToClaim: await need(community, { title: '待认领', value: '5' }),
    projectToComplete: await launch('将完成'),
    projectToCancel: await launch('将取消'),
    contributionToReject: there(contribution).id,
    deliveryToDispute: there(delivery).id,
    ...(await promiseThings(small)),
    application: there(application).id,
    ...(await livingThings(small)),
    ...(await matchThings(street, mall, community, power)),
    ...(await memberThings(world, cast)),
    ...(await leadThings(world, cast)),
    ...(await appThings(mall)),
    ...(await storeThings({ world, cast })),
    ...(await settlementThings(small)),
    ...(await enrolmentThings({ world, cast })),
    ...(await ledgerThings({ world, cast })),
    ...(await personThings(community)),
    ...(await areaThings(administrator, there(things['township']))),
    powerInBlue: globalId('membership', there(membership).id),
    ...(await bookingThings(world, mall, community)),
    slotStart: world.clock.day(20, '09:00'),
    slotEnd: world.clock.day(20, '11:00'),
  };
}
