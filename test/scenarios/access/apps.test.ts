/** A third-party app from its registration to its end: keys, installations, and what each of them opens. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AppNowDocument,
  ApplyForMembershipDocument,
  ApproveMembershipDocument,
  CreateAppKeyDocument,
  InstallAppDocument,
  LeaveAllianceDocument,
  OfferTitlesDocument,
  RegisterAppDocument,
  RetireAppDocument,
  RevokeAppKeyDocument,
  UninstallAppDocument,
} from '../../generated/operations.ts';
import { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { membershipOf, offer, there } from '../story.ts';

const about = { name: '配餐助手', vendor: '某软件公司', purpose: '按需求为老人配餐' };

let world: World;
let red: AllianceOfTest<'street' | 'mall' | 'maker' | 'community'>;
let blue: AllianceOfTest<'harbour'>;

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'mall', 'maker', 'community');
  blue = await world.alliance('蓝湾', 'harbour');
  await world.people.join(there(red.mall.unit), blue.uuid);
  for (const actor of [red.mall, red.maker, red.community]) {
    await world.people.administrator(there(actor.unit), there(actor.person));
  }
  await offer(red.community, { title: '红' });
  await offer(red.community, { title: '公开', visibility: 'PUBLIC' });
});

afterAll(() => world[Symbol.asyncDispose]());

async function registered(): Promise<string> {
  return there((await red.maker.do(RegisterAppDocument, about)).app).id;
}

/** Who sends that key, under the hat of the red alliance. */
const bearer = (secret: string): Actor => new Actor(world, secret, { person: null, unit: null, alliance: red.uuid });

async function keyed(appId: string): Promise<{ app: Actor; keyId: string }> {
  const { secret, appKey } = await red.maker.do(CreateAppKeyDocument, { appId, name: '服务器', days: 30 });
  return { app: bearer(there(secret)), keyId: there(appKey).id };
}

const installed = async (appId: string, scopes = ['offers:read'], until?: string) =>
  there(
    (await red.mall.do(InstallAppDocument, { appId, scopes, purpose: 'care.meals', until: until ?? null }))
      .installation,
  );

const titles = async (who: Actor): Promise<string[] | undefined> =>
  (await who.ask(OfferTitlesDocument, {})).offers?.nodes.map(({ title }) => title).sort();

/** The code of the first error that they are told. */
async function refusedWith(who: Actor): Promise<string | undefined> {
  const { data, errors } = await who.try(OfferTitlesDocument, {});
  expect(data?.offers ?? null).toBeNull();
  return errors?.[0]?.extensions.code;
}

