/** Supply and demand of an alliance at a glance (供需看板). */
import { expect, test } from '@jest/globals';
import {
  AddTrackDocument,
  BoardDeliveriesDocument,
  LeaveAllianceDocument,
  PublishNeedDocument,
  WithdrawNeedDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { claimedBy, confirmed as granted, wish } from '../matching/wish-steps.ts';
import { confirmed, delivered, promised } from '../promises/delivery-steps.ts';
import { area, keeperOf, square } from '../land/land.ts';
import { agreed, listed, membershipOf, need, offer, proposal, signed, there } from '../story.ts';
import { boardOf, counts, drilled, figuresOf, rowsOf, type Within } from './board-steps.ts';

test('what an alliance needs and offers is counted at a glance, from the publication to the delivery', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const { street, mall, community, power } = alliance;
  const at = async (by: 'CATEGORY' | 'UNIT' = 'CATEGORY') => there(await boardOf(street, alliance.id, by));
  expect(rowsOf((await at()).needs)).toEqual({});

  const period = { start: world.clock.day(1, '09:00'), end: world.clock.day(3, '18:00') };
  const hall = await need(community, { value: '2', period });
  await need(power, { category: 'staff.volunteer' });
  const supply = await offer(mall, { value: '5' });
  const match = await proposal(street, { needId: hall, offerId: supply, amount: '2' });
  await proposal(street, { needId: hall, offerId: await offer(power), amount: '1' });
  expect(rowsOf((await at()).needs)).toEqual({
    'space.hall': { PUBLISHED: 1, OPEN: 1, PROPOSED: 2 },
    'staff.volunteer': { PUBLISHED: 1, OPEN: 1 },
  });
  const offered = { PUBLISHED: 1, OPEN: 1, PROPOSED: 1 };
  expect(rowsOf((await at('UNIT')).offers)).toEqual({ [mall.unitId]: offered, [power.unitId]: offered });

  const both = await agreed(mall, community, match);
  await signed(mall, community, both);
  const commitmentId = there(there(both.agreement).commitments.nodes[0]).id;
  await confirmed(world, mall, community, commitmentId, '1');
  const board = await at();
  expect(rowsOf(board.needs)['space.hall']).toMatchObject({ MATCHED: 1, AGREED: 1, COMMITTED: 1, DELIVERED: 1 });
  expect(rowsOf(board.needs)['space.hall']).not.toHaveProperty('OPEN');
  // The mall gives it: on the side of offers the same agreement is counted as that of the mall.
  expect(rowsOf((await at('UNIT')).offers)[mall.unitId]).toMatchObject({ MATCHED: 1, AGREED: 1, DELIVERED: 1 });
  expect(board.needs.rows.map(({ label }) => label)).toEqual(['space.hall', 'staff.volunteer']);
  const { numerator, denominator } = board.matchRate;
  expect([numerator.tally, denominator.tally]).toEqual([
    { count: 1, basis: 'ITEM' },
    { count: 2, basis: 'ITEM' },
  ]);

  world.clock.set(period.end);
  world.clock.pass({ minutes: 1 });
  const again = await world.people.actor(there(street.person), there(street.unit), alliance.uuid);
  const late = there(await boardOf(again, alliance.id));
  expect(rowsOf(late.needs)['space.hall']).toMatchObject({ OVERDUE: 1, COMMITTED: 1 });
  expect((await drilled(again, there(late.needs.total.find(({ column }) => column === 'OVERDUE')))).nodes).toEqual([
    expect.objectContaining({ id: commitmentId, isOverdue: true }) as unknown,
  ]);
});

test('what silence has confirmed counts as delivered, whether it is written down or not', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', 'community');
  const { street, mall, community } = alliance;
  const both = await agreed(
    mall,
    community,
    await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
  );
  await signed(mall, community, both);
  await delivered(world, mall, there(there(both.agreement).commitments.nodes[0]).id, '1');
  const total = async () => counts(there(await boardOf(street, alliance.id)).needs.total);
  expect(await total()).toEqual({ PUBLISHED: 1, MATCHED: 1, AGREED: 1, COMMITTED: 1 });
  const soon = new Date(world.clock.now().getTime() + 60_000).toISOString();
  // As an agreement that says so has it.
  await world.sql("set session_replication_role = 'replica'");
  await world.sql('update exchange.agreement set confirm_within_days = 1');
  await world.sql('update exchange.event set confirm_by = $1', [soon]);
  await world.sql("set session_replication_role = 'origin'");
  world.clock.pass({ minutes: 2 });
  expect(await total()).toEqual({ PUBLISHED: 1, MATCHED: 1, DELIVERED: 1 });
});

