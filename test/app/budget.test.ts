/** What an app may spend in an hour, and what it is told when that is used up. */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Budgets } from '../../src/data/budgets.ts';
import { DatabaseAwayError } from '../../src/data/failures.ts';
import { globalId } from '../../src/domain/ids.ts';
import { UnitOfWork } from '../../src/data/unit-of-work.ts';
import { addKey } from '../support/bearers.ts';
import type { Actor } from '../support/actor.ts';
import { PayingApp, receiptOf } from '../support/paying-app.ts';
import { createWorld, type World } from '../support/world.ts';

const ONE = '{ viewer { kind } }';
const ELEVEN = '{ offers(first: 0) { totalCount } }';
const HUNDRED = '{ alliances(first: 49) { nodes { memberships(first: 100) { nodes { id } } } } }';

let world: World;
let alliance: Awaited<ReturnType<typeof world.alliance<'street'>>>;
let street: Actor;

beforeAll(async () => {
  world = await createWorld();
  alliance = await world.alliance('五色', 'street');
  street = alliance.street;
});

afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.statements.length = 0;
});

const appWith = (pointsPerHour?: number): Promise<PayingApp> =>
  PayingApp.in(world, alliance, street.unit, pointsPerHour);

describe('an hour of points', () => {
  test('is 5,000 unless somebody says otherwise, and is told with every answer', async () => {
    const app = await appWith();
    const first = await app.pay(ONE);
    expect(first.cost).toEqual({
      ...{ requested: 1, limit: 5_000, remaining: 4_999 },
      // A point is 0.72 s.
      resetAt: '2026-11-21T09:00:01+08:00',
    });
    expect((await app.pay(HUNDRED)).cost).toMatchObject({ requested: 99, remaining: 4_900 });
    expect((await app.pay(ELEVEN)).cost).toEqual({
      ...{ requested: 11, limit: 5_000, remaining: 4_889 },
      resetAt: '2026-11-21T09:01:20+08:00',
    });
  });

  test('belongs to the app: its tokens share it, another app has its own', async () => {
    const [app, other] = [await appWith(100), await appWith(100)];
    await app.pay(ELEVEN);
    const token = await world.token('app', app.id);
    const again = receiptOf(await world.post({ query: ELEVEN }, { authorization: `Bearer ${token}` }));
    expect(again.cost?.remaining).toBe(78);
    expect((await other.pay(ELEVEN)).cost?.remaining).toBe(89);
  });

  test('is spent by no key that has ended, which is answered nothing, not even what everybody sees', async () => {
    const app = await appWith(100);
    const [good, revoked] = [await addKey(world.sql, app.id), await addKey(world.sql, app.id)];
    const ask = async (key: { readonly text: string }, query = ELEVEN) => {
      const response = await world.post({ query }, { authorization: `Bearer ${key.text}` });
      return { ...receiptOf(response), challenge: response.headers['www-authenticate'] };
    };
    expect((await ask(revoked)).cost?.remaining).toBe(89);
    const end = 'update access.app_key set valid = tstzrange(lower(valid), $2) where id = $1';
    await world.sql(end, [revoked.id, world.clock.now()]);
    for (const query of [
      ELEVEN,
      ONE,
      '{ __typename }',
      '{ __schema { queryType { name } } }',
      'mutation { __typename }',
    ]) {
      expect(await ask(revoked, query)).toEqual({
        ...{ status: 401, code: 'UNAUTHENTICATED', challenge: 'Bearer' },
        message: expect.stringMatching(/令牌/),
        ...{ data: undefined, cost: undefined, retryAfter: undefined },
      });
    }
    expect((await ask(good)).cost?.remaining).toBe(78);
  });

  test('comes back evenly, and never more of it than there is', async () => {
    const app = await appWith(60);
    for (let i = 0; i < 5; i += 1) await app.pay(ELEVEN);
    expect((await app.pay(ONE)).cost?.remaining).toBe(4);
    world.clock.pass({ minutes: 10 });
    expect((await app.pay(ONE)).cost?.remaining).toBe(13);
    world.clock.pass({ days: 2 });
    expect((await app.pay(ONE)).cost?.remaining).toBe(59);
  });
});

