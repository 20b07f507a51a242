/** What the supplier and the unit in both alliances paid the demander, and what of it was given back. */
import {
  OpenAccountDocument,
  ReversePostingDocument,
  SetAccountLimitDocument,
  TransferDocument,
} from '../../generated/operations.ts';
import { paying } from '../../scenarios/ledger/ledger-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Side } from './cast.ts';

export async function keepCount({ coordinator, supplier, demander, both }: Side): Promise<void> {
  for (const payer of [supplier, both]) {
    const { account } = await payer.do(OpenAccountDocument, { dimension: 'POINTS' as const, unit: '分' });
    const limits = { accountId: there(account).id, creditLimit: '9000', ceiling: '9000', expectedVersion: 1 };
    await coordinator.do(SetAccountLimitDocument, limits);
    const points = { dimension: 'POINTS' as const, unit: '分' };
    await payer.do(TransferDocument, paying(demander, '30', points));
    const { posting } = await payer.do(TransferDocument, paying(demander, '40', points));
    await demander.do(ReversePostingDocument, { postingId: there(posting).id, note: '重复' });
  }
}