test('how many 人次 were served is a sum of the list that the figure of deliveries leads to', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', 'community');
  const { street, mall, community } = alliance;
  const taught = await promised(street, mall, community, { value: '60', unit: '人次' });
  await confirmed(world, mall, community, taught.commitmentId, '48');
  await confirmed(world, mall, community, taught.commitmentId, '5');
  const lent = await promised(street, mall, community, { value: '2', unit: '场' });
  await confirmed(world, mall, community, lent.commitmentId, '1');
  await delivered(world, mall, lent.commitmentId, '1');
  const { needs } = there(await boardOf(street, alliance.id));
  expect(counts(needs.total)).toMatchObject({ DELIVERED: 3, COMMITTED: 2 });
  const { filter } = there(needs.total.find(({ column }) => column === 'DELIVERED'));
  const { deliveries } = await street.ask(BoardDeliveriesDocument, { filter });
  expect(deliveries).toMatchObject({ totalCount: 3 });
  expect(new Set(deliveries?.sums)).toEqual(
    new Set([
      { value: '53', unit: '人次' },
      { value: '1', unit: '场' },
    ]),
  );
});

test('micro-wishes are counted by themselves, and their claims by the times that persons made them', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('邻聚力', 'street', 'community', 'power', 'hospital');
  const { street, community, power, hospital } = alliance;
  const [open, done] = [await wish(community), await wish(community)];
  await claimedBy(power, open);
  await claimedBy(power, done);
  await claimedBy(hospital, done);
  await granted(community, done);
  const { needs, offers } = there(await boardOf(street, alliance.id));
  expect(counts(needs.total)).toEqual({ WISHES: 1, CLAIMED: 1, GRANTED: 2 });
  const bases = needs.total.map(({ column, tally }) => [column, tally?.basis]);
  expect(Object.fromEntries(bases)).toMatchObject({ WISHES: 'ITEM', CLAIMED: 'PERSON_TIME', GRANTED: 'PERSON_TIME' });
  expect(offers.total.map(({ column }) => column)).not.toContain('CLAIMED');
});

test('rows are tracks, areas or units, and what has none is told as such', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', 'community');
  const { street, mall, community } = alliance;
  const made = { allianceId: alliance.id, name: '服务', colour: '#D9261C', code: 'service', rank: 1 };
  const trackId = there((await street.do(AddTrackDocument, made)).track).id;
  const filed = { ...listed({}), trackId };
  const needId = there((await community.do(PublishNeedDocument, filed)).need).id;
  await need(mall);
  const rows = async (by: 'TRACK' | 'AREA' | 'UNIT') => there(await boardOf(street, alliance.id, by)).needs.rows;
  const said = (lines: Awaited<ReturnType<typeof rows>>) =>
    lines.map(({ key, label, figures }) => [key, label, counts(figures)['OPEN']]);
  expect(said(await rows('TRACK'))).toEqual([
    [trackId, '服务', 1],
    [null, 'Other', 1],
  ]);
  expect(said(await rows('AREA'))).toEqual([[null, 'Other', 2]]);
  const home = await keeperOf(world, street, '330282');
  const boundary = { crs: 'WGS84' as const, coordinates: [[square(121.24, 30.17, 0.01)]] };
  const code = { level: 'COMMUNITY' as const, code: '900', name: '阳光社区', boundary };
  const communityId = await area(street, home, code);
  expect(said(await rows('AREA'))).toEqual([[communityId, '阳光社区', 2]]);

  // What is agreed outlives what it came from: it is of none of the rows then.
  const both = await agreed(mall, community, await proposal(street, { needId, offerId: await offer(mall) }));
  await signed(mall, community, both);
  const { id, version } = await membershipOf(community, alliance.id);
  await community.do(LeaveAllianceDocument, { membershipId: id, expectedVersion: version, reason: '搬迁' });
  const units = rowsOf(there(await boardOf(street, alliance.id, 'UNIT')).needs);
  expect(units).toEqual({ [mall.unitId]: { PUBLISHED: 1, OPEN: 1 }, none: { AGREED: 1, COMMITTED: 1 } });
});

test('a time is told of what was published, begun, agreed, due or delivered in it', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', 'community');
  const { street, mall, community } = alliance;
  await need(community);
  world.clock.pass({ minutes: 10 });
  const from = world.clock.now().toISOString();
  const needId = await need(community);
  await proposal(street, { needId, offerId: await offer(mall) });
  const gone = await need(community);
  await community.do(WithdrawNeedDocument, { needId: gone, expectedVersion: 1 });
  const total = async (within: Within) =>
    counts(there(await boardOf(street, alliance.id, 'CATEGORY', within)).needs.total);
  expect(await total({})).toEqual({ PUBLISHED: 2, OPEN: 2, PROPOSED: 1 });
  expect(await total({ from })).toEqual({ PUBLISHED: 1, OPEN: 1, PROPOSED: 1 });
  expect(await total({ to: from })).toEqual({ PUBLISHED: 1, OPEN: 1 });
});

test('it is one statement, and every figure leads to what it counts in another', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', 'community');
  const { street, community } = alliance;
  await need(community);
  world.statements.length = 0;
  const board = there(await boardOf(street, alliance.id));
  expect(world.statements).toHaveLength(1);
  for (const figure of figuresOf(board)) {
    world.statements.length = 0;
    expect((await drilled(street, figure)).totalCount).toBe(figure.tally?.count);
    expect(world.statements).toHaveLength(1);
  }
});
