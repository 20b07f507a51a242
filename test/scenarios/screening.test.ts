/** Scenario 15: a wish with a mobile number is held, and the public learns of a place no more than the community. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mask } from '../../src/domain/privacy/mask.ts';
import {
  CandidatesSeenDocument,
  ClaimNeedDocument,
  HandInNeedDocument,
  NeedInReviewNowDocument,
  NeedsSeenDocument,
  ProposeMatchDocument,
  ReleaseNeedDocument,
  ReturnNeedDocument,
  ReviseNeedDocument,
  WithdrawNeedDocument,
  type NeedInReviewFragment,
} from '../generated/operations.ts';
import type { Actor } from '../support/actor.ts';
import type { AllianceOfTest } from '../support/people.ts';
import { createWorld, type World } from '../support/world.ts';
import { listed, membershipOf, need, offer, there } from './story.ts';

let world: World;
let red: AllianceOfTest<'street' | 'community' | 'mall'>;
let blue: AllianceOfTest<'harbour'>;
let app: Actor;

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'community', 'mall');
  blue = await world.alliance('蓝湾', 'harbour');
  app = await world.people.app(there(red.mall.unit), red.uuid);
});

afterAll(() => world[Symbol.asyncDispose]());

const HOME = { longitude: 121.2664, latitude: 30.1697 };

/** A wish for everybody to see, and for the alliance in particular. */
const wish = (description: string, more: Parameters<typeof listed>[0] = {}) =>
  listed({
    title: '一台收音机',
    description,
    visibility: 'PUBLIC',
    audience: [red.id],
    placeName: '虞波社区阳光花园',
    location: { ...HOME, crs: 'WGS84' },
    ...more,
  });

const WITH_A_NUMBER = '王奶奶独居，想听越剧。请打138 1234 5678。';

/** Handed in by the community worker. */
async function handIn(description: string, more?: Parameters<typeof listed>[0]): Promise<NeedInReviewFragment> {
  return there((await red.community.do(HandInNeedDocument, wish(description, more))).need);
}

const seenBy = async (actor: Actor, id: string) => (await actor.ask(NeedInReviewNowDocument, { id })).need;

/** Everybody who has nothing to do with its review, by how they look at it. */
const others = () => ({
  mall: red.mall,
  app,
  harbour: blue.harbour,
  'the coordinator without the hat': red.street.withoutHat(),
});

async function expectHidden(id: string, search: string): Promise<void> {
  const filters = [
    {},
    { search },
    { state: ['IN_REVIEW' as const, 'RETURNED' as const] },
    { unitId: red.community.unitId },
  ];
  for (const [who, actor] of Object.entries(others())) {
    expect({ who, need: await seenBy(actor, id) }).toEqual({ who, need: null });
    for (const filter of filters) {
      const { needs } = await actor.ask(NeedsSeenDocument, { filter });
      const ids = there(needs).nodes.map((node) => node.id);
      const states = there(needs).facets.map(({ value }) => value);
      expect({ who, isListed: ids.includes(id), counted: needs?.totalCount }).toEqual({
        who,
        isListed: false,
        counted: ids.length,
      });
      expect(states.filter((state) => state !== 'PUBLISHED')).toEqual([]);
    }
  }
  const { data } = await world.ask(NeedInReviewNowDocument, { id });
  expect(data).toEqual({ need: null });
  const anonymous = await world.ask(NeedsSeenDocument, { filter: { search } });
  expect(there(there(anonymous.data).needs).nodes.map((node) => node.id)).not.toContain(id);
}

