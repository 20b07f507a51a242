/** What the demonstration tells of from day to day: something waits for everybody, and it is there on whatever day it is told. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { personas } from '../../src/app/demo/alliances.ts';
import { nobodysMobile, nobodysNumber } from '../../src/app/demo/daily/numbers.ts';
import { prepareDemo } from '../../src/app/demo/demo.ts';
import { namedId } from '../../src/app/named-id.ts';
import { globalId } from '../../src/domain/ids.ts';
import { isIdentityNumber } from '../../src/domain/privacy/numbers.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld({ isEmpty: true });
  await prepareDemo(world.database, world.exchange, world.clock);
});

afterAll(() => world[Symbol.asyncDispose]());

interface Pending {
  readonly viewer: {
    readonly pending: { readonly nodes: readonly { readonly kind: string; readonly title: string }[] };
  };
}

test('something waits for whoever has a token', async () => {
  const alliance = globalId('alliance', namedId('alliance', 'five-colours'));
  for (const [name, { unit }] of Object.entries(personas)) {
    const headers = {
      authorization: `Bearer ${await world.token('person', namedId('person', unit))}`,
      'x-acting-alliance': alliance,
    };
    const asked = '{ viewer { pending { nodes { kind title } } } }';
    const { data } = await world.ask<Pending, object>(asked, {}, headers);
    expect([name, data?.viewer.pending.nodes.length]).not.toEqual([name, 0]);
  }
});

test('the goods are fewer than they should be, each room has a full and a free time, and a rule is in force', async () => {
  expect(await world.sql('select from exchange.stock where is_low')).toHaveLength(1);
  expect(await world.sql('select from exchange.slot where taken = capacity and edition is not null')).toHaveLength(1);
  const given = 'select rule_id from exchange.benefit_redemption group by 1';
  expect(await world.sql(given)).toHaveLength(2);
});

test('a number of a person is right, and is nobody’s: people are registered in counties', () => {
  const number = nobodysNumber('1946-08-15', 7);
  expect([isIdentityNumber(number), number.slice(0, 14)]).toEqual([true, '33000019460815']);
  expect(() => nobodysNumber('1946-02-30', 7)).toThrow('1946-02-30 is no day');
  expect(nobodysMobile(3)).toBe('+8610000002003');
});

test('whatever day it is told on, nothing of it is refused', async () => {
  for (const instant of ['2026-12-31T23:30:00+08:00', '2028-02-29T00:10:00+08:00']) {
    await using other = await createWorld({ isEmpty: true });
    other.clock.set(instant);
    await prepareDemo(other.database, other.exchange, other.clock);
    const handedOut = await other.sql('select from exchange.hand_out');
    expect([instant, handedOut.length]).toEqual([instant, 3]);
  }
});
