/** Row 36: a nursery run by a third party (星邻家托育园), children of 0–3, near a hundred places. */
import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { settleEnrolments } from '../../../src/modules/exchange/index.ts';
import { withOwner } from '../../../src/data/open.ts';
import {
  ApplicationsOfDocument,
  ChangeEnrolmentPlacesDocument,
  ConfirmPlaceDocument,
  DeclinePlaceDocument,
  DrawEnrolmentDocument,
  EndEnrolmentDocument,
  LeaveEnrolmentDocument,
} from '../../generated/operations.ts';
import { identityNumberOf } from '../benefits/benefit-steps.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import {
  applicationNow,
  applied,
  apply,
  child,
  drawnOne,
  enrolmentNow,
  leftOf,
  many,
  NUMBERS_DRAWN,
  nursery,
  opened,
  recomputed,
  SOURCE,
  standing,
  TODDLERS,
  turnsOf,
  kindsFor,
} from './enrolment-steps.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('row 36: of 120 children 100 are drawn a place, 20 wait, and everybody can draw the lots again', async () => {
  await using world = await createWorld();
  const where = await nursery(world, 100);
  const { nursery: own, community, street, offerId } = where;
  const { id, commitment, ...told } = await drawnOne(where, { places: 100, condition: TODDLERS, ageOn: '2027-09-01' });
  expect(told).toMatchObject({ publicSource: SOURCE, draw: null, state: 'OPEN', counts: { applied: 0, free: 100 } });
  expect(await leftOf(street, offerId)).toBe('0');

  // Three years full on 1 September 2027 is one day too old; a day younger is not.
  const tooOld = await apply(community, id, child(0, { identityNumber: identityNumberOf('2024-09-01') }));
  expect(tooOld.userErrors).toMatchObject([{ code: 'NOT_ELIGIBLE', message: expect.stringContaining('below 3') }]);
  const youngest = await applied(community, id, child(0, { identityNumber: identityNumberOf('2024-09-02') }));
  expect(youngest).toMatchObject({ state: 'APPLIED', turn: null, applicant: { age: 2 } });
  await many(community, id, 119);
  expect((await enrolmentNow(street, id)).counts).toMatchObject({ applied: 120, offered: 0, waiting: 0, free: 100 });

  const draw = { enrolmentId: id, expectedVersion: 1, publicValue: NUMBERS_DRAWN };
  expect(await own.refused(DrawEnrolmentDocument, draw)).toMatchObject({ code: 'WRONG_STATE' });
  expect(await kindsFor(community)).not.toContain('ENROLMENT_PLACE');
  world.clock.pass({ days: 10, hours: 9 });
  expect(await kindsFor(own)).toContain('ENROLMENT_DRAW');
  const closed = await apply(community, id, child(500));
  expect(closed.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);

  const after = there((await own.do(DrawEnrolmentDocument, draw)).enrolment);
  expect(after).toMatchObject({ state: 'DRAWN', counts: { applied: 120, offered: 100, waiting: 20, free: 0 } });
  expect(await own.refused(DrawEnrolmentDocument, draw)).toMatchObject({ code: 'ALREADY_DONE' });

  // From the public answer alone, of somebody who has no part in it.
  const { draw: lots } = await enrolmentNow(street, id);
  const turns = await turnsOf(street, id);
  const { secret, publicValue, seed, listDigest } = there(lots);
  const numbers = turns.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(120);
  expect(sha256(secret)).toBe(commitment);
  expect(publicValue).toBe(NUMBERS_DRAWN);
  expect(sha256([...numbers].sort().join('\n'))).toBe(listDigest);
  expect(sha256(`${secret}\n${publicValue}\n${listDigest}`)).toBe(seed);
  const again = [...numbers].sort((a, b) => (sha256(`${seed}\n${a}`) < sha256(`${seed}\n${b}`) ? -1 : 1));
  expect(turns.map(({ turn }) => turn)).toEqual(numbers.map((_, i) => i + 1));
  expect(numbers).toEqual(again);
  expect(turns.slice(100).map(({ waitingRank }) => waitingRank)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(recomputed({ commitment, draw: lots, turns: { nodes: turns } })).toBe('一致');
  const swapped = turns.map(({ turn, ...rest }) => ({ ...rest, turn: turn === 1 ? 2 : turn === 2 ? 1 : turn }));
  expect(recomputed({ commitment, draw: lots, turns: { nodes: swapped } })).toBe('不一致');

  // Who does not want the place makes room for who is next, and for nobody else.
  const [first, second] = turns;
  const ids = await numbered(community, [there(first).number, there(second).number]);
  await community.do(DeclinePlaceDocument, await standing(community, there(ids[0])));
  await community.do(ConfirmPlaceDocument, await standing(community, there(ids[1])));
  const moved = await turnsOf(street, id);
  expect(moved[0]).toMatchObject({ state: 'DECLINED', waitingRank: null });
  expect(moved[1]).toMatchObject({ state: 'ENROLLED' });
  expect(moved[100]).toMatchObject({ state: 'OFFERED', waitingRank: null });
  expect(moved[101]).toMatchObject({ state: 'WAITING', waitingRank: 1 });
  await own.do(LeaveEnrolmentDocument, await standing(own, there(ids[1])));
  expect((await turnsOf(street, id))[101]).toMatchObject({ state: 'OFFERED' });
  expect((await enrolmentNow(own, id)).counts).toMatchObject({ offered: 100, enrolled: 0, waiting: 18, left: 1 });
});

