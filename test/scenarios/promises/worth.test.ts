/** Deliveries that are worth something in accounts of the alliance: posted with what confirms them, inside the limits, once. */
import { expect, test } from '@jest/globals';
import {
  ConfirmDeliveryDocument,
  ConfirmWithWorthDocument,
  DisputeDeliveryDocument,
  DraftAgreementDocument,
  ReferDisputeDocument,
  ResolveWithWorthDocument,
  ReverseDeliveryDocument,
  ReversePostingDocument,
  TermsWithWorthDocument,
  WithdrawDisputeDocument,
  WorthInAccountDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { balanceOf, differencesOf, limited } from '../ledger/ledger-steps.ts';
import { there } from '../story.ts';
import { confirmed, delivered, disputed, standing } from './delivery-steps.ts';
import { between, checked, promise, signedOf } from './terms-steps.ts';
import { agreedFor, confirmedWorth, postedFor, valued, withCredit, worthNow, type Valued } from './worth-steps.ts';

/** Meals for the elderly (老年助餐) of a community by a canteen, half an hour each; and hours of its volunteers. */
const meals = (canteen: Actor, community: Actor): Valued => ({
  ...{ giver: canteen, receiver: community, title: '老年助餐', quantity: { value: '40', unit: '份' } },
  ...{ dimension: 'HOURS', perUnit: { value: '0.5', unit: '小时' } },
});
const service = (canteen: Actor, community: Actor): Valued => ({
  ...{ giver: community, receiver: canteen, title: '送餐上门', quantity: { value: '15', unit: '小时' } },
  ...{ dimension: 'HOURS', perUnit: { value: '1', unit: '小时' } },
});

test('meals for the elderly are paid in hours: each side owes what it took, and no further than its account may go', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const accountId = await withCredit(street, community, '10');
  const { agreementId, commitments } = await agreedFor(meals(mall, community), [service(mall, community)]);
  const [mealsId, hoursId] = commitments.map(there);
  const [of, hours] = [there(mealsId), there(hoursId)];
  expect(await worthNow(community, of)).toMatchObject({
    account: { dimension: 'HOURS', perUnit: { value: '0.5', unit: '小时' } },
  });

  const first = await delivered(world, mall, of, '12');
  expect(await confirmedWorth(community, first)).toMatchObject({
    state: 'CONFIRMED',
    posting: {
      ...{ purpose: 'DELIVERY', amount: { value: '6', unit: '小时' }, note: '老年助餐', reverses: null },
      ...{ from: { id: community.unitId }, to: { id: mall.unitId }, by: { id: community.unitId } },
      ...{ commitment: { id: of }, delivery: { id: first } },
    },
  });
  expect([await balanceOf(community), await balanceOf(mall)]).toEqual(['-6', '6']);

  // It has 4 hours left, and 12 meals more are worth 6: nothing is done, and it is told how it stands.
  world.clock.pass({ minutes: 1 });
  const second = await delivered(world, mall, of, '12');
  expect(await community.refused(ConfirmWithWorthDocument, { deliveryId: second })).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', __typename: 'AccountLimitReachedError', accountId },
    ...{
      askedFor: { value: '6', unit: '小时' },
      possible: { value: '4' },
      balance: { value: '-6' },
      limit: { value: '10' },
    },
  });
  expect(await standing(street, of)).toBe('OPEN 12+28 ACTIVE');
  expect((await worthNow(mall, of)).deliveries.nodes[1]).toMatchObject({ state: 'RECORDED', posting: null });

  // Five hours of volunteers come back, and there is room.
  await confirmed(world, community, mall, hours, '5');
  expect([await balanceOf(community), await balanceOf(mall)]).toEqual(['-1', '1']);
  await confirmedWorth(community, second);
  expect([await balanceOf(community), await balanceOf(mall)]).toEqual(['-7', '7']);

  // Half of what is objected to counts in the end, and is worth as much.
  const objected = await disputed(world, mall, community, of, '4');
  await mall.do(ReferDisputeDocument, { deliveryId: objected, reason: '有签收单' });
  const decided = await street.do(ResolveWithWorthDocument, {
    deliveryId: objected,
    amount: '2',
    reason: '两份有签收',
  });
  expect(there(decided.delivery)).toMatchObject({ counted: { value: '2' }, posting: { amount: { value: '1' } } });
  const withdrawn = await disputed(world, mall, community, of, '2');
  await community.do(WithdrawDisputeDocument, { deliveryId: withdrawn });
  expect([await balanceOf(community), await balanceOf(mall)]).toEqual(['-9', '9']);

  // What is taken back goes back with it, and not by itself.
  const postingId = there((await worthNow(mall, of)).deliveries.nodes[0]?.posting).id;
  expect(await mall.refused(ReversePostingDocument, { postingId, note: '记错' })).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'postingId'] },
    message: expect.stringContaining('reverseDelivery') as unknown,
  });
  const { delivery: back } = await community.do(ReverseDeliveryDocument, { deliveryId: first, reason: '少送一批' });
  expect(await balanceOf(community)).toBe('-9');
  expect(await confirmedWorth(mall, there(back).id)).toMatchObject({
    counted: { value: '-12' },
    posting: {
      ...{ purpose: 'DELIVERY', amount: { value: '6' }, delivery: { id: there(back).id } },
      ...{ from: { id: mall.unitId }, to: { id: community.unitId }, by: { id: mall.unitId } },
    },
  });
  expect([await balanceOf(community), await balanceOf(mall)]).toEqual(['-3', '3']);
  expect([await postedFor(mall, mall, of), await postedFor(mall, community, hours)]).toEqual([8, 5]);

  // The account tells delivery by delivery how it came to stand so.
  const { account } = await community.ask(WorthInAccountDocument, { id: accountId });
  const history = there(account).entries.nodes;
  expect(history.map(({ amount, balanceAfter }) => `${amount.value} ${balanceAfter.value}`)).toEqual([
    '-6 -6',
    '5 -1',
    '-6 -7',
    '-1 -8',
    '-1 -9',
    '6 -3',
  ]);
  expect(history.map(({ posting }) => posting?.delivery?.id)).toEqual([
    first,
    expect.any(String) as unknown,
    second,
    objected,
    withdrawn,
    there(back).id,
  ]);
  expect(await differencesOf(world)).toEqual([]);

  // What is signed says it, and whoever reads it can hash it.
  const { agreement } = await mall.ask(TermsWithWorthDocument, { id: agreementId });
  expect(there(agreement).edition.canonical).toContain(
    '{"account":{"dimension":"HOURS","perUnit":{"unit":"小时","value":"0.5"}},"action"',
  );
  expect(there(agreement).edition.terms.commitments[1]?.account).toEqual({
    dimension: 'HOURS',
    perUnit: { value: '1', unit: '小时' },
  });
  expect(checked(await signedOf(mall, { id: agreementId }))).toBe('一致');
});

