/** Matches and agreements that did not come to an end, or to a bad one. */
import { CancelAgreementDocument, DeclineMatchDocument, WithdrawMatchDocument } from '../../generated/operations.ts';
import { agreed, proposal, there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { Side } from './cast.ts';

/** What did not come to an end, or to a bad one. */
export async function leftOpen(
  { coordinator, demander }: Side,
  supplier: Actor,
  pair: { needId: string; offerId: string },
): Promise<void> {
  await proposal(coordinator, pair);
  const reasoned = async () => {
    const { id: matchId, version: expectedVersion } = await proposal(coordinator, pair);
    return { matchId, expectedVersion, reason: '没空' };
  };
  await demander.do(DeclineMatchDocument, await reasoned());
  await coordinator.do(WithdrawMatchDocument, await reasoned());
  const off = there((await agreed(supplier, demander, await proposal(coordinator, pair))).agreement);
  const { id: agreementId, version: expectedVersion } = off;
  await supplier.do(CancelAgreementDocument, { agreementId, expectedVersion, reason: '改期' });
}
