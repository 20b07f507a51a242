/** How reliable a unit is, counted of what it promised, delivered and booked; the figures are worked out by hand. */
import { expect, test } from '@jest/globals';
import {
  CompleteBookingDocument,
  ConfirmDeliveryDocument,
  DeclareBreachDocument,
  OutcomesOfDocument,
  RecordInFullDocument,
  RecordNoShowDocument,
  ReferDisputeDocument,
  ReleaseCommitmentDocument,
  ReliabilityBasisDocument,
  ReliabilityBehindDocument,
  ResolveDisputeDocument,
  ReverseDeliveryDocument,
  StartBookingDocument,
  WithdrawDisputeDocument,
} from '../../generated/operations.ts';
import { createWorld, type World } from '../../support/world.ts';
import { booked, of, ruled } from '../resources/booking-steps.ts';
import { slots, there } from '../story.ts';
import { confirmed, delivered, disputed, said } from './delivery-steps.ts';
import { again, due, line, lines, reliabilityOf, type Due } from './reliability-steps.ts';

/** Two hours each, due on the evening of 1 December; what becomes of them is their name. */
const KEPT = ['守约一', '守约二', '守约三', '守约四', '守约五', '守约六', '后来确认', '部分解除'];
const TITLES = [...KEPT, '迟到', '逾期', '有争议', '违约', '解除一', '解除二'];

const DUE = '2026-12-01T18:00:00+08:00';
const WITHIN = { from: '2026-11-21T00:00:00+08:00', to: '2026-12-02T00:00:00+08:00' };

const idOf = ({ ids }: Due, title: string): string => there(ids.get(title));

/** What is done of it before it is due. */
async function beforeItIsDue(world: World, where: Due): Promise<{ readonly waiting: string }> {
  const { street, mall, community } = where;
  for (const title of KEPT.slice(2, 6)) await confirmed(world, mall, community, idOf(where, title), '2');
  // An objection that is withdrawn, and one that the coordinator does not share, are none.
  const withdrawn = await disputed(world, mall, community, idOf(where, '守约一'), '2');
  await community.do(WithdrawDisputeDocument, { deliveryId: withdrawn });
  const decided = async (title: string, amount: string): Promise<void> => {
    const about = { deliveryId: await disputed(world, mall, community, idOf(where, title), '2'), reason: '请认定' };
    await mall.do(ReferDisputeDocument, about);
    await street.do(ResolveDisputeDocument, { ...about, amount });
  };
  await decided('守约二', '2');
  await decided('有争议', '0.5');
  await confirmed(world, mall, community, idOf(where, '部分解除'), '1');
  const release = (title: string, amount: string | null) =>
    community.do(ReleaseCommitmentDocument, { commitmentId: idOf(where, title), amount, reason: '不再需要' });
  await release('部分解除', '1');
  for (const title of ['解除一', '解除二']) await release(title, null);
  return { waiting: await delivered(world, mall, idOf(where, '后来确认'), '2') };
}

/** Three evenings of a hall: of one there is no word, one was used, to one nobody came. */
async function threeBookings(world: World, where: Due): Promise<void> {
  const { mall, community } = where;
  const hall = await slots(
    community,
    ['18:00', '19:00', '20:00'].map((start) => ({
      start: world.clock.day(0, start),
      end: world.clock.day(0, start.replace(':00', ':45')),
    })),
  );
  await ruled(community, hall.resourceId, { attendant: '联络员' });
  const bookings = [];
  for (const slotId of hall.slotIds) bookings.push(await booked(mall, slotId));
  const [, used, missed] = bookings;
  world.clock.set(world.clock.day(0, '19:05'));
  const { booking } = await mall.do(StartBookingDocument, of(there(used)));
  await mall.do(CompleteBookingDocument, of(there(booking)));
  world.clock.set(world.clock.day(0, '20:20'));
  await community.do(RecordNoShowDocument, of(there(missed)));
}

