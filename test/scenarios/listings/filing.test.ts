/** Row 1's tracks carried by listings: an offer or a need is filed under a track or a programme in use, and found by it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  AddTrackDocument,
  NeedsWhereDocument,
  OffersWhereDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  RetireTrackDocument,
} from '../../generated/operations.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { started } from '../alliances/programme-steps.ts';
import { listed, there } from '../story.ts';

let world: World;
let red: AllianceOfTest<'street' | 'community' | 'mall'>;
let blue: AllianceOfTest<'harbour'>;

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'community', 'mall');
  blue = await world.alliance('蓝湾', 'harbour');
});

afterAll(() => world[Symbol.asyncDispose]());

const FIVE = ['组织', '队伍', '服务', '治理', '文化'] as const;

test('row 1: offers and needs carry programme and track, 五大赋能 of five, and are found by either', async () => {
  // A programme of the street itself, which its fellows work under.
  await world.people.administrator(there(red.street.unit), there(red.street.person));
  const programme = await started(red.street, '亲邻党建', { label: '2.0' });
  const tracks = [];
  for (const [i, name] of FIVE.entries()) {
    const track = { programmeId: programme.id, code: `t${i + 1}`, name, colour: '#D7000F', rank: i + 1 };
    tracks.push(there((await red.street.do(AddTrackDocument, track)).track));
  }
  expect(tracks).toHaveLength(5);
  const service = there(tracks[2]).id;
  const { offer } = await red.mall.do(PublishOfferDocument, { ...listed({ title: '理发' }), trackId: service });
  const { need } = await red.community.do(PublishNeedDocument, {
    ...listed({ title: '理发' }),
    programmeId: programme.id,
  });
  const [offerId, needId] = [there(offer).id, there(need).id];
  for (const filter of [{ trackId: service }, { programmeId: programme.id }]) {
    const { offers } = await red.community.ask(OffersWhereDocument, { filter });
    expect(there(offers).nodes.map(({ id }) => id)).toEqual([offerId]);
  }
  const { needs } = await red.mall.ask(NeedsWhereDocument, { filter: { programmeId: programme.id } });
  expect(there(needs).nodes.map(({ id }) => id)).toEqual([needId]);
  expect(there((await red.mall.ask(NeedsWhereDocument, { filter: { trackId: service } })).needs).totalCount).toBe(0);
});

test('under what is in use, and of an alliance it is shown to or a unit there', async () => {
  const add = async (alliance: { id: string }, actor = red.street) =>
    there(
      (
        await actor.do(AddTrackDocument, {
          allianceId: alliance.id,
          code: 'blue',
          name: '蓝',
          colour: '#0000FF',
          rank: 1,
        })
      ).track,
    );
  const [ours, theirs] = [await add(red), await add(blue, blue.harbour)];
  const wish = listed({ title: '会场' });
  const refused = { code: 'INVALID_INPUT', message: expect.stringContaining('trackId') as unknown };
  expect(await red.mall.refused(PublishOfferDocument, { ...wish, trackId: theirs.id })).toMatchObject(refused);
  const own = { ...wish, visibility: 'UNIT' as const, trackId: ours.id };
  expect(await red.mall.refused(PublishOfferDocument, own)).toMatchObject(refused);
  const ofOthers = await started(blue.harbour, '蓝湾夜市', { allianceId: blue.id });
  expect(await red.mall.refused(PublishOfferDocument, { ...wish, programmeId: ofOthers.id })).toMatchObject({
    code: 'INVALID_INPUT',
  });
  const crossed = { ...wish, trackId: ours.id, programmeId: ofOthers.id };
  expect(await red.mall.refused(PublishOfferDocument, crossed)).toMatchObject(refused);
  await red.mall.do(PublishOfferDocument, { ...wish, trackId: ours.id });
  await red.mall.do(PublishOfferDocument, { ...wish, visibility: 'PUBLIC' as const, trackId: ours.id });
  await red.street.do(RetireTrackDocument, { trackId: ours.id, expectedVersion: 1 });
  expect(await red.mall.refused(PublishOfferDocument, { ...wish, trackId: ours.id })).toMatchObject(refused);
});
