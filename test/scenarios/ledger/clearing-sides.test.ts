/** Each of two alliances that clear speaks for itself, by who coordinates it. */
import { expect, test } from '@jest/globals';
import { OpenAccountDocument, ProposeClearingSettlementDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { acceptedBy, clearingOf, confirmedBy, proposedTo, settled } from './clearing-steps.ts';
import { limited, paid } from './ledger-steps.ts';

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