test('of fourteen promises twelve count: eight kept, two late, one disputed, one broken; of three bookings one was missed', async () => {
  await using world = await createWorld();
  const red = await world.alliance('五色', 'street', 'mall', 'community');
  let where = await due(red, TITLES, DUE);
  expect(await reliabilityOf(where.mall, where.mall, WITHIN)).toMatchObject({
    kept: { count: 0, outOf: 0, rate: null, tooFewToTell: true },
  });
  const { waiting } = await beforeItIsDue(world, where);
  await threeBookings(world, where);
  world.clock.set('2026-12-03T09:00:00+08:00');
  where = await again(world, where, red.uuid);
  const { mall, community, street } = where;
  // It was delivered in time: that the other side has not answered is not held against who delivered.
  expect(await reliabilityOf(mall, mall, WITHIN)).toMatchObject({ awaited: 1, kept: { count: 7, outOf: 11 } });
  await community.do(ConfirmDeliveryDocument, { deliveryId: waiting });
  await confirmed(world, mall, community, idOf(where, '迟到'), '2');
  await community.do(DeclareBreachDocument, { commitmentId: idOf(where, '违约'), reason: '未办' });

  const told = there(await reliabilityOf(mall, mall, WITHIN));
  expect(lines(told)).toEqual({
    kept: '8/12 0.6667',
    late: '2/12 0.1667',
    disputed: '1/12 0.0833',
    breached: '1/12 0.0833',
  });
  expect(told).toMatchObject({ released: 2, awaited: 0, shownTo: 'COORDINATORS', version: null });
  expect(line(told.noShow)).toBe('1/3 0.3333 too few');
  // The coordinator is told the same, but for what is of so few.
  const few = { count: null, outOf: null, rate: null, tooFewToTell: true };
  expect(await reliabilityOf(street, mall, WITHIN)).toEqual({
    ...told,
    noShow: few,
    answers: { answered: null, medianDays: null, tooFewToTell: true, bySilence: few },
  });

  // Behind each figure are as many commitments, and behind the bookings as many bookings.
  const behind = async (about: object) => {
    const { unit } = await mall.ask(ReliabilityBehindDocument, { id: mall.unitId, ...WITHIN, ...about });
    return there(there(unit).reliability);
  };
  const titled = async (outcome: string): Promise<string[]> => {
    const { commitments } = await behind({ outcome: [outcome] });
    expect(there(commitments).totalCount).toBe(commitments?.nodes.length);
    return there(commitments).nodes.map(({ title }) => title);
  };
  expect((await titled('KEPT')).toSorted()).toEqual(KEPT.toSorted());
  expect(await titled('LATE')).toEqual(['迟到', '逾期']);
  expect(await titled('DISPUTED')).toEqual(['有争议']);
  expect(await titled('BREACHED')).toEqual(['违约']);
  expect(await titled('RELEASED')).toEqual(['解除一', '解除二']);
  expect(await titled('AWAITED')).toEqual([]);
  expect((await behind({})).commitments?.totalCount).toBe(14);
  expect((await behind({ state: ['NO_SHOW'] })).bookings?.totalCount).toBe(1);
  const states = (await behind({})).bookings?.nodes.map(({ state }) => state);
  expect(states?.toSorted()).toEqual(['COMPLETED', 'CONFIRMED', 'NO_SHOW']);

  // Of another time nothing is counted; nor what the receiver would have promised.
  const later = { from: '2026-12-02T00:00:00+08:00', to: '2027-01-01T00:00:00+08:00' };
  expect(lines(there(await reliabilityOf(mall, mall, later))).kept).toBe('0/0 - too few');
  expect(lines(there(await reliabilityOf(community, community, WITHIN))).kept).toBe('0/0 - too few');
});

test('what is taken back counts where it stood, and what is broken is mended by delivering and by nothing else', async () => {
  await using world = await createWorld();
  const red = await world.alliance('五色', 'street', 'mall', 'community');
  let where = await due(red, ['冲销', '重报', '补足', '放弃', '再解除'], DUE);
  const counting = await confirmed(world, where.mall, where.community, idOf(where, '冲销'), '2');
  const early = world.clock.now().toISOString();
  const first = await confirmed(world, where.mall, where.community, idOf(where, '重报'), '2');
  world.clock.set('2026-12-03T09:00:00+08:00');
  where = await again(world, where, red.uuid);
  const { mall, community } = where;
  const outcomes = async () => {
    const { agreement } = await community.ask(OutcomesOfDocument, { id: where.agreementId });
    return there(agreement).commitments.nodes.map(({ title, outcome }) => `${title} ${outcome ?? ''}`);
  };
  expect(await outcomes()).toEqual(['冲销 KEPT', '重报 KEPT', '补足 LATE', '放弃 LATE', '再解除 LATE']);
  for (const deliveryId of [counting, first]) {
    const { delivery } = await mall.do(ReverseDeliveryDocument, { deliveryId, reason: '误登记' });
    await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  }
  // Recorded anew, of the day on which it really was.
  const anew = { ...said(world, idOf(where, '重报'), '2'), occurredAt: early };
  const { delivery } = await mall.do(RecordInFullDocument, anew);
  expect((await outcomes()).slice(0, 2)).toEqual(['冲销 LATE', '重报 AWAITED']);
  await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  expect((await outcomes()).slice(0, 2)).toEqual(['冲销 LATE', '重报 KEPT']);

  const release = (title: string, amount: string | null) =>
    community.do(ReleaseCommitmentDocument, { commitmentId: idOf(where, title), amount, reason: '不再需要' });
  await release('再解除', '1');
  world.clock.pass({ hours: 1 });
  for (const title of ['补足', '放弃', '再解除']) {
    await community.do(DeclareBreachDocument, { commitmentId: idOf(where, title), reason: '未办' });
  }
  expect((await outcomes()).slice(2)).toEqual(['补足 BREACHED', '放弃 BREACHED', '再解除 BREACHED']);
  await confirmed(world, mall, community, idOf(where, '补足'), '2');
  await confirmed(world, mall, community, idOf(where, '放弃'), '1');
  await release('放弃', null);
  await confirmed(world, mall, community, idOf(where, '再解除'), '1');
  expect((await outcomes()).slice(2)).toEqual(['补足 LATE', '放弃 BREACHED', '再解除 LATE']);
});