async function numbered(who: Actor, numbers: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const number of numbers) {
    const { enrolmentApplications } = await who.ask(ApplicationsOfDocument, { filter: { number } });
    found.push(there(there(enrolmentApplications).nodes[0]).id);
  }
  return found;
}

test('where no more apply than there are places, everybody is drawn one, and that is on record as well', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { id } = await drawnOne(where, { places: 10 });
  await many(where.community, id, 3);
  world.clock.pass({ days: 11 });
  await where.nursery.do(DrawEnrolmentDocument, { enrolmentId: id, expectedVersion: 1, publicValue: '1' });
  const now = await enrolmentNow(where.street, id);
  expect(now).toMatchObject({ counts: { offered: 3, waiting: 0, free: 7 }, draw: { applicants: 3, publicValue: '1' } });
});

test('a place that nobody confirms lapses to the second, and is offered to who is next', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { community, street } = where;
  const { id } = await opened(where, { places: 1, hoursToConfirm: 48, until: world.clock.day(30, '17:00') });
  const [first, second, third] = await many(community, id, 3);
  expect(first).toMatchObject({ state: 'OFFERED', turn: 1, respondBy: '2026-11-23T09:00:00+08:00' });
  expect(second).toMatchObject({ state: 'WAITING', turn: 2, waitingRank: 1, respondBy: null });
  expect(third).toMatchObject({ state: 'WAITING', turn: 3, waitingRank: 2 });
  expect(await kindsFor(community)).toEqual(['ENROLMENT_PLACE']);

  world.clock.pass({ hours: 47, minutes: 59, seconds: 59 });
  expect(await applicationNow(community, there(first).id)).toMatchObject({ state: 'OFFERED', settledAt: null });
  world.clock.pass({ seconds: 1 });
  const lapsed = await applicationNow(community, there(first).id);
  expect(lapsed).toMatchObject({ state: 'LAPSED', settledAt: '2026-11-23T09:00:00+08:00' });
  expect((await enrolmentNow(street, id)).counts).toMatchObject({ lapsed: 1, waiting: 2, offered: 0 });
  const late = await community.refused(ConfirmPlaceDocument, { applicationId: there(first).id, expectedVersion: 1 });
  expect(late).toMatchObject({ code: 'WRONG_STATE' });
  await withOwner(world.database, (client) => settleEnrolments(client, world.clock.now()));
  const next = await applicationNow(community, there(second).id);
  expect(next).toMatchObject({ state: 'OFFERED', respondBy: '2026-11-25T09:00:00+08:00', waitingRank: null });
  expect(await applicationNow(community, there(third).id)).toMatchObject({ state: 'WAITING', waitingRank: 1 });

  // Whoever acts next does what the chore has not done yet.
  world.clock.pass({ hours: 48 });
  await applied(community, id, child(9));
  expect(await applicationNow(community, there(second).id)).toMatchObject({ state: 'LAPSED' });
  expect(await applicationNow(community, there(third).id)).toMatchObject({ state: 'OFFERED' });
});

test('places are never given twice: they are taken out of the offer, made more and fewer, and given back', async () => {
  await using world = await createWorld();
  const where = await nursery(world, 12);
  const { nursery: own, community, street, offerId } = where;
  const { id } = await opened(where, { places: 2 });
  expect(await leftOf(street, offerId)).toBe('10');
  await many(community, id, 4);
  const change = (places: number, expectedVersion: number) => ({ enrolmentId: id, places, expectedVersion });
  expect(await own.refused(ChangeEnrolmentPlacesDocument, change(13, 1))).toMatchObject({ code: 'NOT_ENOUGH_LEFT' });
  expect(await own.refused(ChangeEnrolmentPlacesDocument, change(1, 1))).toMatchObject({ code: 'NOT_ENOUGH_LEFT' });
  const more = there((await own.do(ChangeEnrolmentPlacesDocument, change(3, 1))).enrolment);
  expect(more).toMatchObject({ places: 3, counts: { offered: 3, waiting: 1, free: 0 } });
  expect(await leftOf(street, offerId)).toBe('9');
  await own.do(ChangeEnrolmentPlacesDocument, change(6, 2));
  const fewer = there((await own.do(ChangeEnrolmentPlacesDocument, change(4, 3))).enrolment);
  expect(fewer).toMatchObject({ places: 4, counts: { offered: 4, waiting: 0, free: 0 } });
  expect(await leftOf(street, offerId)).toBe('8');
  const end = { enrolmentId: id, expectedVersion: 4, reason: '本学年结束' };
  const ended = there((await own.do(EndEnrolmentDocument, end)).enrolment);
  expect(ended).toMatchObject({ state: 'ENDED', counts: { offered: 0, lapsed: 4, free: 4 } });
  expect(await leftOf(street, offerId)).toBe('12');
  expect(await own.refused(EndEnrolmentDocument, end)).toMatchObject({ code: 'ALREADY_DONE' });
  // Nothing is known of anybody any more.
  for (const table of ['enrolment_applicant', 'enrolment_mark', 'enrolment_secret']) {
    expect(await world.sql(`select from exchange.${table}`)).toEqual([]);
  }
});
