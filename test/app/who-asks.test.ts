/** Who is let in at the door: with a token of an OpenID provider, with an app's key, and with what only looks like them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import type { Id } from '../../src/domain/ids.ts';
import { APP_KEY_BYTES, makeAppKey } from '../../src/platform/identity/app-key.ts';
import { PATIENCE, type Patience } from '../../src/platform/identity/issuer-keys.ts';
import { OidcIssuer } from '../../src/platform/identity/oidc-issuer.ts';
import { OfferTitlesDocument, PublishOfferDocument, WhoAmIDocument } from '../generated/operations.ts';
import { offer, there } from '../scenarios/story.ts';
import { Actor } from '../support/actor.ts';
import { addKey, addLogin, type StoredKey } from '../support/bearers.ts';
import { TestIssuer } from '../support/issuer.ts';
import type { AllianceOfTest } from '../support/people.ts';
import { createWorld, testIssuer, type World } from '../support/world.ts';

let provider: TestIssuer;
let world: World;
let red: AllianceOfTest<'street' | 'mall'>;

beforeAll(async () => {
  provider = await TestIssuer.open();
  world = await worldOf(provider);
  red = await peopled(world);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

/** A world that trusts the provider, and who is in it by the tokens of tests. */
const worldOf = ({ settings }: TestIssuer, patience: Partial<Patience> = {}): Promise<World> =>
  createWorld({ trust: (logger) => [testIssuer, new OidcIssuer(settings, logger, { ...PATIENCE, ...patience })] });

const ASKED = { query: '{ viewer { kind } }' };

const knock = (bearer: string, at = world, language = 'en'): Promise<LightMyRequestResponse> =>
  at.post(ASKED, { authorization: `Bearer ${bearer}`, 'accept-language': language });