test('an objection counts while it stands, and only to what the unit itself recorded', async () => {
  await using world = await createWorld();
  const red = await world.alliance('五色', 'street', 'mall', 'community');
  let where = await due(red, ['未决', '另记', '对方所记'], DUE);
  const { mall, community } = where;
  await disputed(world, mall, community, idOf(where, '未决'), '2');
  await disputed(world, mall, community, idOf(where, '另记'), '2');
  await confirmed(world, mall, community, idOf(where, '另记'), '1');
  await confirmed(world, mall, community, idOf(where, '另记'), '1');
  await disputed(world, community, mall, idOf(where, '对方所记'), '1');
  await confirmed(world, mall, community, idOf(where, '对方所记'), '2');
  world.clock.set('2026-12-03T09:00:00+08:00');
  where = await again(world, where, red.uuid);
  const { agreement } = await where.mall.ask(OutcomesOfDocument, { id: where.agreementId });
  expect(there(agreement).commitments.nodes.map(({ outcome }) => outcome)).toEqual(['DISPUTED', 'DISPUTED', 'KEPT']);
  const filter = { outcome: ['KEPT' as const] };
  const { agreement: kept } = await where.street.ask(OutcomesOfDocument, { id: where.agreementId, filter });
  expect(there(kept).commitments.nodes.map(({ title }) => title)).toEqual(['对方所记']);
});

test('a receiver is measured by how soon it answers, and by what it lets count by silence', async () => {
  await using world = await createWorld();
  const red = await world.alliance('五色', 'street', 'mall', 'community');
  const titles = ['一天', '两天', '四天', '五天', '不答', '刚报'];
  let where = await due(red, titles, DUE, 7);
  const ids = new Map<string, string>();
  for (const title of titles.slice(0, 5)) {
    ids.set(title, await delivered(world, where.mall, idOf(where, title), '2'));
  }
  const pass = async (days: number): Promise<void> => {
    world.clock.pass({ days });
    where = await again(world, where, red.uuid);
  };
  const confirm = (title: string) => where.community.do(ConfirmDeliveryDocument, { deliveryId: there(ids.get(title)) });
  await pass(1);
  await confirm('一天');
  await pass(1);
  await confirm('两天');
  await pass(2);
  await confirm('四天');
  await pass(1);
  await confirm('五天');
  await pass(6);
  await delivered(world, where.mall, idOf(where, '刚报'), '2');
  const answers = there(await reliabilityOf(where.community, where.community, WITHIN)).answers;
  // In the middle of one, two, four and five days; what was just recorded waits still.
  expect(answers).toMatchObject({ answered: 4, medianDays: '3.00', tooFewToTell: true });
  expect(line(answers.bySilence)).toBe('1/5 0.2000');
  // To the coordinator it is too few of the one, and enough of the other.
  const told = there(await reliabilityOf(where.street, where.community, WITHIN)).answers;
  expect(told).toMatchObject({ answered: null, medianDays: null, tooFewToTell: true });
  expect(line(told.bySilence)).toBe('1/5 0.2000');
  // Silence confirms what was delivered in time.
  expect(lines(there(await reliabilityOf(where.mall, where.mall, WITHIN))).kept).toBe('5/6 0.8333');
});

test('what is counted is said in words, in the language of who asks', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const basisOf = async (language: string) => {
    const { unit } = await mall
      .wearing({ 'accept-language': language })
      .ask(ReliabilityBasisDocument, { id: mall.unitId });
    return there(there(unit).reliability).basis;
  };
  expect(await basisOf('en')).toMatch(/^Commitments of agreements in force that came due/);
  expect(await basisOf('zh-CN')).toMatch(/^统计期内到期且协议已生效的承诺/);
});
