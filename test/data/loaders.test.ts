/** What an act looks up is gathered: one statement a turn, nothing asked twice, nothing remembered beyond the act. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { EntityName } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Loaders } from '../../src/data/loaders.ts';
import { seeLockedRow } from '../../src/data/rows.ts';
import { readId } from '../../src/domain/ids.ts';
import { Need, Offer, Resource, Slot } from '../../src/modules/exchange/index.ts';
import { Term } from '../../src/modules/directory/land/terms/term.entity.ts';
import { createWorld, type World } from '../support/world.ts';
import { need, offer, slots, there } from '../scenarios/story.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

/** Runs as an act does, and tells how many statements of ours were sent. */
async function inAct<T>(
  work: (em: EntityManager, loaders: Loaders) => Promise<T>,
): Promise<{ found: T; sent: number }> {
  return world.exchange.orm.em.fork().transactional(async (em) => {
    const transaction = there(em.getTransactionContext<{ executeQuery: () => Promise<unknown> }>());
    const sending = jest.spyOn(transaction, 'executeQuery');
    return { found: await work(em, new Loaders(em, world.clock.now())), sent: sending.mock.calls.length };
  });
}

test('memberships asked for together are held by one statement, and answered in the order asked', async () => {
  const red = await world.alliance('红', 'redStreet', 'redMall');
  const blue = await world.alliance('蓝', 'blueStreet');
  const [mall, street] = [there(red.redMall.unit), there(red.redStreet.unit)];
  const places = [
    { unit: mall, alliance: blue.uuid },
    { unit: mall, alliance: red.uuid },
    { unit: street, alliance: red.uuid },
    { unit: mall, alliance: red.uuid },
  ];
  const { found, sent } = await inAct(async (_em, { holdMembership }) => [
    await Promise.all(places.map((place) => holdMembership.load(place))),
    await holdMembership.load({ unit: street, alliance: red.uuid }),
  ]);
  expect(found).toEqual([[false, true, true, true], true]);
  expect(sent).toBe(1);
});

test('a membership that is held at once is sent before what comes next, and not asked for again', async () => {
  const { street, mall, uuid } = await world.alliance('橙', 'street', 'mall');
  const [unit, other] = [there(mall.unit), there(street.unit)];
  const { found, sent } = await inAct(async (em, loaders) => {
    const transaction = there(em.getTransactionContext<{ executeQuery: jest.Mock }>());
    loaders.holdNow({ unit, alliance: uuid });
    const atOnce = transaction.executeQuery.mock.calls.length;
    loaders.holdNow({ unit, alliance: uuid });
    const both = await Promise.all(
      [unit, other].map((each) => loaders.holdMembership.load({ unit: each, alliance: uuid })),
    );
    loaders.holdNow({ unit: other, alliance: uuid });
    return [atOnce, ...both];
  });
  expect(found).toEqual([1, true, true]);
  expect(sent).toBe(2);
});

test('rows asked for together are one statement; where there is none there is null', async () => {
  const [known] = await world.sql<{ id: string }>('select id from directory.term limit 1');
  const [id, nobody] = [there(known).id, '00000000-0000-7000-8000-000000000000'];
  const { found, sent } = await inAct(async (_em, loaders) => [
    ...(await Promise.all([id, nobody, id].map((each) => loaders.row(Term, each)))),
    await loaders.row(Term, id),
  ]);
  expect(found.map((row) => row?.id ?? null)).toEqual([id, null, id, id]);
  expect(sent).toBe(1);
});

test('a row that is seen, or seen locked, is what MikroORM finds', async () => {
  const { mall } = await world.alliance('紫', 'street', 'mall');
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const { resourceId, slotIds } = await slots(mall, [evening], 3);
  const location = { longitude: 121.5, latitude: 30.1, crs: 'WGS84' } as const;
  const things: [EntityName<{ id: string }>, string | undefined][] = [
    [Need, await need(mall, { value: '2.5', location, period: evening })],
    [Offer, await offer(mall, { resourceId, maxPerUnit: '1', value: '2' })],
    [Resource, resourceId],
    [Slot, slotIds[0]],
  ];
  for (const [kind, globalId] of things) {
    const { id } = readId(there(globalId));
    await inAct(async (em, loaders) => {
      const asIs = [await loaders.seen(kind, id), await seeLockedRow(em, kind, id)];
      const found = { ...(await em.findOneOrFail(kind, { id })) } as Readonly<Record<string, unknown>>;
      const told = Object.fromEntries(em.getMetadata(kind).props.map(({ name }) => [name, found[name]]));
      expect(asIs).toEqual([told, told]);
    });
  }
});

test('another act asks for itself: a membership that ended is not held any more', async () => {
  const { street, mall, uuid } = await world.alliance('绿', 'street', 'mall');
  const place = { unit: there(mall.unit), alliance: uuid };
  const held = () => inAct((_em, { holdMembership }) => holdMembership.load(place));
  expect((await held()).found).toBe(true);
  await world.sql(
    'update directory.membership set valid = tstzrange(lower(valid), $3) where unit_id = $1 and alliance_id = $2',
    [place.unit, uuid, world.clock.now()],
  );
  expect((await held()).found).toBe(false);
  expect(
    (await inAct((_em, { holdMembership }) => holdMembership.load({ unit: there(street.unit), alliance: uuid }))).found,
  ).toBe(true);
});
