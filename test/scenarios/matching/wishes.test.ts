/** Micro-wishes that many persons fulfil together (微心愿 认领): row 87, scenario 1. */
import { describe, expect, test } from '@jest/globals';
import {
  ClaimNeedDocument,
  ClaimWishDocument,
  CompleteWishDocument,
  LeaveAllianceDocument,
  NeedStatsOfDocument,
  OpenWishesDocument,
  PublishNeedDocument,
  WishClaimsDocument,
  WithdrawClaimDocument,
  WithdrawNeedDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { listed, membershipOf, need, there } from '../story.ts';
import { claimedBy, claimedInBrief, confirmed, member, stats, wish } from './wish-steps.ts';

/** Thousands of acts: on a machine that is busy with others they take their time. */
const PATIENCE_MS = scaled(180_000, 3_600_000);

/** Claims of one wish at the same time would wait for each other; those of several wishes do not. */
const AT_ONCE = 12;

test(
  'row 87, scenario 1: 8,255 wishes are done and were claimed 31,437 times, each by persons who claim it once',
  async () => {
    await using world = await createWorld();
    const alliance = await world.alliance('邻聚力', 'street', 'community', 'power', 'hospital');
    const { street, community, power, hospital } = alliance;
    const [wishes, claims] = [scaled(413, 8255), scaled(1572, 31_437)];
    const persons = await Promise.all(
      Array.from({ length: scaled(30, 600) }, (_, i) => member(world, i % 2 === 0 ? power : hospital, alliance)),
    );
    let next = 0;
    const work = async (): Promise<void> => {
      for (let i = next++; i < wishes; i = next++) {
        // Three or four each, so that it comes to that many in all.
        const [from, to] = [i, i + 1].map((n) => Math.round((n * claims) / wishes));
        const needId = await wish(community, 4);
        for (let n = there(from); n < there(to); n += 1)
          await claimedInBrief(there(persons[n % persons.length]), needId);
        await confirmed(community, needId);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));

    const statement = world.statements.length;
    expect(await stats(street, alliance.id)).toEqual({
      completedItems: { count: wishes, basis: 'ITEM' },
      claimPersonTimes: { count: claims, basis: 'PERSON_TIME' },
      claimantsUnique: { count: persons.length, basis: 'PERSON' },
    });
    expect(world.statements.length - statement).toBe(1);
    expect(persons.length).toBeLessThanOrEqual(claims);
    const open = await street.ask(OpenWishesDocument, { filter: { kind: ['MICRO_WISH'], open: true } });
    expect(open.needs?.totalCount).toBe(0);
  },
  PATIENCE_MS,
);

test('a wish is claimed once by a person, as often as it says, and not by the unit that entered it', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('邻聚力', 'street', 'community', 'power');
  const { street, community, power } = alliance;
  const needId = await wish(community, 2);
  const other = await member(world, power, alliance);
  const claim = await claimedBy(power, needId);
  expect(claim).toMatchObject({
    ...{ state: 'CLAIMED', version: 1, settledAt: null },
    ...{ supplier: { shortName: 'power' }, demander: { shortName: 'community' } },
    need: { id: needId, claims: 1, maxClaims: 2 },
  });
  expect(await power.refused(ClaimWishDocument, { needId })).toMatchObject({
    code: 'ALREADY_DONE',
    message: 'You have claimed this wish already: a person claims a wish once.',
  });
  expect(await community.refused(ClaimWishDocument, { needId })).toMatchObject({ code: 'FORBIDDEN' });
  await claimedBy(street, needId);
  expect(await other.refused(ClaimWishDocument, { needId })).toMatchObject({
    ...{ code: 'NOT_ENOUGH_LEFT', requestedQuantity: { value: '1', unit: '人' } },
    remainingQuantity: { value: '0', unit: '人' },
  });
  // Everybody reads for which unit it was claimed, and who claimed it reads that it was they.
  const mine = async (who: typeof power, isMine?: boolean) =>
    there((await who.ask(WishClaimsDocument, { filter: isMine === undefined ? {} : { isMine } })).wishClaims);
  expect((await mine(community)).nodes.map(({ supplier }) => supplier?.shortName)).toEqual(['street', 'power']);
  expect([(await mine(power, true)).totalCount, (await mine(other, true)).totalCount]).toEqual([1, 0]);
  // Taken back, it is free for another; and may be claimed again.
  const back = { claimId: claim.id, expectedVersion: 1, reason: '出差' };
  expect((await other.do(WithdrawClaimDocument, back)).claim).toMatchObject({
    ...{ state: 'WITHDRAWN', reason: '出差', need: { claims: 1 } },
  });
  await claimedBy(other, needId);
  const over = { needId, expectedVersion: 1 };
  expect(await power.refused(CompleteWishDocument, over)).toMatchObject({ code: 'FORBIDDEN' });
  const done = there((await community.do(CompleteWishDocument, over)).need);
  expect(done).toMatchObject({ claims: 2, version: 2, completedAt: '2026-11-21T09:00:00+08:00' });
  expect(there(done.wishClaims).nodes.map(({ state }) => state)).toEqual(['WITHDRAWN', 'DONE', 'DONE']);
  expect(await community.refused(CompleteWishDocument, over)).toMatchObject({ code: 'ALREADY_DONE' });
  expect(await power.refused(ClaimWishDocument, { needId })).toMatchObject({ code: 'WRONG_STATE' });
});

