/** 点单–发单–接单, scenario 7: a need is sent to several units, and the first that accepts has it. */
import { expect, test } from '@jest/globals';
import { AcceptMatchDocument, DeclineMatchDocument, NeedNowDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { need, offer, there } from '../story.ts';
import { dispatched, now, ordered } from './match-steps.ts';

const SUPPLIERS = ['a', 'b', 'c', 'd', 'e'] as const;

test('row 77, five receive it and two accept in the same millisecond: one has it, the other is told so, three are spared', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('红色物业联建', 'street', 'community', ...SUPPLIERS);
  const { community } = alliance;
  const needId = await need(community, { title: '楼道灯不亮', category: 'staff.electrician', unit: '件' });
  const receivers = SUPPLIERS.map((name) => alliance[name]);
  const calls = await dispatched(community, needId, receivers, { respondBy: world.clock.day(1, '12:00') });
  // Nothing is held by calls.
  const left = async () => there((await community.ask(NeedNowDocument, { id: needId })).need).remaining.value;
  expect(await left()).toBe('1');

  const answers = await Promise.all(
    [0, 1].map((i) =>
      there(receivers[i]).act(AcceptMatchDocument, { matchId: there(calls[i]).id, expectedVersion: 1 }),
    ),
  );

  expect(answers.filter(({ match }) => match?.state === 'AGREED')).toHaveLength(1);
  const [refusal] = answers.flatMap(({ userErrors }) => userErrors);
  expect(refusal).toMatchObject({
    ...{ __typename: 'WrongStateError', code: 'WRONG_STATE' },
    message: expect.stringContaining('was taken first by another of the units it was sent to') as unknown,
  });
  const after = await Promise.all(calls.map((call) => now(community, call)));
  expect(after.map(({ state }) => state).sort()).toEqual(['AGREED', ...Array<string>(4).fill('SUPERSEDED')]);
  const superseded = there(after.find(({ state }) => state === 'SUPERSEDED'));
  expect(superseded).toMatchObject({ version: 2, reason: '已由另一单位先接单。', agreement: null });
  expect(await left()).toBe('0');
  // Who comes later is told the same, and has nothing to decline.
  const late = { matchId: there(calls[4]).id, expectedVersion: 2 };
  expect(await there(receivers[4]).refused(AcceptMatchDocument, late)).toMatchObject({ code: 'WRONG_STATE' });
  expect(await there(receivers[4]).refused(DeclineMatchDocument, { ...late, reason: '没空' })).toMatchObject({
    code: 'WRONG_STATE',
  });
});

test('an offer that ten order at once is sold as often as there is of it, and no unit takes more than it may', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', ...SUPPLIERS);
  const offerId = await offer(alliance.mall, { value: '7', unit: '份', maxPerUnit: '1' });
  const units = [...SUPPLIERS, ...SUPPLIERS].map((name) => alliance[name]);
  const answers = await Promise.allSettled(units.map((unit) => ordered(unit, offerId, { amount: '1' })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [String(answer.reason)] : []));
  expect(refused).toHaveLength(5);
  for (const reason of refused) expect(reason).toContain('One unit may hold at most 1 份');
});
