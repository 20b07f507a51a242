/** What places are called, and what they are filed under. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AddExceptionalDaysDocument,
  ChangePlaceStatusDocument,
  EndAreaDocument,
  OpenPlaceDocument,
  PlacesDocument,
  SetOpeningHoursDocument,
  UpdatePlaceDocument,
  type PlacesQueryVariables,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { area, keeperOf } from './land.ts';
import { at, office, site } from './sites.ts';
import { there } from '../story.ts';

let world: World;
let district: Actor;
let community: Actor;
let stranger: Actor;
let haishu: string;

beforeAll(async () => {
  world = await createWorld();
  ({ district, community } = await world.alliance('锋领海曙', 'district', 'community'));
  ({ stranger } = await world.alliance('别处', 'stranger'));
  haishu = await keeperOf(world, district, '330203');
});

afterAll(() => world[Symbol.asyncDispose]());

async function found(filter: PlacesQueryVariables['filter'], who = stranger) {
  return there((await who.ask(PlacesDocument, { filter })).places);
}

describe('a place that is not open to the public', () => {
  const exactly = at(121.4567, 29.8765);

  test('is called by its estate, or else by its kind, wherever it is not told exactly; and is not found by more of its name', async () => {
    const hidden = { kind: 'place.deliberation', location: exactly, isPublic: false };
    const about = [
      ['阳光花园3幢201室王阿姨家', '阳光花园'],
      // Nothing of it is an estate or a street.
      ['王阿姨家', 'place.deliberation'],
    ] as const;
    for (const [name, shown] of about) {
      const placeId = await site(community, { ...hidden, name });
      const called = async (who: Actor) =>
        (await found({ kind: ['place.deliberation'], unitId: community.unitId }, who)).nodes.find(
          ({ id }) => id === placeId,
        )?.name;
      expect([await called(community), await called(district)]).toEqual([name, name]);
      expect([await called(stranger), await called(district.withoutHat())]).toEqual([shown, shown]);
    }
    const count = async (search: string, who: Actor) => (await found({ search }, who)).totalCount;
    for (const who of [stranger, community]) {
      expect([await count('阳光花园', who), await count('201室', who), await count('王阿姨', who)]).toEqual([1, 0, 0]);
    }
    const { nodes } = await found({ search: '阳光花园' });
    const about2 = { ...hidden, kind: 'place.station', name: '阳光花园3幢驿站', isPublic: true };
    await community.do(UpdatePlaceDocument, { placeId: there(nodes[0]).id, expectedVersion: 1, ...about2 });
    expect((await found({ search: '3幢驿站' })).nodes.map(({ name }) => name)).toEqual(['阳光花园3幢驿站']);
  });

  test('nor do words for all to read tell whose it is', async () => {
    const placeId = await site(community, { kind: 'place.deliberation', isPublic: false });
    const told = 'is for all to read: leave out names, numbers, addresses and illness';
    const stopped = { placeId, expectedVersion: 1, status: 'SUSPENDED' as const, reason: '王秀英 13812345678 住院' };
    expect((await community.refused(ChangePlaceStatusDocument, stopped)).message).toContain(told);
    const days = { placeId, firstDay: '2026-12-01', lastDay: '2026-12-01', hours: [], reason: '联系 13812345678' };
    expect((await community.refused(AddExceptionalDaysDocument, days)).message).toContain(told);
    const rules = { placeId, expectedVersion: 1, ...office, note: '请拨 13812345678' };
    expect((await community.refused(SetOpeningHoursDocument, rules)).message).toContain(told);
  });
});

describe('what a place is filed under', () => {
  const about = { name: '站点', kind: 'place.station', status: 'IN_USE' as const, isPublic: true };

  test('is a place of the unit, or one in an area that it looks after; never one that is closed', async () => {
    const parentId = await site(community, { name: '社区中心', areaId: haishu });
    expect((await stranger.refused(OpenPlaceDocument, { ...about, parentId })).message).toContain(
      'is run by another unit',
    );
    await site(district, { parentId });
    await site(community, { parentId });
    await community.do(ChangePlaceStatusDocument, {
      placeId: parentId,
      expectedVersion: 1,
      status: 'CLOSED' as const,
      reason: '拆迁',
    });
    expect(await community.refused(OpenPlaceDocument, { ...about, parentId })).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('is an area in force; what was filed before one ended stays so', async () => {
    const areaId = await area(district, haishu, {
      level: 'TOWNSHIP',
      scheme: 'STATISTICS',
      code: '330203391',
      name: '旧镇',
    });
    const placeId = await site(community, { areaId });
    await district.do(EndAreaDocument, { areaId, expectedVersion: 1, until: '2026-11-01' });
    expect((await community.refused(OpenPlaceDocument, { ...about, areaId })).message).toContain(
      '"旧镇" is not in force today',
    );
    const { name, kind, isPublic } = about;
    await community.do(UpdatePlaceDocument, { name, kind, isPublic, placeId, expectedVersion: 1, areaId });
  });

  test('is a kind that was in use when it was told, though it be given up later', async () => {
    const placeId = await site(community, { kind: 'place.rider-home', services: ['staff.electrician'] });
    await world.sql(
      "update directory.term set until = '2026-01-01' where code in ('place.rider-home', 'staff.electrician')",
    );
    const edit = { placeId, expectedVersion: 1, name: '改名', kind: 'place.rider-home', isPublic: true };
    await community.do(UpdatePlaceDocument, { ...edit, services: ['staff.electrician'] });
    expect((await community.refused(OpenPlaceDocument, { ...about, kind: 'place.rider-home' })).message).toContain(
      'There is no kind of place',
    );
    await world.sql("update directory.term set until = null where code in ('place.rider-home', 'staff.electrician')");
  });

  test('lies on earth, in whatever reference system it is told', async () => {
    const wrong = { ...about, location: at(-180, -90, 'BD09') };
    expect((await community.refused(OpenPlaceDocument, wrong)).message).toContain('beyond the earth');
    const { errors } = await stranger.try(PlacesDocument, {
      filter: { near: { point: at(180, 0, 'BD09'), walkingMinutes: 1 } },
    });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});
