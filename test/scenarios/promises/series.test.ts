import { expect, test } from '@jest/globals';
import {
  ConfirmDeliveryDocument,
  RecordDeliveryDocument,
  ReleaseCommitmentDocument,
  SeriesOfDocument,
  type SeriesOfQuery,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import { between, drafted, promise, signs } from './terms-steps.ts';

type Seen = NonNullable<SeriesOfQuery['agreement']>;

const seen = async (who: Actor, id: string): Promise<Seen> =>
  there((await who.ask(SeriesOfDocument, { id })).agreement);

const spoken = ({ series }: Seen): string[] =>
  series.map(({ number, title, each, times, timesSettled, timesOverdue, ...sums }) => {
    const figures = [sums.quantity, sums.fulfilled, sums.released, sums.outstanding]
      .map(({ value }) => value)
      .join('/');
    return `${number} ${title} ${times}×${each.value}${each.unit} ${timesSettled}+${timesOverdue} ${figures}`;
  });

/** A line that carries parcels five days running, and one thing that is given back once. */
async function parcels(world: World) {
  const { street, mall, community } = await world.alliance('一路邮驿', 'street', 'mall', 'community');
  const { id } = await drafted(mall, {
    ...between(mall, community),
    terms: {
      commitments: [
        promise(mall, community, {
          ...{ title: '捎带快件', quantity: { value: '180', unit: '件' } },
          ...{ dueAt: world.clock.day(1, '20:00'), recurrence: 'FREQ=DAILY' },
        }),
        promise(community, mall, { title: '村口停车位', action: 'USE', quantity: { value: '3', unit: '个' } }),
      ],
      validThrough: world.clock.day(5, '22:00'),
    },
  });
  await signs(mall, { id });
  await signs(community, { id });
  return { street, mall, community, id };
}

test('row 80: what is promised on five days is one promise, with its times and its sums', async () => {
  await using world = await createWorld();
  const { street, mall, community, id } = await parcels(world);
  const before = await seen(street, id);
  expect(spoken(before)).toEqual(['1 捎带快件 5×180件 0+0 900/0/0/900', '2 村口停车位 1×3个 0+0 3/0/0/3']);
  const [first, last] = before.series;
  expect(first).toMatchObject({
    ...{ action: 'DELIVER_SERVICE', from: { id: mall.unitId }, to: { id: community.unitId } },
    nextDueAt: world.clock.day(1, '20:00'),
  });
  expect(last).toMatchObject({ action: 'USE', nextDueAt: null });
  expect(before.commitments.nodes.map(({ series, instalment }) => [series, instalment])).toEqual([
    ...[1, 2, 3, 4, 5].map((time) => [1, time]),
    [2, 1],
  ]);
});

test('it comes on as each time is delivered, is overdue or is released', async () => {
  await using world = await createWorld();
  const { mall, community, id } = await parcels(world);
  const [day1, day2] = (await seen(mall, id)).commitments.nodes.map((one) => one.id);
  const carried = async (commitmentId: string, amount: string): Promise<void> => {
    const record = { commitmentId, amount, occurredAt: world.clock.now().toISOString(), note: '已送达' };
    const { delivery } = await mall.do(RecordDeliveryDocument, record);
    await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  };
  await carried(there(day1), '180');
  await carried(there(day2), '100');
  expect(spoken(await seen(mall, id))[0]).toBe('1 捎带快件 5×180件 1+0 900/280/0/620');
  const due = world.clock.day(2, '20:00');
  expect((await seen(mall, id)).series[0]?.nextDueAt).toBe(due);
  world.clock.set(due);
  const later = await world.people.actor(there(community.person), there(community.unit), null);
  expect(spoken(await seen(later, id))[0]).toBe('1 捎带快件 5×180件 1+1 900/280/0/620');
  await later.do(ReleaseCommitmentDocument, { commitmentId: there(day2), reason: '改由村车自取', amount: '80' });
  expect(spoken(await seen(later, id))[0]).toBe('1 捎带快件 5×180件 2+0 900/280/80/540');
});

test('the database keeps a series of one kind', async () => {
  await using world = await createWorld();
  const { id, mall } = await parcels(world);
  expect((await seen(mall, id)).series).toHaveLength(2);
  const other = `insert into exchange.commitment (id, agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, state, rank, series)
    select gen_random_uuid(), agreement_id, from_unit_id, to_unit_id, '别的', quantity, quantity_unit, state, 9, 1
    from exchange.commitment where series = 1 limit 1`;
  await expect(world.sql(other)).rejects.toMatchObject({ constraint: 'commitment_of_one_series' });
});