test('row 38: sixty sessions for a hall, counted in points, come to the same on both sides', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('慈邻', 'street', 'mall', 'community');
  const points = { dimension: 'POINTS' as const, unit: '分' };
  await withCredit(street, community, '500', points);
  await withCredit(street, mall, '500', points);
  const counted = (value: string) => ({ dimension: 'POINTS' as const, perUnit: { value, unit: '分' } });
  const { commitments } = await agreedFor(
    {
      ...{ giver: mall, receiver: community, title: '技能培训', quantity: { value: '60', unit: '场' } },
      ...counted('10'),
    },
    [
      {
        giver: community,
        receiver: mall,
        title: '社区二楼大厅',
        quantity: { value: '8', unit: '次' },
        ...counted('75'),
      },
    ],
  );
  const [sessions, hall] = commitments;
  await confirmed(world, community, mall, there(hall), '3');
  for (const amount of ['40', '8']) await confirmed(world, mall, community, there(sessions), amount);
  expect([await balanceOf(mall, '分'), await balanceOf(community, '分')]).toEqual(['255', '-255']);
  await confirmed(world, community, mall, there(hall), '5');
  await confirmed(world, mall, community, there(sessions), '12');
  expect(await standing(street, there(sessions))).toBe('FULFILLED 60+0 COMPLETED');
  expect([await balanceOf(mall, '分'), await balanceOf(community, '分')]).toEqual(['0', '0']);
  expect(await differencesOf(world)).toEqual([]);
});

