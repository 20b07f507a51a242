/** Sheets of an agreement: one that all confirmed, one that was rejected, and one in its place that waits. */
import {
  ConfirmSettlementDocument,
  DrawUpSettlementDocument,
  RejectSettlementDocument,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';

export async function settleUp(world: World, supplier: Actor, demander: Actor, agreementId: string): Promise<void> {
  const day = (days: number): string => world.clock.day(days, '00:00').slice(0, 10);
  const drawnUp = async (who: Actor, from: string, until: string, replacesId?: string) =>
    there((await who.do(DrawUpSettlementDocument, { agreementId, from, until, replacesId })).settlement);
  const before = await drawnUp(supplier, day(-30), day(0));
  for (const unit of [supplier, demander]) {
    await unit.do(ConfirmSettlementDocument, { settlementId: before.id, expectedHash: before.hash });
  }
  const wrong = await drawnUp(supplier, day(0), day(1));
  await demander.do(RejectSettlementDocument, { settlementId: wrong.id, reason: '漏记' });
  const waiting = await drawnUp(demander, day(0), day(1), wrong.id);
  await supplier.do(ConfirmSettlementDocument, { settlementId: waiting.id, expectedHash: waiting.hash });
}
