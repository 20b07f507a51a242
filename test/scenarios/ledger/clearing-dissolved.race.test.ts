import { expect, test } from '@jest/globals';
import {
  DissolveAllianceDocument,
  OpenAccountDocument,
  ReversePostingDocument,
  TransferDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { acceptedBy, clearingOf, confirmedBy, proposedTo, settled } from './clearing-steps.ts';
import { limited, paid, paying } from './ledger-steps.ts';

test('an alliance is dissolved while something is paid through its clearing, or taken back: one of both', async () => {
  await using world = await createWorld();
  for (const round of ['甲', '乙', '丙', '丁', '戊', '己']) {
    const { street, mall, ...red } = await world.alliance(`红${round}`, 'street', 'mall');
    const { harbour, pier, ...blue } = await world.alliance(`蓝${round}`, 'harbour', 'pier');
    await world.people.administrator(there(street.unit), there(street.person));
    await mall.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
    await limited(street, mall, '100');
    const { id: clearingId } = await acceptedBy(harbour, await proposedTo(world, street, blue.id));
    const { id: postingId } = await paid(mall, pier, '2', { clearingId });
    await confirmedBy(harbour, await settled(street, clearingId, '2'));
    const [dissolved, posted] = await Promise.all([
      street.act(DissolveAllianceDocument, { allianceId: red.id, expectedVersion: 1, reason: '完成' }),
      round < '丁'
        ? mall.act(TransferDocument, paying(pier, '3', { clearingId }))
        : pier.act(ReversePostingDocument, { postingId, note: '未到场' }),
    ]);
    expect([dissolved, posted].map(({ userErrors }) => userErrors.length).toSorted()).toEqual([0, 1]);
    const { balance } = await clearingOf(harbour, clearingId);
    expect(balance?.value === '0').toBe(dissolved.userErrors.length === 0);
  }
});
