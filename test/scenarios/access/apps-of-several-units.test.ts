/** An app that several units of one alliance installed: each let it read something, for a purpose of its own. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../../src/domain/ids.ts';
import { ContactOfDocument, InstallAppDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { administering, contactSeen, granted, NUMBER, unitOutside } from './sharing-steps.ts';
import { agreed, need, offer, proposal, there } from '../story.ts';

let world: World;
let red: AllianceOfTest<'street' | 'mall' | 'community' | 'power'>;
let app: Actor;

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  for (const actor of [red.mall, red.power]) await administering(world, actor);
  app = await world.people.app(there(red.street.unit), red.uuid, ['offers:read'], 'supply.match');
});

afterAll(() => world[Symbol.asyncDispose]());

const install = (by: Actor, scopes: readonly string[], purpose: string) =>
  by.do(InstallAppDocument, { appId: globalId('app', there(app.app)), scopes: [...scopes], purpose });

const agreements = async (who: Actor): Promise<number | undefined> => {
  const { data } = await who.try<{ agreements: { totalCount: number } | null }, object>(
    '{ agreements { totalCount } }',
  );
  return data?.agreements?.totalCount;
};

test('it reads what each of them promised, and of one alone under its hat', async () => {
  for (const supplier of [red.mall, red.power]) {
    const pair = { needId: await need(red.community), offerId: await offer(supplier) };
    await agreed(supplier, red.community, await proposal(red.street, pair));
  }
  expect(await agreements(app)).toBeUndefined();
  await install(red.mall, ['promises:read'], 'supply.match');
  expect(await agreements(app)).toBe(1);
  await install(red.power, ['promises:read'], 'supply.match');
  expect(await agreements(app)).toBe(2);
  for (const unit of [red.mall, red.power])
    expect(await agreements(app.wearing({ 'x-acting-unit': unit.unitId }))).toBe(1);
  expect(await agreements(app.wearing({ 'x-acting-unit': red.street.unitId }))).toBeUndefined();
});

test('it reads what is shared with one of them for the purpose of that one, never with the scope of another', async () => {
  const hospital = await unitOutside(world, 'hospital');
  await world.people.contact(hospital, '王小明', NUMBER);
  const shared = { kind: 'CONTACT' as const, purpose: 'care.visit', mayReshare: true };
  const before = await world.people.app(there(red.street.unit), red.uuid, ['offers:read'], 'supply.match');
  const of = { appId: globalId('app', there(before.app)), purpose: 'care.visit' };
  await granted(world, red.mall, hospital, shared);
  await red.power.do(InstallAppDocument, { ...of, scopes: ['contacts:read'] });
  await red.mall.do(InstallAppDocument, { ...of, scopes: ['offers:read'] });
  for (const unit of ['', red.power.unitId])
    expect(await contactSeen(before.wearing({ 'x-acting-unit': unit }), hospital)).toEqual(['WITHHELD', null]);
  // Once it is shared with the one that let it read contacts, too.
  await granted(world, red.power, hospital, { ...shared, purpose: 'care.meals' });
  expect(await contactSeen(before, hospital)).toEqual(['WITHHELD', null]);
  await granted(world, red.power, hospital, shared);
  expect(await contactSeen(before, hospital)).toEqual(['MASKED', '+86138****5678']);
  const ofMall = await before
    .wearing({ 'x-acting-unit': red.mall.unitId })
    .try(ContactOfDocument, { unitId: hospital.unitId });
  expect(ofMall.data?.unit?.contact.mobile).toBeNull();
  expect(ofMall.errors?.[0]?.extensions.code).toBe('SCOPE_REQUIRED');
});
