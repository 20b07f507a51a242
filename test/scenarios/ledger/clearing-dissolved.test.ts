/** What is owed between alliances outlives neither of them. */
import { expect, test } from '@jest/globals';
import {
  AcceptClearingDocument,
  DeclineClearingDocument,
  DissolveAllianceDocument,
  OpenAccountDocument,
  ReversePostingDocument,
} from '../../generated/operations.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import { acceptedBy, clearingOf, confirmedBy, proposedTo, settled } from './clearing-steps.ts';
import { limited, paid } from './ledger-steps.ts';

/** The mall of one alliance paid the pier of another. */
async function owing(world: World, amount: string) {
  const { street, mall, ...red } = await world.alliance('红', 'street', 'mall');
  const { harbour, pier, ...blue } = await world.alliance('蓝', 'harbour', 'pier');
  for (const { unit, person } of [street, harbour]) await world.people.administrator(there(unit), there(person));
  await mall.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
  await limited(street, mall, '100');
  const { id: clearingId } = await acceptedBy(harbour, await proposedTo(world, street, blue.id));
  const posting = await paid(mall, pier, amount, { clearingId });
  return { street, mall, red, harbour, pier, blue, clearingId, posting };
}

const done = (allianceId: string) => ({ allianceId, expectedVersion: 1, reason: '任务完成' });

test('an alliance that owes another one, or is owed, is not dissolved before that is settled', async () => {
  await using world = await createWorld();
  const { street, red, harbour, pier, blue, clearingId, posting } = await owing(world, '12');
  expect(await street.refused(DissolveAllianceDocument, done(red.id))).toMatchObject({
    ...{ code: 'FORBIDDEN', message: expect.stringContaining('owes another one 12 小时') as unknown },
  });
  expect(await harbour.refused(DissolveAllianceDocument, done(blue.id))).toMatchObject({
    ...{ code: 'FORBIDDEN', message: expect.stringContaining('owes this one 12 小时') as unknown },
  });
  await confirmedBy(harbour, await settled(street, clearingId, '12'));
  await street.do(DissolveAllianceDocument, done(red.id));
  expect(await clearingOf(harbour, clearingId)).toMatchObject({
    ...{ state: 'ACTIVE', isInForce: false, balance: { value: '0' } },
  });
  // Nor does anything become owed by what is taken back.
  expect(await pier.refused(ReversePostingDocument, { postingId: posting.id, note: '未到场' })).toMatchObject({
    ...{ code: 'WRONG_STATE', message: expect.stringContaining('alliance that is dissolved') as unknown },
  });
});

test('a clearing with an alliance that was dissolved since is declined, and not accepted', async () => {
  await using world = await createWorld();
  const { street, ...red } = await world.alliance('红', 'street', 'mall');
  const { harbour, ...blue } = await world.alliance('蓝', 'harbour', 'pier');
  const proposed = await proposedTo(world, street, blue.id);
  await world.people.administrator(there(street.unit), there(street.person));
  await street.do(DissolveAllianceDocument, done(red.id));
  const answer = { clearingId: proposed.id, expectedVersion: 1 };
  expect(await harbour.refused(AcceptClearingDocument, answer)).toMatchObject({
    ...{ code: 'WRONG_STATE', message: expect.stringContaining('declineClearing') as unknown },
  });
  const { clearing } = await harbour.do(DeclineClearingDocument, answer);
  expect(clearing).toMatchObject({ state: 'DECLINED' });
});
