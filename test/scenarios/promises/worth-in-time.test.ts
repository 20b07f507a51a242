/** What silence confirms and is worth something: posted with it, or held where an account has no room, of which both are told. */
import { expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { ConfirmWithWorthDocument, DisputeDeliveryDocument, RecordInFullDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { waitingFor } from '../access/pending-steps.ts';
import { balanceOf, limited } from '../ledger/ledger-steps.ts';
import { there } from '../story.ts';
import { delivered, said, standing } from './delivery-steps.ts';
import { agreedFor, chore, confirmedWorth, withCredit, worthNow } from './worth-steps.ts';

/** Ten hours of credit for meals that are worth half an hour each, in terms by which silence confirms after three days. */
async function inThreeDays(world: World) {
  const { street, mall, community, uuid } = await world.alliance('五色', 'street', 'mall', 'community');
  await withCredit(street, community, '10');
  const { commitments } = await agreedFor(
    {
      ...{ giver: mall, receiver: community, title: '老年助餐', quantity: { value: '40', unit: '份' } },
      ...{ dimension: 'HOURS', perUnit: { value: '0.5', unit: '小时' } },
    },
    [],
    3,
  );
  const again = (actor: Actor) => world.people.actor(there(actor.person), there(actor.unit), uuid);
  return { street, mall, community, again, of: there(commitments[0]) };
}

test('what nobody answered is posted where there is room, and waits for a word where there is none', async () => {
  await using world = await createWorld();
  const { of, again, ...cast } = await inThreeDays(world);
  let { street, mall, community } = cast;
  const first = await delivered(world, mall, of, '14');
  world.clock.pass({ minutes: 5 });
  const second = await delivered(world, mall, of, '8');
  world.clock.pass({ days: 4 });
  [street, mall, community] = [await again(street), await again(mall), await again(community)];
  // Until it is posted it does not count: whether there is room is known then.
  expect(await standing(street, of)).toBe('OPEN 0+40 ACTIVE');
  expect(await chore(world)).toBe(2);
  expect(await chore(world)).toBe(0);
  expect(await standing(street, of)).toBe('OPEN 14+26 ACTIVE');
  const { deliveries } = await worthNow(mall, of);
  expect(deliveries.nodes).toMatchObject([
    {
      ...{ state: 'CONFIRMED', confirmedByTimeout: true, heldAt: null },
      posting: { purpose: 'DELIVERY', amount: { value: '7' }, by: null, delivery: { id: first } },
    },
    { id: second, state: 'RECORDED', confirmedByTimeout: false, confirmBy: null, posting: null },
  ]);
  expect(Date.parse(there(deliveries.nodes[1]?.heldAt))).toBe(world.clock.now().getTime());
  expect([await balanceOf(community), await balanceOf(mall)]).toEqual(['-7', '7']);
  const told = await world.sql<{ type: string; units: string[] }>(
    "select type, unit_ids as units from data.outbox where actor ->> 'person' is null order by seq",
  );
  expect(told.map(({ type, units }) => [type, units.toSorted()])).toEqual([
    ['account:opened', [mall.unit]],
    ['posting:made', [community.unit, mall.unit].toSorted()],
    ['delivery:held', [community.unit, mall.unit].toSorted()],
    ['delivery:confirmed', [community.unit, mall.unit].toSorted()],
  ]);

  // From then on it is as a delivery without a term: it waits, may be confirmed where there is room, or be disputed.
  expect(await waitingFor(community)).toEqual([`DELIVERY ${second}`]);
  expect(await community.refused(ConfirmWithWorthDocument, { deliveryId: second })).toMatchObject({
    ...{ code: 'ACCOUNT_LIMIT_REACHED', possible: { value: '3' }, balance: { value: '-7' } },
  });
  await limited(street, community, '20');
  world.clock.pass({ days: 30 });
  expect(await chore(world)).toBe(0);
  community = await again(community);
  expect(await confirmedWorth(community, second)).toMatchObject({
    ...{ state: 'CONFIRMED', confirmedByTimeout: false, posting: { amount: { value: '4' } } },
  });
  expect(await balanceOf(community)).toBe('-11');
});

test('who acts on the promise finds it posted, or held', async () => {
  await using world = await createWorld();
  const { of, again, ...cast } = await inThreeDays(world);
  let { mall, community } = cast;
  await delivered(world, mall, of, '20');
  world.clock.pass({ minutes: 1 });
  const second = await delivered(world, mall, of, '2');
  world.clock.pass({ days: 3 });
  world.clock.pass({ minutes: 1 });
  [mall, community] = [await again(mall), await again(community)];
  await mall.do(RecordInFullDocument, said(world, of, '1'));
  expect(await standing(mall, of)).toBe('OPEN 20+20 ACTIVE');
  expect(await balanceOf(community)).toBe('-10');
  await community.do(DisputeDeliveryDocument, { deliveryId: second, reason: '未送到' });
  expect((await worthNow(mall, of)).deliveries.nodes.map(({ state, heldAt }) => [state, heldAt !== null])).toEqual([
    ['CONFIRMED', false],
    ['DISPUTED', true],
    ['RECORDED', false],
  ]);
});

test('who has no account has no credit, and a ceiling holds silence as well', async () => {
  await using world = await createWorld();
  const { of, again, ...cast } = await inThreeDays(world);
  const { street, mall, community } = cast;
  await withCredit(street, mall, '0');
  await limited(street, mall, '0', { ceiling: '3' });
  await delivered(world, mall, of, '8');
  const { commitments } = await agreedFor(
    {
      ...{ giver: community, receiver: mall, title: '分拣', quantity: { value: '9', unit: '次' } },
      ...{ dimension: 'POINTS', perUnit: { value: '1', unit: '分' } },
    },
    [],
    3,
  );
  await delivered(world, community, there(commitments[0]), '1');
  world.clock.pass({ days: 3 });
  expect(await chore(world)).toBe(2);
  const later = await again(mall);
  for (const id of [of, there(commitments[0])]) {
    const { deliveries } = await worthNow(later, id);
    expect(deliveries.nodes.map(({ state, posting }) => [state, posting])).toEqual([['RECORDED', null]]);
  }
  const points = await world.sql("select from exchange.account where dimension = 'POINTS'");
  expect(points).toHaveLength(0);
  const held = await world.sql('select from exchange.event where held_at is not null and commitment_id = any($1)', [
    [of, there(commitments[0])].map((id) => parseId('commitment', id)),
  ]);
  expect(held).toHaveLength(2);
});
