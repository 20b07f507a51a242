/**
 * Scenario 8: a five-colour alliance (五色联盟). A member of two alliances sees each only under its hat, and so do the apps
 * that it installed; when it leaves one, what it read there and what was read of it end with that act, with tokens and keys
 * in use. Webhooks, which end too, come with a later issue.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CircleSeenDocument,
  CreateAppKeyDocument,
  DiscloseDocument,
  InstallAppDocument,
  LaunchProjectDocument,
  LeaveAllianceDocument,
  RegisterAppDocument,
} from '../../generated/operations.ts';
import { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { administering } from './sharing-steps.ts';
import { membershipOf, need, offer, proposal, there } from '../story.ts';

const OF_HOSPITAL = { name: '周医生', number: '+8613812340001', masked: '+86138****0001' };
const OF_PIER = { name: '林主任', number: '+8613812340002', masked: '+86138****0002' };
const SCOPES = ['offers:read', 'needs:read', 'projects:read', 'promises:read', 'contacts:read'];

let world: World;
/** 供电蓝、商圈橙、医院绿、社区红、街道金. */
let five: AllianceOfTest<'street' | 'power' | 'mall' | 'community'>;
let bay: AllianceOfTest<'harbour' | 'pier'>;
/** In both, under the hat of the five colours unless another is named. */
let hospital: Actor;
/** The hospital's own app, by its key. */
let app: Actor;

const inBay = (who: Actor): Actor => who.wearing({ 'x-acting-alliance': bay.id });

beforeAll(async () => {
  world = await createWorld();
  five = await world.alliance('五色', 'street', 'power', 'mall', 'community');
  bay = await world.alliance('蓝湾', 'harbour', 'pier');
  const unit = await world.people.unit('医院', 'HOSPITAL');
  for (const alliance of [five, bay]) await world.people.join(unit, alliance.uuid);
  hospital = await administering(world, await world.people.actor(await world.people.post(unit), unit, five.uuid));
  await world.people.contact(hospital, OF_HOSPITAL.name, OF_HOSPITAL.number);
  await world.people.contact(bay.pier, OF_PIER.name, OF_PIER.number);

  await offer(five.mall, { title: '商场大厅' });
  const pairing = { needId: await need(five.community, { title: '社区要义诊' }), offerId: '' };
  await offer(bay.harbour, { title: '码头会议室' });
  await need(bay.pier, { title: '渔民要体检' });
  pairing.offerId = await offer(hospital, { title: '义诊（五色）', audience: [five.id] });
  await offer(inBay(hospital), { title: '义诊（蓝湾）', audience: [bay.id] });
  await proposal(five.street, pairing);
  const about = { goal: '目标', targetHours: '10', startsOn: '2026-11-21', endsOn: '2026-12-21' };
  for (const [lead, title] of [
    [five.mall, '共富夜市'],
    [bay.pier, '共富码头'],
  ] as const)
    await lead.do(LaunchProjectDocument, { ...about, title, visibility: 'ALLIANCE' as const });

  const appId = there(
    (await hospital.do(RegisterAppDocument, { name: '义诊排班', vendor: '医院', purpose: '排班' })).app,
  ).id;
  for (const who of [hospital, inBay(hospital)])
    await who.do(InstallAppDocument, { appId, scopes: SCOPES, purpose: 'care.health' });
  const { secret } = await hospital.do(CreateAppKeyDocument, { appId, name: '服务器', days: 30 });
  app = new Actor(world, there(secret), { person: null, unit: null, alliance: five.uuid });
});

afterAll(() => world[Symbol.asyncDispose]());

/** What somebody sees, and of that unit; the code of the first error where they are refused. */
async function seen(who: Actor, of: Actor) {
  const { data, errors } = await who.try(CircleSeenDocument, { unitId: of.unitId });
  const titles = (list: { readonly nodes: readonly { readonly title: string }[] } | null | undefined) =>
    list?.nodes.map(({ title }) => title).toSorted();
  return {
    refused: errors?.[0]?.extensions.code,
    offers: titles(data?.offers),
    needs: titles(data?.needs),
    projects: titles(data?.projects),
    matches: data?.matches?.totalCount,
    contact: data?.unit?.contact.mobile,
    offersOfIt: data?.unit?.offers?.totalCount,
    hats: data?.viewer?.hats.map(({ alliance }) => alliance?.name).sort(),
  };
}

const HATS = ['五色', '蓝湾'].toSorted();
const underFive = {
  refused: undefined,
  offers: ['商场大厅', '义诊（五色）'].toSorted(),
  needs: ['社区要义诊'],
  projects: ['共富夜市'],
  matches: 1,
};
const underBay = {
  refused: undefined,
  offers: ['码头会议室', '义诊（蓝湾）'].toSorted(),
  needs: ['渔民要体检'],
  projects: ['共富码头'],
  matches: 0,
  contact: OF_PIER.masked,
  hats: HATS,
};
const nothing = { offers: undefined, needs: undefined, projects: undefined, matches: undefined, contact: undefined };

describe('a member of two alliances, and the app that it installed in both', () => {
  test('see each under its hat alone, and of neither what is for the other', async () => {
    for (const who of [hospital, app]) {
      expect(await seen(who, bay.pier)).toMatchObject({ ...underFive, contact: null, hats: HATS });
      expect(await seen(inBay(who), bay.pier)).toMatchObject(underBay);
    }
    // The fellows of each see of it what it shows there.
    expect(await seen(five.mall, hospital)).toMatchObject({ contact: OF_HOSPITAL.masked, offersOfIt: 1 });
    expect(await seen(bay.harbour, hospital)).toMatchObject({ contact: OF_HOSPITAL.number, offersOfIt: 1 });
  });
});

describe('when it leaves the one', () => {
  beforeAll(async () => {
    await five.mall.do(DiscloseDocument, { subjectId: hospital.unitId, purpose: 'care.health', reason: '联系义诊' });
    expect(await seen(five.mall, hospital)).toMatchObject({ contact: OF_HOSPITAL.number, offersOfIt: 1 });
    const { id: membershipId, version: expectedVersion } = await membershipOf(hospital, five.id);
    await hospital.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '业务调整' });
  });

  test('it and its app are refused there from the very next request on, with the token and the key in use', async () => {
    expect(await seen(hospital, bay.pier)).toMatchObject({ refused: 'HAT_REQUIRED', ...nothing, hats: ['蓝湾'] });
    expect(await seen(app, bay.pier)).toMatchObject({ refused: 'HAT_REQUIRED', ...nothing, hats: ['蓝湾'] });
  });

  test('nothing of it is seen there any more, and what was disclosed of it is withheld', async () => {
    for (const fellow of [five.mall, five.community, five.street])
      expect(await seen(fellow, hospital)).toMatchObject({ offers: ['商场大厅'], contact: null, offersOfIt: 0 });
  });

  test('the other alliance is as it was, and without a hat it sees what is its own', async () => {
    for (const who of [hospital, app])
      expect(await seen(inBay(who), bay.pier)).toMatchObject({ ...underBay, hats: ['蓝湾'] });
    expect(await seen(bay.harbour, hospital)).toMatchObject({ contact: OF_HOSPITAL.number, offersOfIt: 1 });
    const bare = await seen(hospital.withoutHat(), bay.pier);
    expect(bare).toMatchObject({ refused: undefined, needs: [], projects: [], contact: null });
    expect(bare.offers).toEqual(['义诊（五色）', '义诊（蓝湾）'].toSorted());
  });
});
