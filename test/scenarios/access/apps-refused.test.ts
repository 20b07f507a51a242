/** What is refused of apps, keys and installations, and to whom. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CreateAppKeyDocument,
  InstallAppDocument,
  LeaveAllianceDocument,
  RegisterAppDocument,
  RetireAppDocument,
  RevokeAppKeyDocument,
  UninstallAppDocument,
} from '../../generated/operations.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { membershipOf, there } from '../story.ts';

const about = { name: '配餐助手', vendor: '某软件公司', purpose: '按需求为老人配餐' };

let world: World;
let red: AllianceOfTest<'street' | 'mall' | 'maker' | 'community'>;

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'mall', 'maker', 'community');
  for (const actor of [red.mall, red.maker, red.community]) {
    await world.people.administrator(there(actor.unit), there(actor.person));
  }
});

afterAll(() => world[Symbol.asyncDispose]());

async function registered(): Promise<string> {
  return there((await red.maker.do(RegisterAppDocument, about)).app).id;
}

async function keyed(appId: string): Promise<{ keyId: string }> {
  const { appKey } = await red.maker.do(CreateAppKeyDocument, { appId, name: '服务器', days: 30 });
  return { keyId: there(appKey).id };
}

async function installed(appId: string): Promise<{ id: string; version: number }> {
  const about = { appId, scopes: ['offers:read'], purpose: 'care.meals' };
  return there((await red.mall.do(InstallAppDocument, about)).installation);
}

describe('what is refused', () => {
  test('to who does not administer the unit', async () => {
    const appId = await registered();
    const { keyId } = await keyed(appId);
    expect(await red.street.refused(RegisterAppDocument, about)).toMatchObject({
      code: 'FORBIDDEN',
      message:
        'Only an administrator of the unit may do this: act for that unit (X-Acting-Unit), or ask an administrator of it.',
    });
    expect(await red.mall.refused(CreateAppKeyDocument, { appId, name: '冒名', days: 1 })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await red.mall.refused(RetireAppDocument, { appId, expectedVersion: 1 })).toMatchObject({
      code: 'FORBIDDEN',
    });
    // Whoever does not see the key is not told that it is there.
    expect(await red.mall.refused(RevokeAppKeyDocument, { keyId, expectedVersion: 1 })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const installation = await installed(appId);
    const uninstall = { installationId: installation.id, expectedVersion: 1 };
    expect(await red.community.refused(UninstallAppDocument, uninstall)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await red.maker.refused(UninstallAppDocument, uninstall)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('to uninstall, to who coordinated the alliance until their unit left it', async () => {
    const installation = await installed(await registered());
    const uninstall = { installationId: installation.id, expectedVersion: 1 };
    const unit = await world.people.unit('former');
    await world.people.join(unit, red.uuid);
    const person = await world.people.post(unit, { alliance: red.uuid });
    const former = await world.people.actor(person, unit, null);
    const { id: membershipId, version: expectedVersion } = await membershipOf(former, red.id);
    await former.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
    expect(await former.refused(UninstallAppDocument, uninstall)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('twice, under another name, for another purpose, until yesterday', async () => {
    const appId = await registered();
    const { keyId } = await keyed(appId);
    const installation = await installed(appId);
    const about = { appId, scopes: ['needs:read'], purpose: 'care.meals' };
    expect(await red.mall.refused(InstallAppDocument, about)).toMatchObject({ code: 'ALREADY_DONE' });
    const refusedFor = (changed: object) => red.community.refused(InstallAppDocument, { ...about, ...changed });
    expect(await refusedFor({ scopes: ['needs:write'] })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'scopes'],
    });
    expect(await refusedFor({ scopes: [] })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refusedFor({ purpose: 'space.hall' })).toMatchObject({ path: ['input', 'purpose'] });
    expect(await refusedFor({ until: '2026-01-01T00:00:00+08:00' })).toMatchObject({ path: ['input', 'until'] });
    await red.maker.do(RevokeAppKeyDocument, { keyId, expectedVersion: 1 });
    expect(await red.maker.refused(RevokeAppKeyDocument, { keyId, expectedVersion: 2 })).toMatchObject({
      code: 'ALREADY_DONE',
    });
    const uninstall = { installationId: installation.id, expectedVersion: installation.version };
    await red.mall.do(UninstallAppDocument, uninstall);
    expect(await red.mall.refused(UninstallAppDocument, uninstall)).toMatchObject({ code: 'ALREADY_DONE' });
    await red.maker.do(RetireAppDocument, { appId, expectedVersion: 1 });
    expect(await refusedFor({})).toMatchObject({ code: 'ALREADY_DONE' });
    expect(await red.maker.refused(CreateAppKeyDocument, { appId, name: '新', days: 1 })).toMatchObject({
      code: 'ALREADY_DONE',
    });
  });

  test('an eleventh key', async () => {
    const appId = await registered();
    for (let made = 0; made < 10; made += 1) await keyed(appId);
    expect(await red.maker.refused(CreateAppKeyDocument, { appId, name: '第十一把', days: 1 })).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('revokeAppKey'),
    });
  });
});
