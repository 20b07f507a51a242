/** `access.spend` as the database keeps it: by clocks that do not agree, and by nobody else. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { clientConfig } from '../../src/data/database.ts';
import { createWorld, type World } from '../support/world.ts';
import { there } from '../scenarios/story.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

const AT = '2026-11-21T09:00:00Z';
const later = (seconds: number): string => new Date(Date.parse(AT) + seconds * 1_000).toISOString();

async function newApp(pointsPerHour: number): Promise<string> {
  const id = world.id('app');
  await world.sql("insert into access.app values ($1, 'a', 'b', 'c', $2)", [id, AT]);
  await world.sql('insert into access.app_budget (app_id, points_per_hour, as_of) values ($1, $2, $3)', [
    id,
    pointsPerHour,
    AT,
  ]);
  return id;
}

interface Spent {
  readonly is_allowed: boolean;
  readonly remaining: number;
  readonly full_at: Date;
  readonly retry_after: number;
}

async function spend(app: string, points: number, at: string): Promise<Spent> {
  return there((await world.sql<Spent>('select * from access.spend($1, null, $2, $3)', [app, points, at]))[0]);
}

test('an instant in the past gives nothing back, and takes nothing away', async () => {
  const app = await newApp(60);
  expect(await spend(app, 30, later(0))).toMatchObject({ is_allowed: true, remaining: 30 });
  expect(await spend(app, 1, later(60))).toMatchObject({ remaining: 30 });
  // A process whose clock is a minute behind.
  expect(await spend(app, 10, later(0))).toMatchObject({ is_allowed: true, remaining: 20 });
  expect(await spend(app, 21, later(-3_600))).toMatchObject({ is_allowed: false, remaining: 20 });
  // The minute that was given is not given twice.
  expect(await spend(app, 1, later(60))).toMatchObject({ remaining: 19 });
  expect(await spend(app, 1, later(120))).toMatchObject({ remaining: 19 });
});

test('who is behind is told to wait by its own clock', async () => {
  const app = await newApp(60);
  await spend(app, 60, later(60));
  expect(await spend(app, 1, later(60))).toMatchObject({ is_allowed: false, retry_after: 60 });
  const { is_allowed: isAllowed, retry_after: wait, full_at: full } = await spend(app, 1, later(0));
  expect([isAllowed, wait, full]).toEqual([false, 120, new Date(later(3_660))]);
});

test('the figures of an hour that does not divide by points are exact all the same', async () => {
  for (const pointsPerHour of [7, 13, 997]) {
    const app = await newApp(pointsPerHour);
    for (let left = pointsPerHour - 1; left >= 0; left -= 1) {
      const { is_allowed: isAllowed, remaining } = await spend(app, 1, AT);
      expect([isAllowed, remaining]).toEqual([true, left]);
    }
    expect(await spend(app, 1, AT)).toMatchObject({ is_allowed: false, remaining: 0 });
  }
});

test('a budget that is made smaller than what is spent of it holds the app up until that has come back', async () => {
  const app = await newApp(100);
  await spend(app, 90, AT);
  await world.sql('update access.app_budget set points_per_hour = 60 where app_id = $1', [app]);
  expect(await spend(app, 1, AT)).toMatchObject({ is_allowed: false, remaining: 0, retry_after: 31 * 60 });
});

test('nobody is paid for asking, and what never fits has no wait', async () => {
  const app = await newApp(60);
  for (const points of [0, -1_000]) await expect(spend(app, points, AT)).rejects.toThrow('a point at least');
  expect(await spend(app, 61, AT)).toMatchObject({ is_allowed: false, remaining: 60, retry_after: 0 });
  expect(await world.sql('select * from access.spend($1, null, 1, $2)', [world.id('app'), AT])).toEqual([]);
});

test('budgets are changed by the function alone, and only the writer may call it', async () => {
  const app = await newApp(60);
  const tries = ['select * from access.app_budget', 'update access.app_budget set spent = 0'];
  for (const role of ['reader', 'guarded', 'writer'] as const) {
    const client = new pg.Client(clientConfig(world.database, role));
    await client.connect();
    // Which any session may say of itself.
    await client.query('set default_transaction_read_only = off');
    for (const text of tries) await expect(client.query(text)).rejects.toMatchObject({ code: '42501' });
    const called = client.query('select * from access.spend($1, null, 1, $2)', [app, AT]);
    if (role === 'writer') expect((await called).rows).toMatchObject([{ is_allowed: true }]);
    else await expect(called).rejects.toMatchObject({ code: '42501' });
    await client.end();
  }
});
