/** Sheets of the agreement of the small world: one that was rejected, and one in its place that waits for the community. */
import {
  ConfirmSettlementDocument,
  DrawUpSettlementDocument,
  RejectSettlementDocument,
  type SettlementNowFragment,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Things } from './supply.ts';

/** A sheet of the days up to now. */
export async function sheetOf(
  { clock }: World,
  who: Actor,
  agreementId: string,
  replacesId?: string,
): Promise<SettlementNowFragment> {
  const [from, until] = [clock.day(-7, '00:00').slice(0, 10), clock.day(1, '00:00').slice(0, 10)];
  clock.pass({ minutes: 1 });
  return there((await who.do(DrawUpSettlementDocument, { agreementId, from, until, replacesId })).settlement);
}

export async function settlements(world: World, mall: Actor, community: Actor, agreementId: string): Promise<Things> {
  const wrong = await sheetOf(world, mall, agreementId);
  await community.do(RejectSettlementDocument, { settlementId: wrong.id, reason: '漏记一场' });
  const sheet = await sheetOf(world, mall, agreementId, wrong.id);
  await mall.do(ConfirmSettlementDocument, { settlementId: sheet.id, expectedHash: sheet.hash });
  return { settlement: sheet.id, settlementRejected: wrong.id };
}