describe('a micro-wish', () => {
  test('is no need that is matched, and a need is no wish; each says what it has to', async () => {
    await using world = await createWorld();
    const { community, power } = await world.alliance('邻聚力', 'street', 'community', 'power');
    const [wished, needed] = [await wish(community), await need(community)];
    expect(await power.refused(ClaimNeedDocument, { needId: wished, amount: '1' })).toMatchObject({
      message: 'A micro-wish is claimed by persons (claimWish), not matched.',
    });
    expect(await power.refused(ClaimWishDocument, { needId: needed })).toMatchObject({ path: ['input', 'needId'] });
    expect(await community.refused(CompleteWishDocument, { needId: needed, expectedVersion: 1 })).toMatchObject({
      path: ['input', 'needId'],
    });
    expect(await community.refused(CompleteWishDocument, { needId: wished, expectedVersion: 1 })).toMatchObject({
      code: 'WRONG_STATE',
      message: expect.stringContaining('is claimed by nobody') as unknown,
    });
    const without = { ...listed({}), kind: 'MICRO_WISH' as const };
    const path = (field: string) => ({ code: 'INVALID_INPUT', path: ['input', field] });
    expect(await community.refused(PublishNeedDocument, without)).toMatchObject(path('maxClaims'));
    expect(await community.refused(PublishNeedDocument, { ...listed({}), maxClaims: 3 })).toMatchObject(
      path('maxClaims'),
    );
    expect(await community.refused(PublishNeedDocument, { ...without, maxClaims: 3, maxPerUnit: '1' })).toMatchObject(
      path('maxPerUnit'),
    );
  });

  test('that is withdrawn takes its claims with it, and so does a unit that leaves', async () => {
    await using world = await createWorld();
    const alliance = await world.alliance('邻聚力', 'street', 'community', 'power');
    const { community, power } = alliance;
    const [first, second] = [await wish(community), await wish(community)];
    await claimedBy(power, first);
    const kept = await claimedBy(power, second);
    await community.do(WithdrawNeedDocument, { needId: first, expectedVersion: 1 });
    const { id: membershipId, version: expectedVersion } = await membershipOf(power, alliance.id);
    await power.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
    const claims = there((await community.ask(WishClaimsDocument, { order: 'OLDEST' })).wishClaims).nodes;
    expect(claims.map(({ state, reason }) => [state, reason])).toEqual([
      ['WITHDRAWN', '需求已撤回。'],
      ['WITHDRAWN', '其中一方已退出联盟。'],
    ]);
    expect(claims[1]).toMatchObject({ id: kept.id, need: { claims: 0 } });
  });

  test('is counted by when it was claimed and when it was done', async () => {
    await using world = await createWorld();
    const alliance = await world.alliance('邻聚力', 'street', 'community', 'power');
    const { street, community, power } = alliance;
    const needId = await wish(community);
    await claimedBy(power, needId);
    await claimedBy(street, needId);
    world.clock.set('2026-12-02T09:00:00+08:00');
    await confirmed(community, needId);
    const month = (from: string, to: string) => stats(street, alliance.id, { from, to });
    const counts = async (from: string, to: string) => {
      const { completedItems, claimPersonTimes, claimantsUnique } = await month(from, to);
      return [completedItems.count, claimPersonTimes.count, claimantsUnique.count];
    };
    const [november, december, january] = ['2026-11-01', '2026-12-01', '2027-01-01'].map(
      (day) => `${day}T00:00:00+08:00`,
    );
    expect(await counts(there(november), there(december))).toEqual([0, 2, 2]);
    expect(await counts(there(december), there(january))).toEqual([1, 0, 0]);
  });

  test('is told to whoever is not in the alliance from five on, or where there is none', async () => {
    await using world = await createWorld();
    const alliance = await world.alliance('邻聚力', 'street', 'community', 'power');
    const { elsewhere } = await world.alliance('别的联盟', 'elsewhere');
    const { street, community, power } = alliance;
    const told = async (actor: Actor) => {
      const figures = (await actor.ask(NeedStatsOfDocument, { id: alliance.id })).alliance?.needStats ?? null;
      return figures && [figures.completedItems.count, figures.claimPersonTimes.count, figures.claimantsUnique.count];
    };
    const outsiders = [elsewhere, street.withoutHat()];
    const toldOutside = () => Promise.all(outsiders.map(told));
    expect(await toldOutside()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const persons = await Promise.all(Array.from({ length: 5 }, () => member(world, power, alliance)));
    for (let i = 0; i < 5; i += 1) {
      const needId = await wish(community, 4);
      for (const person of persons.slice(0, 4)) await claimedInBrief(person, needId);
      await confirmed(community, needId);
    }
    // Five wishes and twenty times, but four persons.
    expect(await told(street)).toEqual([5, 20, 4]);
    expect(await toldOutside()).toEqual([null, null]);
    await claimedInBrief(there(persons[4]), await wish(community, 4));
    expect(await toldOutside()).toEqual([
      [5, 21, 5],
      [5, 21, 5],
    ]);
  });
});
