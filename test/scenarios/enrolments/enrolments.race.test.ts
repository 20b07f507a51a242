/** At once: as many as there are places are offered one, the others wait without a gap, and nothing is given twice. */
import { expect, test } from '@jest/globals';
import { settleEnrolments } from '../../../src/modules/exchange/index.ts';
import { withOwner } from '../../../src/data/open.ts';
import {
  ConfirmPlaceDocument,
  DeclinePlaceDocument,
  DrawEnrolmentDocument,
  LeaveEnrolmentDocument,
  OpenEnrolmentDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import {
  applicationNow,
  apply,
  child,
  drawnOne,
  enrolmentNow,
  many,
  nursery,
  opened,
  standing,
  turnsOf,
} from './enrolment-steps.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

test('of 40 who apply at once for 10 places exactly 10 are offered one, and 30 wait with ranks 1 to 30', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { id } = await opened(where, { places: 10 });
  const answers = await Promise.all(upTo(40).map((i) => apply(where.community, id, child(i))));
  expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  const turns = await turnsOf(where.street, id);
  expect(turns.map(({ turn }) => turn)).toEqual(upTo(40).map((i) => i + 1));
  expect(turns.slice(0, 10).every(({ state }) => state === 'OFFERED')).toBe(true);
  expect(turns.slice(10).map(({ waitingRank }) => waitingRank)).toEqual(upTo(30).map((i) => i + 1));
});

test('one child who is applied for eight times at once has one application', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { id } = await opened(where, { places: 10 });
  const answers = await Promise.all(upTo(8).map(() => apply(where.community, id, child(1))));
  expect(answers.filter(({ enrolmentApplication }) => enrolmentApplication !== null)).toHaveLength(1);
  expect(new Set(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
    new Set(['ALREADY_DONE']),
  );
});

test('of ten answers to one place one is taken, and of ten declined at once ten are offered on', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { community, street } = where;
  const { id } = await opened(where, { places: 10 });
  const made = await many(community, id, 22);
  const first = await standing(community, there(made[0]).id);
  const answers = await Promise.all(
    upTo(10).map((i) =>
      i % 2 === 0 ? community.act(ConfirmPlaceDocument, first) : community.act(DeclinePlaceDocument, first),
    ),
  );
  expect(answers.filter(({ enrolmentApplication }) => enrolmentApplication !== null)).toHaveLength(1);
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(codes).toHaveLength(9);
  expect(['ALREADY_DONE', 'WRONG_STATE']).toEqual(expect.arrayContaining([...new Set(codes)]));

  const offered = (await turnsOf(street, id)).filter(({ state }) => state === 'OFFERED').map(({ number }) => number);
  const before = made.filter(({ number }) => offered.includes(number));
  const steps = await Promise.all(before.map((one) => standing(community, one.id)));
  await Promise.all(steps.map((step) => community.do(DeclinePlaceDocument, step)));
  const after = await turnsOf(street, id);
  const held = after.filter(({ state }) => state === 'OFFERED' || state === 'ENROLLED');
  expect(held).toHaveLength(10);
  const waits = after.filter(({ state }) => state === 'WAITING').map(({ turn }) => turn ?? 0);
  expect(Math.max(...held.map(({ turn }) => turn ?? 0))).toBeLessThan(Math.min(...waits, 1000));
});

test('of five who draw at once one does', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { id } = await drawnOne(where, { places: 2 });
  await many(where.community, id, 5);
  world.clock.pass({ days: 11 });
  const answers = await Promise.all(
    upTo(5).map((i) =>
      where.nursery.act(DrawEnrolmentDocument, { enrolmentId: id, expectedVersion: 1, publicValue: String(i) }),
    ),
  );
  expect(answers.filter(({ enrolment }) => enrolment !== null)).toHaveLength(1);
  expect(new Set(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
    new Set(['ALREADY_DONE']),
  );
  expect((await enrolmentNow(where.street, id)).counts).toMatchObject({ offered: 2, waiting: 3 });
});

test('who leaves, who lapses and who confirms at the last instant: each place is had once, in turn', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { community, street } = where;
  const { id } = await opened(where, { places: 2, hoursToConfirm: 1, until: world.clock.day(30, '17:00') });
  const [first, second, third, fourth] = (await many(community, id, 4)).map((one) => one.id);
  await community.do(ConfirmPlaceDocument, await standing(community, there(first)));
  const [leave, confirm] = [await standing(community, there(first)), await standing(community, there(second))];
  world.clock.pass({ hours: 1 });
  const [left, late] = await Promise.all([
    community.act(LeaveEnrolmentDocument, leave),
    community.act(ConfirmPlaceDocument, confirm),
    ...upTo(4).map(() => withOwner(world.database, (client) => settleEnrolments(client, world.clock.now()))),
  ]);
  expect(left.userErrors).toEqual([]);
  expect(late.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  expect(await applicationNow(community, there(second))).toMatchObject({ state: 'LAPSED' });
  for (const next of [third, fourth]) {
    expect(await applicationNow(community, there(next))).toMatchObject({ state: 'OFFERED' });
  }
  expect((await enrolmentNow(street, id)).counts).toMatchObject({
    offered: 2,
    lapsed: 1,
    left: 1,
    free: 0,
    waiting: 0,
  });
});

test('what is left of an offer is enrolled for once', async () => {
  await using world = await createWorld();
  const where = await nursery(world, 25);
  const input = {
    ...{ offerId: where.offerId, places: 10, method: 'FIRST_COME' as const, hoursToConfirm: 24 },
    until: world.clock.day(5, '17:00'),
  };
  const answers = await Promise.all(upTo(6).map(() => where.nursery.act(OpenEnrolmentDocument, input)));
  expect(answers.filter(({ enrolment }) => enrolment !== null)).toHaveLength(2);
  expect(new Set(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
    new Set(['NOT_ENOUGH_LEFT']),
  );
});
