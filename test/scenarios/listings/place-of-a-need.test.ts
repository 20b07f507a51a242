/** Scenario 15: public readers learn of a place no more than the community, and no order tells them more. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mask } from '../../../src/domain/privacy/mask.ts';
import { CandidatesSeenDocument } from '../../generated/operations.ts';
import { need, offer, there } from '../story.ts';
import { HOME, seenBy, Wishes } from './wishes.ts';

let wishes: Wishes;

beforeAll(async () => {
  wishes = await Wishes.open();
});

afterAll(() => wishes[Symbol.asyncDispose]());

describe('the place of a need', () => {
  const EXACT = { location: { ...HOME, crs: 'WGS84' }, locationPrecision: 'EXACT', placeName: '虞波社区阳光花园3幢' };
  const CELL = { location: { longitude: 121.265, latitude: 30.165, crs: 'WGS84' }, locationPrecision: 'COMMUNITY' };
  const COMMUNITY = { ...CELL, placeName: '虞波社区阳光花园' };
  const there3 = { placeName: '虞波社区阳光花园3幢' };

  test('is told exactly to its unit and in its alliance, to everybody else to the community', async () => {
    const { id } = await wishes.handIn('想听越剧', there3);
    for (const actor of [
      wishes.red.community,
      wishes.red.community.withoutHat(),
      wishes.red.street,
      wishes.red.mall,
      wishes.app,
    ]) {
      expect(await seenBy(actor, id)).toMatchObject(EXACT);
    }
    for (const actor of [
      wishes.blue.harbour,
      wishes.red.mall.withoutHat(),
      wishes.red.street.withoutHat(),
      wishes.app.withoutHat(),
    ]) {
      expect(await seenBy(actor, id)).toMatchObject(COMMUNITY);
    }
    expect(await wishes.seenByAnybody(id)).toMatchObject(COMMUNITY);
  });

  test('of what is for no alliance in particular is told exactly to the coordinator, who matches by distance', async () => {
    const { id } = await wishes.handIn('想听越剧', { ...there3, audience: [] });
    expect(await seenBy(wishes.red.street, id)).toMatchObject(EXACT);
    expect(await seenBy(wishes.red.mall, id)).toMatchObject(COMMUNITY);
  });

  test('is one and the same point for several needs of one household, which the domain computes alike', async () => {
    const around = [HOME, { longitude: 121.2601, latitude: 30.1601 }, { longitude: 121.2699, latitude: 30.1699 }];
    const points = [];
    for (const point of around) {
      const { id } = await wishes.handIn('想听越剧', { location: { ...point, crs: 'WGS84' } });
      points.push((await wishes.seenByAnybody(id))?.location);
    }
    expect(points).toEqual(around.map(() => CELL.location));
    const degrees = [-180, -121.26, -0.005, 0, 0.29, 1.13, 30.17, 89.999, 90, 121.26, 121.27, 179.995, 180];
    const [row] = await wishes.world.sql<{ middles: number[] }>(
      'select array_agg(exchange.community_degrees(d, 180) order by n) as middles from unnest($1::float8[]) with ordinality u(d, n)',
      [degrees],
    );
    expect(row?.middles).toEqual(degrees.map((longitude) => mask.place({ longitude, latitude: 0 }).longitude));
  });

  // Needs have no order and no filter by distance yet: these come with the search by place. What there is by distance
  // today are the candidates of a need.
  test('is in no order, filter, cursor or distance that somebody reads who is told the community alone', async () => {
    const { id } = await wishes.handIn('想听越剧', { ...there3, audience: [] });
    await offer(wishes.red.mall, { visibility: 'PUBLIC' });
    for (const actor of [
      wishes.red.mall,
      wishes.blue.harbour,
      wishes.red.street.withoutHat(),
      wishes.app,
      wishes.app.withoutHat(),
    ]) {
      const { need: found } = await actor.ask(CandidatesSeenDocument, { id });
      expect(found).toEqual({ locationPrecision: 'COMMUNITY', candidates: { totalCount: 0, nodes: [] } });
    }
    const { need: matched } = await wishes.red.street.ask(CandidatesSeenDocument, { id });
    expect(matched?.locationPrecision).toBe('EXACT');
    expect(matched?.candidates.totalCount).toBeGreaterThan(0);

    const schema = await wishes.world.ask<
      { orders: { enumValues: object[] }; filters: { inputFields: object[] } },
      object
    >(
      `{ orders: __type(name: "NeedOrder") { enumValues { name } }
         filters: __type(name: "NeedFilter") { inputFields { name } } }`,
    );
    const { orders, filters } = there(schema.data);
    expect(orders.enumValues).toEqual([{ name: 'NEWEST' }, { name: 'SOONEST' }]);
    expect(filters.inputFields).not.toContainEqual({ name: expect.stringMatching(/near|within|distance|location/i) });
    for (const order of ['NEWEST', 'SOONEST']) {
      const { data } = await wishes.world.ask<{ needs: { edges: { cursor: string }[] } }, object>(
        `{ needs(order: ${order}) { edges { cursor } } }`,
      );
      const cursors = there(data).needs.edges.map(({ cursor }) => Buffer.from(cursor, 'base64url').toString());
      expect(cursors.length).toBeGreaterThan(0);
      expect(cursors.filter((cursor) => /121\.26|30\.1[67]/.test(cursor))).toEqual([]);
    }
  });

  test('given as the maps of China give it is told in the same cell', async () => {
    const { id } = await wishes.handIn('想听越剧', {
      location: { longitude: 121.2707, latitude: 30.1673, crs: 'GCJ02' },
    });
    expect(await wishes.seenByAnybody(id)).toMatchObject(CELL);
  });

  test('without a place is nothing, at either precision', async () => {
    const id = await need(wishes.red.community, { visibility: 'PUBLIC', audience: [wishes.red.id] });
    expect(await wishes.seenByAnybody(id)).toMatchObject({
      location: null,
      placeName: null,
      locationPrecision: 'COMMUNITY',
    });
    expect(await seenBy(wishes.red.mall, id)).toMatchObject({
      location: null,
      placeName: null,
      locationPrecision: 'EXACT',
    });
  });
});