interface Refused {
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

const refusalOf = (response: LightMyRequestResponse) => {
  const [error] = response.json<Refused>().errors;
  return { status: response.statusCode, code: error?.extensions.code, message: error?.message ?? '' };
};

const stranger = (token: string): Actor => new Actor(world, token, { person: null, unit: null, alliance: null });

describe('a token of the provider', () => {
  beforeAll(async () => {
    await addLogin(world.sql, there(red.mall.person), provider.url, 'the mall');
  });

  test('of somebody nobody knows is a person who holds nothing and sees what is public', async () => {
    const unknown = stranger(await provider.sign(world.clock.now(), { sub: 'unknown' }));
    expect(await unknown.ask(WhoAmIDocument, {})).toEqual({
      viewer: { kind: 'PERSON', app: null, unit: null, hats: [] },
    });
    expect((await unknown.ask(OfferTitlesDocument, {})).offers?.nodes).toEqual([{ title: '公开' }]);
    const about = { category: 'space.hall', title: '厅', description: '说明', quantity: { value: '1', unit: '场' } };
    const refusal = await unknown.refused(PublishOfferDocument, { ...about, visibility: 'PUBLIC' as const });
    expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('of somebody known is that person, with every hat they hold', async () => {
    const known = stranger(await provider.sign(world.clock.now(), { sub: 'the mall' }));
    const { viewer } = await known.ask(WhoAmIDocument, {});
    expect(viewer).toMatchObject({
      kind: 'PERSON',
      unit: { id: red.mall.unitId },
      hats: [{ alliance: { id: red.id } }],
    });
    const seen = (await known.ask(OfferTitlesDocument, {})).offers?.nodes.map(({ title }) => title);
    expect(seen?.sort()).toEqual(['公开', '自用'].sort());
  });

  test('of the same name at another issuer is nobody known', async () => {
    await using other = await TestIssuer.open();
    await using both = await createWorld({
      trust: (logger) => [testIssuer, ...[provider, other].map(({ settings }) => new OidcIssuer(settings, logger))],
    });
    const { mall } = await peopled(both);
    await addLogin(both.sql, there(mall.person), provider.url, 'the mall');
    const hats = async (issuer: TestIssuer): Promise<number | undefined> => {
      const token = await issuer.sign(both.clock.now(), { sub: 'the mall' });
      return (await both.ask(WhoAmIDocument, {}, { authorization: `Bearer ${token}` })).data?.viewer?.hats.length;
    };
    expect([await hats(provider), await hats(other)]).toEqual([1, 0]);
  });

  test('is known from the very request on that follows its being made known', async () => {
    const token = await provider.sign(world.clock.now(), { sub: 'the street' });
    const units = async () => (await stranger(token).ask(WhoAmIDocument, {})).viewer?.unit?.id;
    expect(await units()).toBeUndefined();
    await addLogin(world.sql, there(red.street.person), provider.url, 'the street');
    expect(await units()).toBe(red.street.unitId);
  });

  test.each<[what: string, make: () => Promise<string>]>([
    ['for another audience', () => provider.sign(world.clock.now(), { aud: 'another' })],
    ['that has expired', () => provider.sign(world.clock.now(), { exp: world.clock.now().getTime() / 1000 - 60 })],
    ['that is signed with nothing', async () => withHeader(await provider.sign(world.clock.now()), { alg: 'none' })],
  ])('%s is refused, in either language', async (_what, make) => {
    const token = await make();
    for (const [language, pattern] of [
      ['zh', /^令牌.*无效/],
      ['en', /^The token .* not good/],
    ] as const) {
      const response = await knock(token, world, language);
      expect(refusalOf(response)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
      expect(refusalOf(response).message).toMatch(pattern);
      expect(response.headers['www-authenticate']).toBe('Bearer');
    }
    expect(world.log.join('')).not.toContain(token);
  });
});

describe('the provider', () => {
  let own: TestIssuer;
  afterEach(() => own[Symbol.asyncDispose]());

  test('that is away is no reason to refuse a token: 503, and the log says so once', async () => {
    own = await TestIssuer.open();
    await using world = await worldOf(own, { rest: 50 });
    const token = await own.sign(world.clock.now());
    await own.goDown();
    for (const [language, pattern] of [
      ['zh', /^暂时无法向令牌签发方核验令牌/],
      ['en', /^The issuer of the token cannot be reached/],
    ] as const) {
      const response = await knock(token, world, language);
      expect(refusalOf(response)).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
      expect(refusalOf(response).message).toMatch(pattern);
      expect(response.headers['retry-after']).toBe('1');
    }
    // Nobody else is kept waiting by that.
    expect((await world.post(ASKED)).statusCode).toBe(200);
    await own.comeBack();
    await sleep(60);
    expect((await knock(token, world)).json()).toEqual({
      data: { viewer: { kind: 'PERSON' } },
      extensions: { cost: { requested: 1, limit: null, remaining: null, resetAt: null } },
    });
    const told = world.log.filter((line) => line.includes('the issuer of tokens'));
    expect(told).toHaveLength(2);
    expect(world.log.join('')).not.toContain(token.slice(0, 20));
  });

  test('that takes a key away is heeded when what is remembered is too old', async () => {
    own = await TestIssuer.open();
    await using world = await worldOf(own, { keep: 100 });
    const token = await own.sign(world.clock.now());
    expect((await knock(token, world)).statusCode).toBe(200);
    await own.addKey('second');
    own.withdrawKey('first');
    await sleep(110);
    world.clock.pass({ minutes: 4 });
    expect((await knock(token, world)).statusCode).toBe(200);
    world.clock.pass({ minutes: 1 });
    expect((await knock(token, world)).statusCode).toBe(401);
    const next = await own.sign(world.clock.now(), {}, { kid: 'second' });
    expect((await knock(next, world)).statusCode).toBe(200);
  });
});

describe("an app's key", () => {
  let key: StoredKey;
  let app: Id<'app'>;

  beforeAll(async () => {
    app = there((await world.people.app(there(red.mall.unit), red.uuid)).app);
    key = await addKey(world.sql, app);
  });

  test('lets the app in, and nobody is asked about it but the database', async () => {
    const before = provider.asked.length;
    const { viewer } = await stranger(key.text).ask(WhoAmIDocument, {});
    expect(viewer).toMatchObject({ kind: 'APP', app: { name: '配餐助手' }, hats: [{ role: 'APP' }] });
    expect(provider.asked).toHaveLength(before);
  });

  test('is good from the very request on that follows its being made', async () => {
    const made = makeAppKey(Buffer.alloc(APP_KEY_BYTES, 3));
    expect((await knock(made.text)).statusCode).toBe(401);
    await world.sql(
      `insert into access.app_key (id, app_id, name, hash, prefix, valid, created_at)
        values (gen_random_uuid(), $1, '第二把', $2, $3, tstzrange('2025-01-01', '2100-01-01'), '2025-01-01')`,
      [app, made.hash, made.prefix],
    );
    expect((await knock(made.text)).statusCode).toBe(200);
  });

  test.each([
    ['that nobody has', () => makeAppKey(Buffer.alloc(APP_KEY_BYTES, 1)).text],
    ['that is mistyped', () => `${key.text.slice(0, -1)}${key.text.endsWith('0') ? '1' : '0'}`],
    ['that is cut short', () => key.text.slice(0, 30)],
    ['that is its hash', () => key.hash.toString('base64url')],
    ['that is its prefix', () => `qlk_${key.prefix}`],
  ])('%s is refused', async (_what, make) => {
    for (const language of ['zh', 'en']) {
      const response = await knock(make(), world, language);
      expect(refusalOf(response)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    }
  });

  test('is in no line of the log, and in no row of the database', async () => {
    await knock(key.text);
    await knock(`${key.text}x`);
    // In the wrong places too.
    await world.inject({ method: 'GET', url: `/${key.text}`, headers: { 'x-request-id': key.text } });
    await world.post({ query: `{ ${key.text.replaceAll('-', '_')} }` });
    expect(world.log.join('')).not.toContain(key.text.slice(13, 40));
    const rows = await world.sql<{ row: string }>('select k::text as row from access.app_key k');
    expect(rows.map(({ row }) => row).join('')).not.toContain(key.text.slice(13));
  });
});

test('where the demonstration is not trusted, its tokens are refused', async () => {
  const token = await world.token('person', world.id('person'));
  await using production = await createWorld({ trust: (logger) => [new OidcIssuer(provider.settings, logger)] });
  await using without = await createWorld({ trust: () => [] });
  expect((await knock(token)).statusCode).toBe(200);
  for (const closed of [production, without]) expect(refusalOf(await knock(token, closed)).status).toBe(401);
  const good = await provider.sign(production.clock.now());
  expect([(await knock(good, production)).statusCode, (await knock(good, without)).statusCode]).toEqual([200, 401]);
});

/** An alliance whose mall offers something to all and keeps something to itself. */
async function peopled(world: World): Promise<AllianceOfTest<'street' | 'mall'>> {
  const alliance = await world.alliance('红', 'street', 'mall');
  await offer(alliance.mall, { title: '公开', visibility: 'PUBLIC' });
  await offer(alliance.mall, { title: '自用', visibility: 'UNIT' });
  return alliance;
}

function withHeader(token: string, header: object): string {
  const [, payload = ''] = token.split('.');
  return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.`;
}