describe('what does not fit any more', () => {
  test('is 429 with the seconds until it does, on every way to an answer, in the language of the caller', async () => {
    const app = await appWith(100);
    for (let i = 0; i < 9; i += 1) expect((await app.pay(ELEVEN)).status).toBe(200);
    world.statements.length = 0;
    const asked = [
      app.pay(ELEVEN),
      // Not known, and never to be.
      app.pay('{ __schema { queryType { name } } }'),
      app.pay('query Q { offers(first: 0) { totalCount } }', {}, { accept: 'application/graphql-response+json' }),
    ];
    for (const { status, code, message, cost, data, retryAfter } of await Promise.all(asked)) {
      expect([status, code, data]).toEqual([429, 'RATE_LIMITED', undefined]);
      expect(message).toMatch(
        /^This request costs \d+ points, and the app has 1 left of its 100 an hour\. Try again in/,
      );
      const requested = cost?.requested ?? 0;
      expect(cost).toMatchObject({ limit: 100, remaining: 1, resetAt: expect.any(String) });
      expect(retryAfter).toBe(String((requested - 1) * 36));
    }
    expect(world.statements).toEqual([]);
    expect((await app.pay(ELEVEN, {}, { 'accept-language': 'zh' })).message).toMatch(
      /^此请求需 11 点，本应用现余 1 点/,
    );
    // What is cheaper still fits.
    expect(await app.pay(ONE)).toMatchObject({ status: 200, cost: { remaining: 0 } });
  });

  test('has the body of every refusal, and is told no sooner and no later than true', async () => {
    const app = await appWith(7);
    for (let i = 0; i < 7; i += 1) expect((await app.pay(ONE)).status).toBe(200);
    const refused = await app.send(ONE, {}, { 'x-request-id': 'too-much-at-once' });
    expect(refused.json()).toEqual({
      errors: [
        {
          message: expect.stringMatching(/^This request costs 1 points/),
          extensions: { code: 'RATE_LIMITED', retryAfter: 515, requestId: 'too-much-at-once' },
        },
      ],
      extensions: { cost: { requested: 1, limit: 7, remaining: 0, resetAt: expect.any(String) } },
    });
    expect(refused.headers).toMatchObject({ 'retry-after': '515', 'x-request-id': 'too-much-at-once' });
    const start = world.clock.now().getTime();
    world.clock.set(new Date(start + 514_000).toISOString());
    expect(await app.pay(ONE)).toMatchObject({ status: 429, retryAfter: '1' });
    world.clock.set(new Date(start + 515_000).toISOString());
    expect((await app.pay(ONE)).status).toBe(200);
  });

  test('is not a thing that waiting helps where it costs more than there ever is', async () => {
    const app = await appWith(98);
    const refused = await app.pay(HUNDRED);
    expect(refused).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', retryAfter: undefined, data: undefined });
    expect(refused.message).toMatch(/^This request costs 99 points, and the app has 98 an hour: waiting does not help/);
    expect(refused.cost).toMatchObject({ requested: 99, limit: 98, remaining: 98 });
    expect(world.statements).toEqual([]);
    await app.grant(99);
    expect(await app.pay(HUNDRED)).toMatchObject({ status: 200, cost: { remaining: 0 } });
  });

  test('leaves no trace of a mutation: it is never begun, and its key is as good as new', async () => {
    const app = await appWith(19);
    const query = `mutation ($input: WithdrawOfferInput!) { withdrawOffer(input: $input) { replayed userErrors { code } } }`;
    const input = { idempotencyKey: 'later', offerId: globalId('offer', world.id('offer')), expectedVersion: 1 };
    const run = jest.spyOn(UnitOfWork.prototype, 'run');
    const answered = await app.pay(query, { input });
    expect(answered).toMatchObject({ status: 200, cost: { requested: 10, remaining: 9 } });
    expect(run).toHaveBeenCalledTimes(1);
    const refused = await app.pay(query, { input: { ...input, idempotencyKey: 'now' } });
    expect(refused).toMatchObject({ status: 429, code: 'RATE_LIMITED', cost: { remaining: 9 } });
    expect(run).toHaveBeenCalledTimes(1);
    expect(await world.sql("select from data.idempotency where key = 'now'")).toEqual([]);
    world.clock.pass({ hours: 1 });
    expect(await app.pay(query, { input: { ...input, idempotencyKey: 'now' } })).toMatchObject({ status: 200 });
    expect(run).toHaveBeenCalledTimes(2);
    run.mockRestore();
  });
});

test('spent is spent, whatever comes of it', async () => {
  const app = await appWith(100);
  expect(await app.pay('{ offers(first: 0, after: "x") { totalCount } }')).toMatchObject({
    ...{ status: 200, code: 'BAD_USER_INPUT' },
    cost: { requested: 11, remaining: 89 },
  });
});

test('an app that is none is told so', async () => {
  const token = await world.token('app', world.id('app'));
  const response = await world.post({ query: ONE }, { authorization: `Bearer ${token}` });
  expect(receiptOf(response)).toMatchObject({ code: 'UNAUTHENTICATED', data: undefined, cost: undefined });
  expect(world.statements).toEqual([]);
});

describe('a database that is away', () => {
  test('is 503, and nothing is asked of it unpaid', async () => {
    const app = await appWith(100);
    await app.pay(ONE);
    const spend = jest.spyOn(Budgets.prototype, 'spend').mockRejectedValue(new DatabaseAwayError('away'));
    world.statements.length = 0;
    for (const query of [ONE, '{ __schema { queryType { name } } }']) {
      expect(await app.pay(query)).toMatchObject({ status: 503, retryAfter: '1', code: 'SERVICE_UNAVAILABLE' });
    }
    spend.mockRestore();
    expect(world.statements).toEqual([]);
    expect((await app.pay(ONE)).cost?.remaining).toBe(98);
  });

  test('and is there again, is asked on a fresh connection', async () => {
    const app = await appWith(100);
    await app.pay(ONE);
    await world.sql(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'qinlin-spender' and datname = current_database()",
    );
    expect(await app.pay(ONE)).toMatchObject({ status: 200, cost: { remaining: 98 } });
  });
});
