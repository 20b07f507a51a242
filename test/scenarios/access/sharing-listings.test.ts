/** What a unit shows to its alliance is read by a unit outside of it while the two agree, and no longer. */
import { describe, expect, test } from '@jest/globals';
import {
  BookSlotDocument,
  ClaimNeedDocument,
  ListingsOfDocument,
  ProposeMatchDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  type ListingsOfQuery,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { administering, catalogued, granted, withdrawn } from './sharing-steps.ts';
import { need, offer, slots, there } from '../story.ts';

const place = { placeName: '二楼', location: { longitude: 121.24, latitude: 30.17, crs: 'WGS84' as const } };
const about = { category: 'space.hall', description: '说明', visibility: 'ALLIANCE' as const, ...place };
const MATCHING = { kind: 'OFFERS' as const, purpose: 'supply.match' };
const NEEDING = { kind: 'NEEDS' as const, purpose: 'supply.match' };

interface Shown {
  readonly offerId: string;
  readonly needId: string;
  readonly slotId: string;
}

/** A community shows things to its alliance; the harbour leads another one. */
async function circles() {
  const world = await createWorld();
  const red = await world.alliance('红', 'street', 'community', 'mall');
  const blue = await world.alliance('蓝', 'harbour', 'pier');
  const community = await administering(world, red.community);
  const harbour = await administering(world, blue.harbour);
  const { resourceId, slotIds } = await slots(community, [
    { start: world.clock.day(3, '09:00'), end: world.clock.day(3, '12:00') },
  ]);
  await world.sql("update exchange.resource set place_name = '一楼'");
  const listed = { ...about, quantity: { value: '3', unit: '场' } };
  const given = await community.do(PublishOfferDocument, { ...listed, title: '大厅供给', resourceId });
  const wanted = await community.do(PublishNeedDocument, { ...listed, title: '求助志愿者' });
  await offer(community, { title: '自用供给', visibility: 'UNIT' });
  const shown = { offerId: there(given.offer).id, needId: there(wanted.need).id, slotId: there(slotIds[0]) };
  return { world, red, blue, community, harbour, shown };
}

type Looker = Pick<Actor, 'ask'>;
const look = (who: Looker, of: Actor, { offerId, needId }: Shown): Promise<ListingsOfQuery> =>
  who.ask(ListingsOfDocument, { unitId: of.unitId, offerId, needId, text: '供给' });

const NOTHING = {
  offer: null,
  node: null,
  offers: { totalCount: 0, facets: [], nodes: [] },
  needs: { totalCount: 0, sums: [], nodes: [] },
  unit: { resources: { nodes: [] }, offers: { totalCount: 0 }, needs: { totalCount: 0 } },
};

/** What is read by agreement, on every way to it, with its place or without. */
const everything = ({ unitId }: Actor, { slotId }: Shown, isFull: boolean) => ({
  offer: {
    title: '大厅供给',
    placeName: isFull ? '二楼' : null,
    location: isFull ? { longitude: 121.24 } : null,
    // To which alliances it is shown is not shared.
    audience: [],
    resource: { name: '大厅', placeName: isFull ? '一楼' : null },
  },
  node: {
    title: '求助志愿者',
    // The place of a need that is not told exactly is told to the community: the middle of its cell, and no floor.
    placeName: isFull ? '二楼' : null,
    location: { latitude: isFull ? 30.17 : 30.175 },
    matches: { totalCount: 0 },
    candidates: { totalCount: 0 },
  },
  offers: { totalCount: 1, facets: [{ value: unitId, count: 1 }], nodes: [{ title: '大厅供给' }] },
  needs: { totalCount: 1, sums: [{ value: '3' }], nodes: [{ title: '求助志愿者' }] },
  unit: {
    resources: { nodes: [{ name: '大厅', slots: { totalCount: 1, nodes: [{ id: slotId }] } }] },
    offers: { totalCount: 1 },
    needs: { totalCount: 1 },
  },
});

describe('listings that are shared by agreement', () => {
  test('are read under every hat and under none, with their place or without, by the unit alone', async () => {
    const { world: held, red, blue, community, harbour, shown } = await circles();
    await using world = held;
    expect(await look(harbour, community, shown)).toEqual(NOTHING);
    await granted(world, harbour, community, { ...MATCHING, precision: 'MASKED' });
    const needs = await granted(world, harbour, community, { ...NEEDING, precision: 'MASKED' });
    const masked = everything(community, shown, false);
    expect(await look(harbour, community, shown)).toEqual(masked);
    expect(await look(harbour.withoutHat(), community, shown)).toEqual(masked);
    // Its fellows, who are not party to it, read nothing of it; and nothing goes the other way.
    expect(await look(blue.pier, community, shown)).toEqual(NOTHING);
    const theirs = await offer(harbour, { title: '码头供给' });
    expect((await look(community, harbour, { ...shown, offerId: theirs })).offer).toBeNull();
    // Whoever sees it otherwise sees where it is.
    expect((await look(red.mall, community, shown)).offer).toMatchObject({ placeName: '二楼' });

    await withdrawn(harbour, needs);
    await granted(world, harbour, community, NEEDING);
    expect((await look(harbour, community, shown)).node).toEqual(everything(community, shown, true).node);
    expect((await look(harbour, community, shown)).offer).toEqual(masked.offer);
    await granted(world, harbour, community, { ...MATCHING, purpose: 'care.meals' });
    expect(await look(harbour, community, shown)).toEqual(everything(community, shown, true));
  });

  test('keep their place for a fellow of the alliance, whatever an agreement masks', async () => {
    const { world: held, red, community, shown } = await circles();
    await using world = held;
    const mall = await administering(world, red.mall);
    await granted(world, mall, community, { ...MATCHING, precision: 'MASKED' });
    expect((await look(mall, community, shown)).offer).toMatchObject({ placeName: '二楼', audience: [{}] });
    expect((await look(mall.withoutHat(), community, shown)).offer).toMatchObject({ placeName: null, audience: [] });
  });

  test.each(['expiry', 'withdrawal', 'the catalogue'] as const)(
    'are gone with the next request after %s',
    async (end) => {
      const { world: held, community, harbour, shown } = await circles();
      await using world = held;
      const until = world.clock.day(1, '18:00');
      const offers = await granted(world, harbour, community, { ...MATCHING, until });
      const needs = await granted(world, harbour, community, { ...NEEDING, until });
      world.clock.set('2026-11-22T17:59:59.999+08:00');
      expect(await look(harbour, community, shown)).toEqual(everything(community, shown, true));
      if (end === 'expiry') world.clock.set(until);
      if (end === 'withdrawal') for (const agreement of [offers, needs]) await withdrawn(community, agreement);
      if (end === 'the catalogue')
        for (const kind of ['OFFERS', 'NEEDS'] as const) await catalogued(community, kind, 'NONE');
      expect(await look(harbour, community, shown)).toEqual(NOTHING);
    },
  );

  test('are read and no more: matched and booked they are in an alliance that they are shown to', async () => {
    const { world: held, community, harbour, shown } = await circles();
    await using world = held;
    const ownNeed = await need(harbour);
    const claim = { needId: shown.needId, amount: '1' };
    const booking = { slotId: shown.slotId, count: 1, purpose: '用' };
    const proposal = { needId: ownNeed, offerId: shown.offerId, amount: '1' };
    const refusals = async () => [
      await harbour.refused(ClaimNeedDocument, claim),
      await harbour.refused(BookSlotDocument, booking),
      await harbour.refused(ProposeMatchDocument, proposal),
    ];
    expect((await refusals()).map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    await granted(world, harbour, community, MATCHING);
    await granted(world, harbour, community, NEEDING);
    for (const refusal of await refusals()) {
      expect(refusal).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining('It is not shown to this alliance') as unknown,
      });
    }
    // No candidate is made of what cannot be matched, and so none tells how far away it is.
    const query = 'query ($id: ID!) { need(id: $id) { candidates { totalCount } } }';
    for (const who of [harbour, harbour.withoutHat()]) {
      const { data } = await who.try(query, { id: ownNeed });
      expect(data).toEqual({ need: { candidates: { totalCount: 0 } } });
    }
  });
});