describe('an app', () => {
  test('is registered by an administrator, given a key, installed, and reads what its scopes say', async () => {
    const appId = await registered();
    const { app } = await keyed(appId);
    expect(await titles(app.withoutHat())).toEqual(['公开']);
    expect(await refusedWith(app)).toBe('HAT_REQUIRED');
    const installation = await installed(appId);
    expect(installation).toMatchObject({ scopes: ['offers:read'], purpose: { code: 'care.meals' }, isInForce: true });
    expect(await titles(app)).toEqual(['公开', '红']);
    const others = await app.try('{ needs { totalCount } projects { totalCount } viewer { scopes unit { id } } }');
    expect(others.data).toMatchObject({
      needs: null,
      projects: null,
      viewer: { scopes: ['offers:read'], unit: { id: red.mall.unitId } },
    });
    expect(others.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['needs'], 'SCOPE_REQUIRED'],
      [['projects'], 'SCOPE_REQUIRED'],
    ]);
  });

  test('is told its key once: a replay, a list and the record do not have it', async () => {
    const appId = await registered();
    const key = world.key();
    const made = await red.maker.do(CreateAppKeyDocument, { appId, name: '服务器', days: 30 }, key);
    const again = await red.maker.do(CreateAppKeyDocument, { appId, name: '服务器', days: 30 }, key);
    expect(made.secret).toMatch(/^qlk_/);
    expect(made.secret).toContain(there(made.appKey).prefix);
    expect(again).toMatchObject({ secret: null, replayed: true, appKey: { id: made.appKey?.id } });
    const [secret = ''] = there(made.secret).split('_').slice(2);
    for (const table of ['data.audit', 'data.outbox', 'data.idempotency', 'access.app_key']) {
      expect(JSON.stringify(await world.sql(`select * from ${table}`))).not.toContain(secret);
    }
    expect(world.log.join('')).not.toContain(secret);
    await expect(world.sql('set role qinlin_guarded')).resolves.toEqual([]);
    await expect(world.sql('select hash from access.app_key')).rejects.toThrow(/permission denied/);
    await world.sql('reset role');
  });

  test('has keys that its administrators see and nobody else', async () => {
    const appId = await registered();
    await keyed(appId);
    const keysOf = async (who: Actor) => (await who.ask(AppNowDocument, { id: appId })).app?.keys.nodes;
    expect(await keysOf(red.maker)).toEqual([{ name: '服务器', isValid: true }]);
    for (const other of [red.mall, red.street, bearer(await world.token('person', there(red.community.person)))]) {
      expect(await keysOf(other)).toEqual([]);
    }
    const operator = await world.people.post(there(red.maker.unit));
    expect(await keysOf(await world.people.actor(operator, there(red.maker.unit), red.uuid))).toEqual([]);
  });

  test('acts for nobody, whatever it is let read', async () => {
    const appId = await registered();
    const { app } = await keyed(appId);
    await installed(appId, ['offers:read', 'promises:read']);
    expect(await app.refused(RegisterAppDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    const install = { appId, scopes: ['contacts:read'], purpose: 'care.meals' };
    expect(await app.refused(InstallAppDocument, install)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the very next request is refused, with a token in use', () => {
  test('when the key is revoked', async () => {
    const appId = await registered();
    const { app, keyId } = await keyed(appId);
    await installed(appId);
    expect(await titles(app)).toEqual(['公开', '红']);
    await red.maker.do(RevokeAppKeyDocument, { keyId, expectedVersion: 1 });
    expect(await refusedWith(app)).toBe('UNAUTHENTICATED');
    // Not even what everybody sees: whose key it is, is not known any more.
    expect(await refusedWith(app.withoutHat())).toBe('UNAUTHENTICATED');
    const { errors } = await app.withoutHat().try('{ terms { totalCount } viewer { kind } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });

  test('when the key expires, in that instant', async () => {
    const appId = await registered();
    const { app } = await keyed(appId);
    await installed(appId);
    using clock = world.clock.held();
    clock.pass({ minutes: 30 * 24 * 60, seconds: -1 });
    expect(await titles(app)).toEqual(['公开', '红']);
    clock.pass({ seconds: 1 });
    expect(await refusedWith(app)).toBe('UNAUTHENTICATED');
  });

  test('when the app is uninstalled, by its administrator or by the coordinator', async () => {
    for (const by of [red.mall, red.street]) {
      const appId = await registered();
      const { app } = await keyed(appId);
      const { id: installationId, version: expectedVersion } = await installed(appId);
      expect(await titles(app)).toEqual(['公开', '红']);
      const { installation } = await by.do(UninstallAppDocument, { installationId, expectedVersion });
      expect(installation).toMatchObject({ isInForce: false });
      expect(await refusedWith(app)).toBe('HAT_REQUIRED');
      expect(await titles(app.withoutHat())).toEqual(['公开']);
    }
  });

  test('when the unit that installed it leaves the alliance', async () => {
    const appId = await registered();
    const { app } = await keyed(appId);
    const hat = { 'x-acting-alliance': blue.id };
    const [mall, inBlue] = [red.mall.wearing(hat), app.wearing(hat)];
    await offer(blue.harbour, { title: '蓝' });
    await mall.do(InstallAppDocument, { appId, scopes: ['offers:read'], purpose: 'care.meals' });
    expect(await titles(inBlue)).toEqual(['公开', '蓝']);
    const { id: membershipId, version: expectedVersion } = await membershipOf(mall, blue.id);
    await mall.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
    expect(await refusedWith(inBlue)).toBe('HAT_REQUIRED');
    const { errors } = await inBlue.try(OfferTitlesDocument, {});
    expect(errors?.[0]?.message).toContain('No unit has the app installed in the alliance');
    expect(await titles(inBlue.withoutHat())).toEqual(['公开']);
    // Nor does it hold again when the unit comes back.
    const back = { allianceId: blue.id, statement: '搬回来了' };
    const applied = there((await red.mall.withoutHat().do(ApplyForMembershipDocument, back)).membership);
    const approve = { membershipId: applied.id, expectedVersion: applied.version };
    await blue.harbour.do(ApproveMembershipDocument, approve);
    expect(await titles(mall)).toEqual(['公开', '蓝']);
    expect(await refusedWith(inBlue)).toBe('HAT_REQUIRED');
    await mall.do(InstallAppDocument, { appId, scopes: ['offers:read'], purpose: 'care.meals' });
    expect(await titles(inBlue)).toEqual(['公开', '蓝']);
  });

  test('when the term of the installation ends, in that instant', async () => {
    const appId = await registered();
    const { app } = await keyed(appId);
    using clock = world.clock.held();
    await installed(appId, ['offers:read'], new Date(world.clock.now().getTime() + 60_000).toISOString());
    clock.pass({ seconds: 59 });
    expect(await titles(app)).toEqual(['公开', '红']);
    clock.pass({ seconds: 1 });
    expect(await refusedWith(app)).toBe('HAT_REQUIRED');
  });

  test('when the app is retired, wherever it is installed', async () => {
    const appId = await registered();
    const { app } = await keyed(appId);
    await installed(appId);
    expect(await titles(app)).toEqual(['公开', '红']);
    await red.maker.do(RetireAppDocument, { appId, expectedVersion: 1 });
    expect([await refusedWith(app), await refusedWith(app.withoutHat())]).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
    const now = await red.mall.ask(AppNowDocument, { id: appId });
    expect(now.app?.installations.nodes).toMatchObject([{ isInForce: false }]);
    expect((await red.maker.ask(AppNowDocument, { id: appId })).app?.keys.nodes).toMatchObject([{ isValid: false }]);
  });
});
