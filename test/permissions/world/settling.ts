/** What became of deliveries and of what was promised, besides being confirmed or disputed. */
import { parseId } from '../../../src/domain/ids.ts';
import {
  AnswerBreachDocument,
  ConfirmDeliveryDocument,
  DeclareBreachDocument,
  DisputeDeliveryDocument,
  RecordDeliveryDocument,
  ReferDisputeDocument,
  ReleaseCommitmentDocument,
  ResolveDisputeDocument,
  ReverseDeliveryDocument,
  WithdrawDisputeDocument,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

/** Something counted and is taken back, of what was objected to one is so no more, one is put to the coordinator, and one decided. */
export async function settle(
  { coordinator, demander }: Side,
  from: Actor,
  commitmentId: string,
  world: World,
): Promise<void> {
  const deliver = async (): Promise<{ deliveryId: string }> => {
    const about = { commitmentId, amount: '0.125', occurredAt: world.clock.now().toISOString(), note: '一部分' };
    return { deliveryId: there((await from.do(RecordDeliveryDocument, about)).delivery).id };
  };
  const object = async () => {
    const delivery = await deliver();
    await demander.do(DisputeDeliveryDocument, { ...delivery, reason: '没有' });
    return delivery;
  };
  const counted = await deliver();
  await demander.do(ConfirmDeliveryDocument, counted);
  const { delivery: reversal } = await from.do(ReverseDeliveryDocument, { ...counted, reason: '误登记' });
  await demander.do(ConfirmDeliveryDocument, { deliveryId: there(reversal).id });
  await demander.do(WithdrawDisputeDocument, await object());
  const [open, decided] = [await object(), await object()];
  for (const delivery of [open, decided]) await from.do(ReferDisputeDocument, { ...delivery, reason: '请认定' });
  await coordinator.do(ResolveDisputeDocument, { ...decided, amount: '0.0625', reason: '一半' });
  await demander.do(ReleaseCommitmentDocument, { commitmentId, amount: '0.125', reason: '不再需要' });
  const id = parseId('commitment', commitmentId);
  await world.sql('update exchange.commitment set due_at = $2 where id = $1', [id, world.clock.now()]);
  await demander.do(DeclareBreachDocument, { commitmentId, reason: '未按时' });
  await from.do(AnswerBreachDocument, { commitmentId, statement: '将补办' });
}
