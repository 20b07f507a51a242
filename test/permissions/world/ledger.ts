/** What the supplier and the unit in both alliances paid the demander, and what of it was given back. */
import {
  DeclineClearingDocument,
  DeclineClearingSettlementDocument,
  OpenAccountDocument,
  ReversePostingDocument,
  SetAccountLimitDocument,
  TransferDocument,
} from '../../generated/operations.ts';
import { acceptedBy, confirmedBy, endedBy, proposedTo, settled } from '../../scenarios/ledger/clearing-steps.ts';
import { paying } from '../../scenarios/ledger/ledger-steps.ts';
import { confirmed } from '../../scenarios/promises/delivery-steps.ts';
import { agreedFor } from '../../scenarios/promises/worth-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

export async function keepCount(world: World, { coordinator, supplier, demander, both }: Side): Promise<void> {
  for (const payer of [supplier, both]) {
    const { account } = await payer.do(OpenAccountDocument, { dimension: 'POINTS' as const, unit: '分' });
    const limits = { accountId: there(account).id, creditLimit: '9000', ceiling: '9000', expectedVersion: 1 };
    await coordinator.do(SetAccountLimitDocument, limits);
    const points = { dimension: 'POINTS' as const, unit: '分' };
    await payer.do(TransferDocument, paying(demander, '30', points));
    const { posting } = await payer.do(TransferDocument, paying(demander, '40', points));
    await demander.do(ReversePostingDocument, { postingId: there(posting).id, note: '重复' });
    const promised = { giver: payer, receiver: demander, title: '打印', quantity: { value: '9', unit: '页' } };
    const perUnit = { value: '2', unit: '分' };
    const { commitments } = await agreedFor({ ...promised, dimension: 'POINTS', perUnit });
    await confirmed(world, payer, demander, there(commitments[0]), '3');
  }
}

/** What one alliance clears with the other: agreed, declined and only proposed; paid through, settled and not. */
export async function clear(world: World, from: Side, to: Side): Promise<void> {
  await proposedTo(world, from.coordinator, to.id);
  const off = await proposedTo(world, from.coordinator, to.id);
  await to.coordinator.do(DeclineClearingDocument, { clearingId: off.id, expectedVersion: 1 });
  const { id: clearingId } = await acceptedBy(to.coordinator, await proposedTo(world, from.coordinator, to.id));
  const { account } = await from.supplier.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
  const limits = { creditLimit: '9000', ceiling: '9000', expectedVersion: 1 };
  await from.coordinator.do(SetAccountLimitDocument, { accountId: there(account).id, ...limits });
  await from.supplier.do(TransferDocument, paying(to.demander, '9', { clearingId }));
  await settled(from.coordinator, clearingId, '1');
  await confirmedBy(from.coordinator, await settled(to.coordinator, clearingId, '2'));
  const { id: settlementId } = await settled(from.coordinator, clearingId, '1');
  await to.coordinator.do(DeclineClearingSettlementDocument, { settlementId, expectedVersion: 1 });
  const early = await acceptedBy(to.coordinator, await proposedTo(world, from.coordinator, to.id));
  await endedBy(to.coordinator, early);
}
