/** Each of two alliances that clear speaks for itself, by who coordinates it. */
import { expect, test } from '@jest/globals';
import {
  OpenAccountDocument,
  ProposeClearingSettlementDocument,
  ReversePostingDocument,
  TransferDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { acceptedBy, clearingOf, confirmedBy, proposedTo, settled } from './clearing-steps.ts';
import { limited, paid, paying } from './ledger-steps.ts';

test('who coordinates one alliance and is a mere member of the other does not say for that one what was settled', async () => {
  await using world = await createWorld();
  const { street, mall, ...red } = await world.alliance('红', 'street', 'mall');
  const { harbour, pier, ...blue } = await world.alliance('蓝', 'harbour', 'pier');
  await mall.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
  await limited(street, mall, '100');
  const { id: clearingId } = await acceptedBy(harbour, await proposedTo(world, street, blue.id));
  await paid(mall, pier, '12', { clearingId });
  await world.people.join(there(street.unit), blue.uuid);
  const said = { clearingId, amount: '12', note: '以场地抵扣' };
  const inBlue = street.wearing({ 'x-acting-alliance': blue.id });
  expect(await inBlue.refused(ProposeClearingSettlementDocument, said)).toMatchObject({ code: 'FORBIDDEN' });
  // Under its own hat it does, and the other alliance is asked.
  const own = await settled(street, clearingId, '12');
  expect(own).toMatchObject({ alliance: { id: red.id }, owedBy: { id: red.id } });
  await confirmedBy(harbour, own);
  expect(await clearingOf(harbour, clearingId)).toMatchObject({ balance: { value: '0' } });
});

test('who may not pay so much through a clearing is told to have it settled, not to ask for another limit of an account', async () => {
  await using world = await createWorld();
  const { street, mall } = await world.alliance('红', 'street', 'mall');
  const { harbour, pier, ...blue } = await world.alliance('蓝', 'harbour', 'pier');
  for (const [coordinator, payer] of [
    [street, mall],
    [harbour, pier],
  ] as const) {
    await payer.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
    await limited(coordinator, payer, '100');
  }
  const { id: clearingId } = await acceptedBy(harbour, await proposedTo(world, street, blue.id));
  const first = await paid(mall, pier, '12', { clearingId });
  expect(await mall.refused(TransferDocument, paying(pier, '9', { clearingId }))).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', possible: { value: '8' } },
    message: expect.stringMatching(
      /^(?!.*setAccountLimit).*Pay less.*proposeClearingSettlement.*proposeClearing\b/s,
    ) as unknown,
  });
  // The other way round as far as it goes: then what was paid first cannot be taken back before some of it is settled.
  await paid(pier, mall, '32', { clearingId });
  expect(await pier.refused(ReversePostingDocument, { postingId: first.id, note: '未到场' })).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', possible: { value: '0' } },
    message: expect.stringMatching(
      /^(?!.*setAccountLimit|.*Pay less).*whole or not at all.*proposeClearingSettlement/s,
    ) as unknown,
  });
});