describe('a wish with a mobile number', () => {
  test('is held: its unit and the coordinator see it with what was found, nobody else learns that it is there', async () => {
    const held = await handIn(WITH_A_NUMBER, { title: '收音机甲' });
    expect(held).toMatchObject({
      state: 'IN_REVIEW',
      version: 1,
      findings: [{ kind: 'MOBILE', field: 'DESCRIPTION', excerpt: '138****5678' }],
      reviews: [],
    });
    expect(await seenBy(red.community, held.id)).toEqual(held);
    expect(await seenBy(red.street, held.id)).toEqual(held);
    await expectHidden(held.id, '收音机甲');

    const { needs } = await red.street.ask(NeedsSeenDocument, { filter: { state: ['IN_REVIEW'] } });
    expect(needs).toMatchObject({
      totalCount: 1,
      nodes: [{ id: held.id }],
      facets: [{ value: 'IN_REVIEW', count: 1 }],
    });
  });

  test('takes no match: who may not see it is told that there is none, the coordinator to release it first', async () => {
    const { id: needId } = await handIn(WITH_A_NUMBER, { title: '收音机乙' });
    const offerId = await offer(red.mall, { visibility: 'PUBLIC' });
    const claim = { needId, amount: '1' };
    expect(await red.mall.refused(ClaimNeedDocument, claim)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await blue.harbour.refused(ClaimNeedDocument, claim)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await red.mall.refused(WithdrawNeedDocument, { needId, expectedVersion: 1 })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const refusal = await red.street.refused(ProposeMatchDocument, { ...claim, offerId });
    expect(refusal).toMatchObject({ code: 'WRONG_STATE' });
    expect(refusal.message).toContain('releaseNeed');
    for (const actor of [red.street, red.community]) {
      const { need: found } = await actor.ask(CandidatesSeenDocument, { id: needId });
      expect(found?.candidates).toEqual({ totalCount: 0, nodes: [] });
    }
  });

  test('goes back to its unit with a reason, is held again as long as the number is in it, and is published without', async () => {
    const { id: needId } = await handIn(WITH_A_NUMBER, { title: '收音机丙' });
    const reason = '请去掉手机号，改由社区转达。';
    const { need: returned } = await red.street.do(ReturnNeedDocument, { needId, expectedVersion: 1, reason });
    expect(returned).toMatchObject({ state: 'RETURNED', version: 2 });
    await expectHidden(needId, '收音机丙');

    const shown = there(await seenBy(red.community, needId));
    expect(shown).toMatchObject({
      state: 'RETURNED',
      findings: [{ kind: 'MOBILE' }],
      reviews: [{ verdict: 'RETURNED', reason, unit: { shortName: 'street' }, alliance: { id: red.id } }],
    });

    const again = { needId, expectedVersion: 2, description: '请打一三八 一二三四 五六七八。' };
    const { need: dodged } = await red.community.do(ReviseNeedDocument, again);
    expect(dodged).toMatchObject({ state: 'IN_REVIEW', version: 3, findings: [{ excerpt: '138****5678' }] });
    expect(dodged?.reviews).toHaveLength(1);
    await expectHidden(needId, '收音机丙');

    world.clock.pass({ hours: 2 });
    const description = '独居老人想听越剧，请与社区联系。';
    const { need: clean } = await red.community.do(ReviseNeedDocument, { needId, expectedVersion: 3, description });
    expect(clean).toMatchObject({ state: 'PUBLISHED', version: 4, description, findings: [] });
    expect(new Date(there(clean).publishedAt)).toEqual(world.clock.now());

    // Everybody reads it now, and nobody else what was judged of it.
    const { data } = await world.ask(NeedInReviewNowDocument, { id: needId });
    expect(data?.need).toMatchObject({ state: 'PUBLISHED', description, findings: [], reviews: [] });
    expect((await seenBy(red.mall, needId))?.reviews).toEqual([]);
    expect((await seenBy(red.community, needId))?.reviews).toHaveLength(1);
    await red.mall.do(ClaimNeedDocument, { needId, amount: '1' });
  });

  test('is in no fact, no audit and no log; these tell ids and states', async () => {
    const { id: needId } = await handIn(WITH_A_NUMBER);
    await red.street.do(ReturnNeedDocument, { needId, expectedVersion: 1, reason: '手机号13812345678不能公开' });
    const told = await world.sql<{ action: string; audited: string; told: string; units: number }>(
      `select a.action, a.body::text as audited, o.body::text as told, cardinality(o.unit_ids) as units
       from data.audit a join data.outbox o on o.subject_id = a.subject_id and o.type = a.action
       where 'need_' || replace(a.subject_id::text, '-', '') = $1 order by a.id`,
      [needId],
    );
    const held = '{"category": "space.hall", "visibility": "PUBLIC"}';
    expect(told).toEqual([
      { action: 'need:held', audited: held, told: held, units: 1 },
      { action: 'need:returned', audited: '{"state": "RETURNED"}', told: '{"state": "RETURNED"}', units: 2 },
    ]);
    expect(world.log.join('\n')).not.toContain('1234 5678');
    expect(world.log.join('\n')).not.toContain('13812345678');
    expect(await world.sql("select from exchange.need_finding where excerpt ~ '1234'")).toEqual([]);
  });
});

describe('a false alarm', () => {
  const FALSE_ALARM = '请到孙塘北路12号文化中心集合。';

  test('is released by the coordinator with a reason, and keeps its words', async () => {
    const { id: needId } = await handIn(FALSE_ALARM, { title: '集合甲' });
    const reason = '文化中心是公共场所。';
    world.clock.pass({ hours: 1 });
    const { need: released } = await red.street.do(ReleaseNeedDocument, { needId, expectedVersion: 1, reason });
    expect(released).toMatchObject({
      state: 'PUBLISHED',
      version: 2,
      findings: [],
      reviews: [{ verdict: 'RELEASED', reason }],
    });
    expect(new Date(there(released).publishedAt)).toEqual(world.clock.now());
    const { data } = await world.ask(NeedInReviewNowDocument, { id: needId });
    expect(data?.need).toMatchObject({ description: FALSE_ALARM, reviews: [] });
    expect(await red.street.refused(ReleaseNeedDocument, { needId, expectedVersion: 2, reason })).toMatchObject({
      code: 'ALREADY_DONE',
    });
    const returning = { needId, expectedVersion: 2, reason };
    expect(await red.street.refused(ReturnNeedDocument, returning)).toMatchObject({ code: 'WRONG_STATE' });
    const revising = { needId, expectedVersion: 2, title: '另一标题' };
    expect(await red.community.refused(ReviseNeedDocument, revising)).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('is not released by its own unit, by a fellow member, from another alliance, or by who holds a post in the unit', async () => {
    const { id: needId } = await handIn(FALSE_ALARM, { title: '集合乙' });
    const input = { needId, expectedVersion: 1, reason: '误报' };
    expect(await red.community.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await red.mall.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await blue.harbour.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'NOT_FOUND' });

    // Somebody of the community coordinates the alliance from the street as well.
    const person = there(red.community.person);
    await world.people.post(there(red.street.unit), { alliance: red.uuid, person });
    const both = (await world.people.actor(person, there(red.street.unit), red.uuid)).wearing({
      'x-acting-unit': red.street.unitId,
    });
    const refusal = await both.refused(ReleaseNeedDocument, input);
    expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect(refusal.message).toContain('reviseNeed');
    expect(await both.refused(ReturnNeedDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    await world.sql(
      'update directory.post set valid = tstzrange(lower(valid), lower(valid)) where person_id = $1 and unit_id = $2',
      [person, red.street.unit],
    );
    expect((await seenBy(red.community, needId))?.state).toBe('IN_REVIEW');
  });

  test('of the unit that leads the alliance is for somebody else to release', async () => {
    const { need: own } = await red.street.do(HandInNeedDocument, wish(FALSE_ALARM, { title: '集合丙' }));
    const input = { needId: there(own).id, expectedVersion: 1, reason: '误报' };
    expect(await red.street.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    const second = await world.people.post(there(red.mall.unit), { alliance: red.uuid });
    const other = await world.people.actor(second, there(red.mall.unit), red.uuid);
    expect((await other.do(ReleaseNeedDocument, input)).need).toMatchObject({ state: 'PUBLISHED' });
    await world.sql('delete from directory.post where person_id = $1', [second]);
  });

  test('that is public and for no alliance in particular is for the coordinator of any alliance of the unit', async () => {
    const held = await handIn(FALSE_ALARM, { title: '集合丁', audience: [] });
    const input = { needId: held.id, expectedVersion: 1, reason: '误报' };
    expect(await seenBy(red.street, held.id)).toMatchObject({ state: 'IN_REVIEW' });
    expect(await blue.harbour.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'NOT_FOUND' });
    await expectHidden(held.id, '集合丁');
    expect((await red.street.do(ReleaseNeedDocument, input)).need).toMatchObject({ state: 'PUBLISHED' });
    const entries = await world.sql("select from data.audit where action = 'need:released' and alliance_id = $1", [
      red.uuid,
    ]);
    expect(entries.length).toBeGreaterThan(0);
  });

  test('of words that the coordinator has not read is not released', async () => {
    const { id: needId } = await handIn(FALSE_ALARM, { title: '集合戊' });
    await red.community.do(ReviseNeedDocument, { needId, expectedVersion: 1, description: '请到孙塘北路14号集合。' });
    const input = { needId, expectedVersion: 1, reason: '误报' };
    expect(await red.street.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(await red.street.refused(ReturnNeedDocument, input)).toMatchObject({ code: 'VERSION_CONFLICT' });
  });
});

describe('the rest of it', () => {
  test('all that people write of a need is screened, and a private need is not', async () => {
    const everywhere = await handIn('王小明先生，82岁，患糖尿病', {
      title: '找王小明先生',
      placeName: '孙塘北路12号3幢2单元501室',
    });
    expect(everywhere.findings).toEqual([
      { kind: 'NAME', field: 'TITLE', excerpt: '王**' },
      { kind: 'NAME', field: 'DESCRIPTION', excerpt: '王**' },
      { kind: 'HEALTH', field: 'DESCRIPTION', excerpt: '**' },
      { kind: 'ADDRESS', field: 'PLACE_NAME', excerpt: '路*号' },
      { kind: 'ADDRESS', field: 'PLACE_NAME', excerpt: '*幢*单元*室' },
    ]);
    const ofUnit = await handIn(WITH_A_NUMBER, { visibility: 'UNIT', audience: [] });
    expect(ofUnit).toMatchObject({ state: 'PUBLISHED', findings: [], locationPrecision: 'EXACT' });
    const ofAlliance = await handIn(WITH_A_NUMBER, { visibility: 'ALLIANCE' });
    expect(ofAlliance).toMatchObject({ state: 'IN_REVIEW' });
  });

  test('a revision says something new, of the need it is about, and once for its key', async () => {
    const { id: needId } = await handIn(WITH_A_NUMBER);
    const of = { needId, expectedVersion: 1 };
    for (const nothing of [{}, { description: WITH_A_NUMBER }, { title: null }]) {
      expect(await red.community.refused(ReviseNeedDocument, { ...of, ...nothing })).toMatchObject({
        code: 'INVALID_INPUT',
      });
    }
    expect(await red.street.refused(ReviseNeedDocument, { ...of, title: '另' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await red.mall.refused(ReviseNeedDocument, { ...of, title: '另' })).toMatchObject({ code: 'NOT_FOUND' });
    const [key, description] = [world.key(), '想听越剧'];
    const first = await red.community.do(ReviseNeedDocument, { ...of, description, placeName: null }, key);
    expect(first).toMatchObject({
      replayed: false,
      need: { state: 'PUBLISHED', placeName: null, title: '一台收音机' },
    });
    const second = await red.community.do(ReviseNeedDocument, { ...of, description, placeName: null }, key);
    expect(second).toEqual({ ...first, replayed: true });
  });

  test('what is held up or returned may be withdrawn, and is then seen by its unit alone', async () => {
    const { id: needId } = await handIn(WITH_A_NUMBER);
    await red.street.do(ReturnNeedDocument, { needId, expectedVersion: 1, reason: '改' });
    expect(await red.street.refused(ReleaseNeedDocument, { needId, expectedVersion: 2, reason: '不改' })).toMatchObject(
      {
        code: 'WRONG_STATE',
      },
    );
    await red.community.do(WithdrawNeedDocument, { needId, expectedVersion: 2 });
    expect(await seenBy(red.street, needId)).toBeNull();
    expect(await seenBy(red.community, needId)).toMatchObject({ state: 'WITHDRAWN', findings: [] });
  });

  test('who coordinates the alliance no longer sees what a unit that has left had held up', async () => {
    const unit = await world.people.unit('village');
    await world.people.join(unit, red.uuid);
    const village = await world.people.actor(await world.people.post(unit), unit, red.uuid);
    const { need: held } = await village.do(HandInNeedDocument, wish(WITH_A_NUMBER));
    const { id: needId } = there(held);
    expect(await seenBy(red.street, needId)).toMatchObject({ state: 'IN_REVIEW' });
    const { id: membershipId } = await membershipOf(village, red.id);
    await world.sql(
      `update directory.membership set state = 'LEFT', valid = tstzrange(lower(valid), $2::timestamptz)
       where 'membership_' || replace(id::text, '-', '') = $1`,
      [membershipId, world.clock.now().toISOString()],
    );
    expect(await seenBy(red.street, needId)).toBeNull();
    expect(await red.street.refused(ReleaseNeedDocument, { needId, expectedVersion: 1, reason: '误报' })).toMatchObject(
      {
        code: 'NOT_FOUND',
      },
    );
  });
});

describe('the place of a need', () => {
  const EXACT = { location: { ...HOME, crs: 'WGS84' }, locationPrecision: 'EXACT', placeName: '虞波社区阳光花园3幢' };
  const CELL = { location: { longitude: 121.265, latitude: 30.165, crs: 'WGS84' }, locationPrecision: 'COMMUNITY' };
  const COMMUNITY = { ...CELL, placeName: '虞波社区阳光花园' };
  const there3 = { placeName: '虞波社区阳光花园3幢' };

  test('is told exactly to its unit and in its alliance, to everybody else to the community', async () => {
    const { id } = await handIn('想听越剧', there3);
    for (const actor of [red.community, red.community.withoutHat(), red.street, red.mall, app]) {
      expect(await seenBy(actor, id)).toMatchObject(EXACT);
    }
    for (const actor of [blue.harbour, red.mall.withoutHat(), red.street.withoutHat(), app.withoutHat()]) {
      expect(await seenBy(actor, id)).toMatchObject(COMMUNITY);
    }
    expect((await world.ask(NeedInReviewNowDocument, { id })).data?.need).toMatchObject(COMMUNITY);
  });

  test('of what is for no alliance in particular is told exactly to the coordinator, who matches by distance', async () => {
    const { id } = await handIn('想听越剧', { ...there3, audience: [] });
    expect(await seenBy(red.street, id)).toMatchObject(EXACT);
    expect(await seenBy(red.mall, id)).toMatchObject(COMMUNITY);
  });

  test('is one and the same point for several needs of one household, which the domain computes alike', async () => {
    const around = [HOME, { longitude: 121.2601, latitude: 30.1601 }, { longitude: 121.2699, latitude: 30.1699 }];
    const points = [];
    for (const point of around) {
      const { id } = await handIn('想听越剧', { location: { ...point, crs: 'WGS84' } });
      const { data } = await world.ask(NeedInReviewNowDocument, { id });
      points.push(data?.need?.location);
    }
    expect(points).toEqual(around.map(() => CELL.location));
    const degrees = [-180, -121.26, -0.005, 0, 0.29, 1.13, 30.17, 89.999, 90, 121.26, 121.27, 179.995, 180];
    const [row] = await world.sql<{ middles: number[] }>(
      'select array_agg(exchange.community_degrees(d, 180) order by n) as middles from unnest($1::float8[]) with ordinality u(d, n)',
      [degrees],
    );
    expect(row?.middles).toEqual(degrees.map((longitude) => mask.place({ longitude, latitude: 0 }).longitude));
  });

  // Needs have no order and no filter by distance yet: these come with the search by place. What there is by distance
  // today are the candidates of a need.
  test('is in no order, filter, cursor or distance that somebody reads who is told the community alone', async () => {
    const { id } = await handIn('想听越剧', { ...there3, audience: [] });
    await offer(red.mall, { visibility: 'PUBLIC' });
    for (const actor of [red.mall, blue.harbour, red.street.withoutHat(), app, app.withoutHat()]) {
      const { need: found } = await actor.ask(CandidatesSeenDocument, { id });
      expect(found).toEqual({ locationPrecision: 'COMMUNITY', candidates: { totalCount: 0, nodes: [] } });
    }
    const { need: matched } = await red.street.ask(CandidatesSeenDocument, { id });
    expect(matched?.locationPrecision).toBe('EXACT');
    expect(matched?.candidates.totalCount).toBeGreaterThan(0);

    const schema = await world.ask<{ orders: { enumValues: object[] }; filters: { inputFields: object[] } }, object>(
      `{ orders: __type(name: "NeedOrder") { enumValues { name } }
         filters: __type(name: "NeedFilter") { inputFields { name } } }`,
    );
    const { orders, filters } = there(schema.data);
    expect(orders.enumValues).toEqual([{ name: 'NEWEST' }, { name: 'SOONEST' }]);
    expect(filters.inputFields).not.toContainEqual({ name: expect.stringMatching(/near|within|distance|location/i) });
    for (const order of ['NEWEST', 'SOONEST']) {
      const { data } = await world.ask<{ needs: { edges: { cursor: string }[] } }, object>(
        `{ needs(order: ${order}) { edges { cursor } } }`,
      );
      const cursors = there(data).needs.edges.map(({ cursor }) => Buffer.from(cursor, 'base64url').toString());
      expect(cursors.length).toBeGreaterThan(0);
      expect(cursors.filter((cursor) => /121\.26|30\.1[67]/.test(cursor))).toEqual([]);
    }
  });

  test('given as the maps of China give it is told in the same cell', async () => {
    const { id } = await handIn('想听越剧', { location: { longitude: 121.2707, latitude: 30.1673, crs: 'GCJ02' } });
    expect((await world.ask(NeedInReviewNowDocument, { id })).data?.need).toMatchObject(CELL);
  });

  test('without a place is nothing, at either precision', async () => {
    const { need: none } = await red.community.do(
      HandInNeedDocument,
      listed({ visibility: 'PUBLIC', audience: [red.id] }),
    );
    const { id } = there(none);
    const { data } = await world.ask(NeedInReviewNowDocument, { id });
    expect(data?.need).toMatchObject({ location: null, placeName: null, locationPrecision: 'COMMUNITY' });
    expect(await seenBy(red.mall, id)).toMatchObject({ location: null, placeName: null, locationPrecision: 'EXACT' });
    expect(await need(red.community)).toMatch(/^need_/);
  });
});
