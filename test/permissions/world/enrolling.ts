/** Places that persons apply for: of the supplier, and of the unit that is in both alliances; the demander applies. */
import {
  ApplyToEnrolmentDocument,
  ChangeEnrolmentPlacesDocument,
  ConfirmPlaceDocument,
  DeclinePlaceDocument,
  DrawEnrolmentDocument,
  EndEnrolmentDocument,
  LeaveEnrolmentDocument,
  OpenEnrolmentDocument,
  WithdrawEnrolmentApplicationDocument,
  WithdrawGuardianConsentDocument,
} from '../../generated/operations.ts';
import { identityNumberOf } from '../../scenarios/benefits/benefit-steps.ts';
import { offer, there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

export async function enrol(world: World, { id, supplier, demander, both }: Side): Promise<void> {
  for (const owner of [supplier, both]) {
    const shown = await offer(owner, { value: '90', audience: [id], unit: '名' });
    await inTurn(world, owner, demander, shown);
    await byLot(world, owner, demander, await offer(owner, { value: '90', visibility: 'PUBLIC', unit: '名' }));
  }
}

async function opened(world: World, owner: Actor, offerId: string, source: string | null): Promise<string> {
  const { enrolment } = await owner.do(OpenEnrolmentDocument, {
    ...{ offerId, places: 4, until: world.clock.day(2, '09:00'), hoursToConfirm: 900, publicSource: source },
    ...{ method: source === null ? ('FIRST_COME' as const) : ('DRAWN' as const), condition: { age: { from: 0 } } },
  });
  return there(enrolment).id;
}

async function applied(world: World, who: Actor, enrolmentId: string, i: number): Promise<string> {
  const guardian = { name: '王某', relation: 'FATHER' as const, mobile: '13812340000', consentShown: '签字' };
  const consentedAt = world.clock.now().toISOString();
  const identityNumber = identityNumberOf('2020-01-01', String(100 + i));
  const applicant = { name: '王某某', identityNumber, guardian: { ...guardian, consentedAt } };
  return there((await who.do(ApplyToEnrolmentDocument, { enrolmentId, applicant })).enrolmentApplication).id;
}

/** First come, first served: somebody in each state; and one that is over. */
async function inTurn(world: World, owner: Actor, who: Actor, offerId: string): Promise<void> {
  const enrolmentId = await opened(world, owner, offerId, null);
  const ids: string[] = [];
  for (let i = 0; i < 9; i += 1) ids.push(await applied(world, who, enrolmentId, i));
  const [first, second, third, fourth, fifth] = ids.map((applicationId) => ({ applicationId, expectedVersion: 1 }));
  await who.do(ConfirmPlaceDocument, there(first));
  await who.do(DeclinePlaceDocument, there(second));
  await who.do(ConfirmPlaceDocument, there(third));
  await owner.do(LeaveEnrolmentDocument, { ...there(third), expectedVersion: 2 });
  await who.do(WithdrawGuardianConsentDocument, there(fourth));
  await who.do(WithdrawEnrolmentApplicationDocument, { ...there(fifth), expectedVersion: 2 });
  await owner.do(ChangeEnrolmentPlacesDocument, { enrolmentId, expectedVersion: 1, places: 5 });
  const over = { enrolmentId: await opened(world, owner, offerId, null), expectedVersion: 1, reason: '结束' };
  await owner.do(EndEnrolmentDocument, over);
}

async function byLot(world: World, owner: Actor, who: Actor, offerId: string): Promise<void> {
  const enrolmentId = await opened(world, owner, offerId, '公开号码');
  for (let i = 0; i < 5; i += 1) await applied(world, who, enrolmentId, i);
  using clock = world.clock.held();
  clock.pass({ days: 3 });
  await owner.do(DrawEnrolmentDocument, { enrolmentId, expectedVersion: 1, publicValue: '12 34' });
}