test('who has spent what it was paid does not give it back beyond its own limit', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await withCredit(street, community, '10');
  const { commitments } = await agreedFor(meals(mall, community), [service(mall, community)]);
  const [of, hours] = commitments.map(there);
  const first = await confirmed(world, mall, community, there(of), '12');
  await confirmed(world, community, mall, there(hours), '5');
  const { delivery } = await community.do(ReverseDeliveryDocument, { deliveryId: first, reason: '未送到' });
  const back = { deliveryId: there(delivery).id };
  expect(await mall.refused(ConfirmWithWorthDocument, back)).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', possible: { value: '1' }, balance: { value: '1' } },
  });
  await limited(street, mall, '5');
  await mall.do(ConfirmDeliveryDocument, back);
  expect([await balanceOf(mall), await balanceOf(community)]).toEqual(['-5', '5']);
});

test('a coordinator who decides a dispute is told how far the account goes', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const accountId = await withCredit(street, community, '1');
  const { commitments } = await agreedFor(meals(mall, community));
  const deliveryId = await disputed(world, mall, community, there(commitments[0]), '4');
  await mall.do(ReferDisputeDocument, { deliveryId, reason: '有签收单' });
  const decision = { deliveryId, amount: '4', reason: '有签收' };
  expect(await street.refused(ResolveWithWorthDocument, decision)).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', accountId, possible: { value: '1' }, balance: { value: '0' } },
  });
  await limited(street, community, '2');
  await street.do(ResolveWithWorthDocument, decision);
  expect(await balanceOf(community)).toBe('-2');
});

test('who gives is told nothing of the account of who takes; yuan are told to the fen, each delivery by itself', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const money = { dimension: 'CNY' as const, unit: '元' };
  await withCredit(street, community, '1', money);
  const { commitments } = await agreedFor({
    ...{ giver: mall, receiver: community, title: '打印', quantity: { value: '1000', unit: '页' } },
    ...{ dimension: 'CNY', perUnit: { value: '0.35', unit: '元' } },
  });
  const of = there(commitments[0]);
  // The receiver says what it was given, and the giver confirms that.
  const most = await delivered(world, community, of, '3');
  expect(await mall.refused(ConfirmWithWorthDocument, { deliveryId: most })).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', accountId: null, possible: null, balance: null, limit: null },
  });
  await mall.do(DisputeDeliveryDocument, { deliveryId: most, reason: '按页登记' });
  for (const amount of ['0.5', '0.5', '0.01']) {
    world.clock.pass({ minutes: 1 });
    await confirmed(world, mall, community, of, amount);
  }
  // 0.175 and 0.0035 to the fen: what comes to nothing is not posted.
  const { deliveries } = await worthNow(mall, of);
  expect(deliveries.nodes.map(({ posting }) => posting?.amount.value ?? null)).toEqual([null, '0.18', '0.18', null]);
  expect(await balanceOf(community, '元')).toBe('-0.36');
  expect(await differencesOf(world)).toEqual([]);
});

test('terms that are counted otherwise than their account, or are worth too much, are refused at their place', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  const refusedAt = async (about: Partial<Valued>) => {
    const commitments = [promise(mall, community), valued({ ...meals(mall, community), ...about })];
    const written = { ...between(mall, community), terms: { commitments } };
    const { code, path } = await mall.refused(DraftAgreementDocument, written);
    return [code, (path as string[]).join('.')];
  };
  const at = (field: string) => ['INVALID_INPUT', `input.terms.commitments.1.account.perUnit.${field}`];
  expect([
    await refusedAt({ perUnit: { value: '0.5', unit: '份' } }),
    await refusedAt({ dimension: 'GOODS' }),
    await refusedAt({ dimension: 'CNY', perUnit: { value: '0.005', unit: '元' } }),
    await refusedAt({ perUnit: { value: '1000000000', unit: '小时' } }),
  ]).toEqual([at('unit'), at('unit'), at('value'), at('value')]);
});
