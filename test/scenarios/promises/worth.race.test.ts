import { expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { ConfirmWithWorthDocument, ReverseDeliveryDocument, TransferDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { balanceOf, differencesOf, paying } from '../ledger/ledger-steps.ts';
import { there } from '../story.ts';
import { confirmed, delivered } from './delivery-steps.ts';
import { agreedFor, chore, postedFor, withCredit, worthNow, type Valued } from './worth-steps.ts';

const ROUNDS = scaled(3, 20);

const meals = (giver: Actor, receiver: Actor, value = '500'): Valued => ({
  ...{ giver, receiver, title: '老年助餐', quantity: { value, unit: '份' } },
  ...{ dimension: 'HOURS', perUnit: { value: '0.5', unit: '小时' } },
});

test('of confirmations in several agreements and payments at once, exactly those go through that one limit has room for', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  await withCredit(street, community, '10');
  const of = await Promise.all([mall, power].map((giver) => agreedFor(meals(giver, community))));
  const [byMall, byPower] = of.map(({ commitments }) => there(commitments[0]));
  const deliveries: string[] = [];
  for (let i = 0; i < 4; i += 1) {
    const [giver, id] = i % 2 === 0 ? [mall, there(byMall)] : [power, there(byPower)];
    deliveries.push(await delivered(world, giver, id, '6'));
  }
  const answers = await Promise.all([
    ...deliveries.map((deliveryId) => community.act(ConfirmWithWorthDocument, { deliveryId })),
    ...[1, 2].map(() => community.act(TransferDocument, paying(mall, '3'))),
  ]);
  const refusals = answers.flatMap(({ userErrors }) => userErrors);
  // Each is worth 3 hours, and there are 10.
  expect(refusals).toHaveLength(3);
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({
      ...{ code: 'ACCOUNT_LIMIT_REACHED', possible: { value: '1' }, balance: { value: '-9' } },
    });
  }
  expect(await balanceOf(community)).toBe('-9');
  expect(await differencesOf(world)).toEqual([]);
});

test('a delivery is confirmed while what it needs room for is taken back: it finds it, or is told that it is not there yet', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await withCredit(street, community, '10');
  await withCredit(street, mall, '10');
  const [one, two] = [await agreedFor(meals(mall, community)), await agreedFor(meals(mall, community))];
  const [first, second] = [there(one.commitments[0]), there(two.commitments[0])];
  for (let round = 0; round < ROUNDS; round += 1) {
    const full = await confirmed(world, mall, community, first, '20');
    const { delivery } = await community.do(ReverseDeliveryDocument, { deliveryId: full, reason: '未送到' });
    const next = await delivered(world, mall, second, '20');
    const [back, confirming] = await Promise.all([
      mall.act(ConfirmWithWorthDocument, { deliveryId: there(delivery).id }),
      community.act(ConfirmWithWorthDocument, { deliveryId: next }),
    ]);
    expect(back.userErrors).toEqual([]);
    if (confirming.delivery === null) {
      expect(confirming.userErrors).toMatchObject([{ code: 'ACCOUNT_LIMIT_REACHED', possible: { value: '0' } }]);
      expect((await community.act(ConfirmWithWorthDocument, { deliveryId: next })).userErrors).toEqual([]);
    }
    expect(await balanceOf(community)).toBe('-10');
    const undone = await community.do(ReverseDeliveryDocument, { deliveryId: next, reason: '未送到' });
    await mall.do(ConfirmWithWorthDocument, { deliveryId: there(undone.delivery).id });
    expect([await balanceOf(community), await balanceOf(mall)]).toEqual(['0', '0']);
  }
  expect(await differencesOf(world)).toEqual([]);
});

test('when the time is over, chores and whoever confirms at once post it once', async () => {
  await using world = await createWorld();
  const { street, uuid, ...cast } = await world.alliance('五色', 'street', 'mall', 'community');
  let { mall, community } = cast;
  await withCredit(street, community, '500');
  const again = (who: Actor) => world.people.actor(there(who.person), there(who.unit), uuid);
  const { commitments } = await agreedFor(meals(mall, community), [], 1);
  const of = there(commitments[0]);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const deliveryId = await delivered(world, mall, of, '4');
    world.clock.pass({ days: 1 });
    [mall, community] = [await again(mall), await again(community)];
    const [answer] = await Promise.all([
      community.act(ConfirmWithWorthDocument, { deliveryId }),
      chore(world),
      chore(world),
    ]);
    expect(answer.userErrors).toMatchObject([{ code: 'ALREADY_DONE' }]);
    expect(await balanceOf(community)).toBe(String(-2 * round));
    const rows = await world.sql('select from exchange.posting where event_id = $1', [parseId('event', deliveryId)]);
    expect(rows).toHaveLength(1);
  }
  expect(await postedFor(mall, mall, of)).toBe(2 * ROUNDS);
});

test('silence and a payment at once never go over the limit: what is silent is held, or who pays is told', async () => {
  await using world = await createWorld();
  const { street, uuid, ...cast } = await world.alliance('五色', 'street', 'mall', 'community');
  let { mall, community } = cast;
  await withCredit(street, community, '10');
  const again = (who: Actor) => world.people.actor(there(who.person), there(who.unit), uuid);
  const { commitments } = await agreedFor(meals(mall, community), [], 1);
  const of = there(commitments[0]);
  for (let round = 1; round <= ROUNDS; round += 1) {
    await delivered(world, mall, of, '12');
    world.clock.pass({ days: 1 });
    [mall, community] = [await again(mall), await again(community)];
    const [paid] = await Promise.all([community.act(TransferDocument, paying(mall, '6')), chore(world)]);
    const last = there((await worthNow(mall, of)).deliveries.nodes.at(-1));
    expect([last.heldAt !== null, last.posting !== null]).toEqual(
      paid.posting === null ? [false, true] : [true, false],
    );
    expect(await balanceOf(community)).toBe('-6');
    expect((await mall.act(TransferDocument, paying(community, '6'))).userErrors).toEqual([]);
  }
});