describe('an app of the unit that uses them', () => {
  const scopes = ['offers:read', 'needs:read'] as const;

  async function appOf(world: World, { unit }: Actor, alliance: Parameters<World['people']['app']>[1]): Promise<Actor> {
    const app = await world.people.app(there(unit), alliance, scopes);
    await world.sql('update access.installation set purpose = $1 where app_id = $2', ['supply.match', app.app]);
    return app;
  }

  test('reads them under its hat, where they may go on, for the same purpose, with the scope', async () => {
    const { world: held, blue, community, harbour, shown } = await circles();
    await using world = held;
    const app = await appOf(world, harbour, blue.uuid);
    const seen = async () => {
      const { data } = await app.try(ListingsOfDocument, { unitId: community.unitId, ...shown, text: '供给' });
      return [data?.offer?.title ?? null, data?.offers?.totalCount, data?.unit?.offers?.totalCount];
    };
    await granted(world, harbour, community, MATCHING);
    expect(await seen()).toEqual([null, 0, 0]);
    await granted(world, harbour, community, { ...MATCHING, purpose: 'care.meals', mayReshare: true });
    expect(await seen()).toEqual([null, 0, 0]);
    const agreement = await granted(world, harbour, community, { ...MATCHING, mayReshare: true });
    expect(await seen()).toEqual(['大厅供给', 1, 1]);
    const bare = await app.withoutHat().try(ListingsOfDocument, { unitId: community.unitId, ...shown, text: '供给' });
    expect(bare.data?.offer).toBeNull();
    // Needs are not agreed on.
    const { data } = await app.try('query ($id: ID!) { need(id: $id) { id } }', { id: shown.needId });
    expect(data).toEqual({ need: null });

    await world.sql("update access.installation set scopes = array['needs:read']");
    const closed = await app.try('query ($id: ID!) { offer(id: $id) { id } }', { id: shown.offerId });
    expect(closed.errors).toMatchObject([{ extensions: { code: 'SCOPE_REQUIRED', scope: 'offers:read' } }]);
    await world.sql("update access.installation set scopes = array['needs:read', 'offers:read']");
    expect(await seen()).toEqual(['大厅供给', 1, 1]);
    await withdrawn(community, agreement);
    expect(await seen()).toEqual([null, 0, 0]);
  });
});
