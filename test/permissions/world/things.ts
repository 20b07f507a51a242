/** What there is to be seen: at least two rows of each class on either side, made by acts of those who may. */
import {
  AcceptMatchDocument,
  ApplyForMembershipDocument,
  BookSlotDocument,
  CancelBookingDocument,
  CancelProjectDocument,
  ClaimNeedDocument,
  CompleteProjectDocument,
  ConfirmContributionDocument,
  ConfirmDeliveryDocument,
  ContributeHoursDocument,
  CreateAppKeyDocument,
  DisputeDeliveryDocument,
  DissolveUnitDocument,
  InstallAppDocument,
  JoinProjectDocument,
  LaunchProjectDocument,
  LeaveAllianceDocument,
  RecordDeliveryDocument,
  RegisterAppDocument,
  RejectContributionDocument,
  RejectMembershipDocument,
  ReleaseNeedDocument,
  RemoveUnitContactDocument,
  RetireAppDocument,
  ReturnNeedDocument,
  ReviseNeedDocument,
  RevokeAppKeyDocument,
  UninstallAppDocument,
  UpdateUnitContactDocument,
  WithdrawApplicationDocument,
  WithdrawNeedDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import { agreed, membershipOf, need, offer, proposal, signed, slots, there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { agree } from './agreeing.ts';
import { apply, beAsked, comeAgain } from './belonging.ts';
import type { Cast, Side } from './cast.ts';
import { appoint, care, look, relate, share, shareLeft, tie } from './dealings.ts';
import { leftOpen } from './open-ends.ts';
import { give } from './counters.ts';
import { enrol } from './enrolling.ts';
import { lookAfter } from './homes.ts';
import { deal } from './matches.ts';
import { number } from './units.ts';
import { divide } from './land.ts';
import { found, run, sit, writeDown } from './founding.ts';
import { clear, keepCount } from './ledger.ts';
import { live } from './listings.ts';
import { settle } from './settling.ts';
import { bring } from './sheets.ts';
import { host } from './venues.ts';
import { settleUp } from './settlements.ts';
import { store } from './stores.ts';

const CIRCLES = ['PUBLIC', 'ALLIANCE', 'UNIT'] as const;

export async function fill(world: World, { red, blue, leaver, village, closing }: Cast): Promise<void> {
  await closing.do(DissolveUnitDocument, { unitId: closing.unitId, expectedVersion: 1, reason: '解散' });
  for (const [i, side] of [red, blue].entries()) {
    await comeAgain(side);
    const supplied = await supply(world, side);
    await promise(world, side, supplied);
    await host(world, side);
    await deal(world, side);
    await agree(side);
    await build(side, village);
    await review(side);
    await live(world, side);
    await open(world, side);
    await number(side, 100 * i);
    await found(world, side);
    await writeDown(side);
    await sit(side);
    await run(side);
    await appoint(world, side);
    await divide(world, side, `33020${i + 1}`);
    await store(world, side);
    await keepCount(world, side);
    await bring(world, side, i === 0 ? '红' : '蓝');
    await care(side, supplied.needs, 100 + 100 * i);
  }
  await clear(world, red, blue);
  await clear(world, blue, red);
  await share(world, red, blue, true);
  await share(world, blue, red, false);
  await relate(red, blue);
  await relate(blue, red);
  await tie(world, red, blue);
  await tie(world, blue, red);
  await lookAfter(world, red, 300);
  await lookAfter(world, blue, 400);
  await enrol(world, red);
  await enrol(world, blue);
  await give(world, red, 100);
  await give(world, blue, 200);
  await look(red, blue);
  await look(blue, red);
  const { both } = red;
  await offer(both, { title: '两个联盟', audience: [red.id, blue.id], unit: '人次' });
  await need(both, { title: '两个联盟', audience: [red.id, blue.id], unit: '人次' });
  await beAsked(red.supplier, blue);
  await beAsked(blue.supplier, red);
  await apply(red.supplier, blue);
  await apply(blue.supplier, red);
  await shareLeft(world, leaver, red.coordinator);
  await depart(world, leaver, blue);
  const contact = { unitId: village.unitId, name: '某k9999k', mobile: '+8613879990000', expectedVersion: 1 };
  await village.do(UpdateUnitContactDocument, contact);
  await village.do(RemoveUnitContactDocument, { unitId: village.unitId, expectedVersion: 2, reason: '离职' });
  await village.do(UpdateUnitContactDocument, { ...contact, expectedVersion: null });
}

interface Supplied {
  /** Of the supplier, and of the unit that is in both alliances. */
  readonly slots: readonly [string, string];
  readonly offers: readonly [string, string];
  readonly needs: readonly [string, string];
}

const inDays = ({ clock }: World, days: number) => [{ start: clock.day(days, '09:00'), end: clock.day(days, '12:00') }];

async function supply(world: World, { supplier, demander, both }: Side): Promise<Supplied> {
  const shown = { slots: [] as string[], offers: [] as string[], needs: [] as string[] };
  for (const visibility of CIRCLES) {
    for (const owner of [supplier, both]) {
      const { resourceId, slotIds } = await slots(owner, inDays(world, 3), 9, visibility);
      const offered = await offer(owner, { value: '90', visibility, resourceId });
      const gone = await offer(owner, { value: '90', visibility });
      await owner.do(WithdrawOfferDocument, { offerId: gone, expectedVersion: 1 });
      if (visibility === 'ALLIANCE') {
        shown.slots.push(there(slotIds[0]));
        shown.offers.push(offered);
      }
    }
    for (const owner of [demander, both]) {
      const needed = await need(owner, { value: '90', visibility });
      const gone = await need(owner, { value: '90', visibility });
      await owner.do(WithdrawNeedDocument, { needId: gone, expectedVersion: 1 });
      if (visibility === 'ALLIANCE') shown.needs.push(needed);
    }
  }
  const pair = ([first, second]: readonly string[]) => [there(first), there(second)] as const;
  return { slots: pair(shown.slots), offers: pair(shown.offers), needs: pair(shown.needs) };
}

/** Both supply the demander: one by a claim, one by a proposal; both are signed, and delivered in part. */
async function promise(world: World, side: Side, { slots: rooms, offers, needs }: Supplied): Promise<void> {
  const { coordinator, supplier, demander, both } = side;
  const [needId] = needs;
  for (const [i, from] of [supplier, both].entries()) {
    const pair = { needId, offerId: there(offers[i]) };
    const slotId = there(rooms[i]);
    const inReturn = { title: '志愿服务', quantity: { value: '2', unit: '小时' } };
    const match =
      i === 0
        ? there((await from.do(ClaimNeedDocument, { ...pair, slotId, amount: '2' })).match)
        : await proposal(coordinator, { ...pair, slotId, amount: '2', inReturn });
    if (i === 1) await from.do(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version });
    const held = { matchId: match.id, expectedVersion: match.version + i };
    const accepted = there((await demander.do(AcceptMatchDocument, held)).match);
    const agreementId = await signed(from, demander, accepted);
    const commitmentId = there(there(accepted.agreement).commitments.nodes[0]).id;
    const deliver = async (): Promise<{ deliveryId: string }> => {
      const about = { commitmentId, amount: '0.5', occurredAt: world.clock.now().toISOString(), note: '一半' };
      return { deliveryId: there((await from.do(RecordDeliveryDocument, about)).delivery).id };
    };
    await deliver();
    await demander.do(ConfirmDeliveryDocument, await deliver());
    await demander.do(DisputeDeliveryDocument, { ...(await deliver()), reason: '没有' });
    await settle(side, from, commitmentId, world);
    await settleUp(world, from, demander, agreementId);
    await leftOpen(side, from, pair);
  }
  const book = async (who: Actor, slotId: string) =>
    there((await who.do(BookSlotDocument, { slotId, count: 1, purpose: '开会' })).booking).id;
  await book(both, rooms[0]);
  await book(supplier, rooms[1]);
  const bookingId = await book(coordinator, rooms[1]);
  await coordinator.do(CancelBookingDocument, { bookingId, expectedVersion: 1 });
}

const PROJECT = { title: '项目', goal: '目标', targetHours: '90', startsOn: '2026-11-01', endsOn: '2026-12-31' };

async function build({ supplier, demander, both, coordinator, id }: Side, village: Actor): Promise<void> {
  for (const lead of [supplier, both]) {
    for (const visibility of ['PUBLIC', 'ALLIANCE'] as const) {
      const launch = async () => there((await lead.do(LaunchProjectDocument, { ...PROJECT, visibility })).project);
      const { id: projectId } = await launch();
      const partners = [demander, lead === both ? supplier : both];
      for (const partner of partners) await partner.do(JoinProjectDocument, { projectId, pledge: '每周' });
      const give = async (partner: Actor): Promise<{ contributionId: string }> => {
        const served = { projectId, hours: '2', servedOn: '2026-11-20', note: '服务' };
        return { contributionId: there((await partner.do(ContributeHoursDocument, served)).contribution).id };
      };
      for (const partner of partners) await lead.do(ConfirmContributionDocument, await give(partner));
      await lead.do(RejectContributionDocument, { ...(await give(demander)), reason: '没有' });
      await give(lead);
      await lead.do(CompleteProjectDocument, { projectId: (await launch()).id, expectedVersion: 1 });
      await lead.do(CancelProjectDocument, { projectId: (await launch()).id, expectedVersion: 1 });
    }
  }
  const applied = async () => {
    const { membership } = await village.do(ApplyForMembershipDocument, { allianceId: id, statement: '愿意加入' });
    return { membershipId: there(membership).id, expectedVersion: 1 };
  };
  await coordinator.do(RejectMembershipDocument, { ...(await applied()), reason: '材料不全' });
  await village.do(WithdrawApplicationDocument, await applied());
  await applied();
}

/** Words that are held up: some that wait, some that are sent back, some that are written anew, some that are let through. */
async function review({ id, coordinator, demander, both }: Side): Promise<void> {
  for (const owner of [demander, both]) {
    for (const about of [{ visibility: 'ALLIANCE' as const, audience: [id] }, { visibility: 'PUBLIC' as const }]) {
      const title = (tail: string) => ({ ...about, title: `请打138${owner === both ? '1' : '2'}234${tail}` });
      await need(owner, title('0001'));
      const judged = { expectedVersion: 1, reason: '请隐去' };
      await coordinator.do(ReturnNeedDocument, { needId: await need(owner, title('0002')), ...judged });
      await coordinator.do(ReleaseNeedDocument, { needId: await need(owner, title('0003')), ...judged });
      const needId = await need(owner, title('0004'));
      await owner.do(ReviseNeedDocument, { needId, expectedVersion: 1, title: '请到社区办公室' });
    }
    await need(owner, { visibility: 'PUBLIC', audience: [id], value: '90' });
  }
}

/** Apps of units with keys of their own, installed by them and by others; one that is gone, and what goes with it. */
async function open(world: World, { supplier, demander, both }: Side): Promise<void> {
  for (const owner of [supplier, both]) {
    await world.people.administrator(there(owner.unit), there(owner.person));
    const about = { name: '送餐', vendor: '某公司', purpose: '配餐' };
    const register = async () => there((await owner.do(RegisterAppDocument, about)).app);
    const { id: appId } = await register();
    const key = async () => there((await owner.do(CreateAppKeyDocument, { appId, name: '服务器', days: 30 })).appKey);
    await key();
    await owner.do(RevokeAppKeyDocument, { keyId: (await key()).id, expectedVersion: 1 });
    for (const unit of [owner, demander]) {
      await world.people.administrator(there(unit.unit), there(unit.person));
      const install = { appId, scopes: ['needs:read'], purpose: 'care.meals' };
      await unit.do(InstallAppDocument, install);
    }
    const gone = await register();
    const installed = { appId: gone.id, scopes: ['needs:read'], purpose: 'care.meals' };
    const { installation } = await owner.do(InstallAppDocument, installed);
    await owner.do(UninstallAppDocument, { installationId: there(installation).id, expectedVersion: 1 });
    await owner.do(RetireAppDocument, { appId: gone.id, expectedVersion: 1 });
  }
}

/** It leaves listings, promises and hours behind. */
async function depart(world: World, leaver: Actor, { id, coordinator, demander, both }: Side): Promise<void> {
  for (const visibility of CIRCLES) {
    await slots(leaver, inDays(world, 3), 1, visibility);
    await offer(leaver, { value: '90', visibility });
    await need(leaver, { value: '90', visibility });
  }
  const needId = await need(demander, { value: '9' });
  const offerId = await offer(leaver, { value: '9' });
  const match = await agreed(leaver, demander, await proposal(coordinator, { needId, offerId }));
  await signed(leaver, demander, match);
  const { project } = await both.do(LaunchProjectDocument, { ...PROJECT, visibility: 'ALLIANCE' as const });
  const projectId = there(project).id;
  await leaver.do(JoinProjectDocument, { projectId, pledge: '每周' });
  await leaver.do(ContributeHoursDocument, { projectId, hours: '2', servedOn: '2026-11-20', note: '服务' });
  const { id: membershipId, version: expectedVersion } = await membershipOf(leaver, id);
  await leaver.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
}
