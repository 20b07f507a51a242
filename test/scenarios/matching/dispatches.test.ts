/** A need that is sent to several units (发单): row 7, and what it comes to when nobody wants it. */
import { expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  DeclineMatchDocument,
  DispatchNeedDocument,
  MatchesInFullDocument,
  WithdrawMatchDocument,
  WithdrawNeedDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { need, there } from '../story.ts';
import { accepts, dispatched, now } from './match-steps.ts';

const NAMES = ['street', 'community', 'power', 'hospital', 'mall'] as const;

test('row 7, the coordinator sends a need: the first acceptance spares the others, and the unit in need accepts as well', async () => {
  await using world = await createWorld();
  const { street, community, power, hospital, mall } = await world.alliance('微自治', ...NAMES);
  const needId = await need(community, { title: '飞线整治', category: 'staff.electrician', value: '4', unit: '小时' });
  const respondBy = world.clock.day(2, '12:00');
  const [first, second] = await dispatched(street, needId, [power, hospital, mall], { amount: '4', respondBy });
  // A receiver sees its own call and no other; the unit in need cannot accept for it.
  expect((await power.ask(MatchesInFullDocument, {})).matches?.nodes).toMatchObject([
    { id: there(first).id, respondBy },
  ]);
  const early = { matchId: there(first).id, expectedVersion: 1 };
  expect(await community.refused(AcceptMatchDocument, early)).toMatchObject({ code: 'WRONG_STATE' });
  const taken = await accepts(power, there(first));
  expect(taken).toMatchObject({ state: 'ACCEPTED_BY_ONE', agreement: null });
  expect(await now(hospital, there(second))).toMatchObject({ state: 'SUPERSEDED' });
  expect(await accepts(community, taken)).toMatchObject({
    state: 'AGREED',
    agreement: { title: '飞线整治', commitments: { nodes: [{ quantity: { value: '4' } }] } },
  });
});

test('calls are declined one by one, taken back by who sent them, and end with their need', async () => {
  await using world = await createWorld();
  const { street, community, power, hospital, mall } = await world.alliance('微自治', ...NAMES);
  const needId = await need(community);
  const respondBy = world.clock.day(2, '12:00');
  const [first, second, third] = await dispatched(community, needId, [power, hospital, mall], { respondBy });
  const about = (call: typeof first) => ({ matchId: there(call).id, expectedVersion: 1, reason: '没空' });
  await power.do(DeclineMatchDocument, about(first));
  expect(await hospital.refused(WithdrawMatchDocument, about(second))).toMatchObject({ code: 'FORBIDDEN' });
  await street.do(WithdrawMatchDocument, about(second));
  await community.do(WithdrawNeedDocument, { needId, expectedVersion: 1 });
  expect(await now(mall, there(third))).toMatchObject({ state: 'WITHDRAWN', reason: '需求已撤回。' });
});

test('a need is sent by its unit or the coordinator, to members, in time and for what is left of it', async () => {
  await using world = await createWorld();
  const { community, power, hospital } = await world.alliance('微自治', ...NAMES);
  const { elsewhere } = await world.alliance('别的', 'elsewhere');
  const needId = await need(community);
  const respondBy = world.clock.day(2, '12:00');
  const call = { needId, amount: '1', respondBy, unitIds: [hospital.unitId] };
  expect(await power.refused(DispatchNeedDocument, call)).toMatchObject({ code: 'FORBIDDEN' });
  expect(
    await community.refused(DispatchNeedDocument, { ...call, unitIds: [hospital.unitId, elsewhere.unitId] }),
  ).toMatchObject({ code: 'NOT_A_MEMBER' });
  expect(await community.refused(DispatchNeedDocument, { ...call, unitIds: [community.unitId] })).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'unitIds', '0'],
  });
  expect(await community.refused(DispatchNeedDocument, { ...call, amount: '2' })).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
  });
  const past = { ...call, respondBy: world.clock.day(-1, '12:00') };
  expect(await community.refused(DispatchNeedDocument, past)).toMatchObject({ path: ['input', 'respondBy'] });
});
