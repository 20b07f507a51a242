/** What is drawn is the list of when applications closed, whoever withdraws afterwards; and who applied goes on seeing it. */
import { expect, test } from '@jest/globals';
import {
  ConfirmPlaceDocument,
  DrawEnrolmentDocument,
  WithdrawEnrolmentApplicationDocument,
  WithdrawGuardianConsentDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import {
  applicationNow,
  drawnOne,
  enrolmentNow,
  kindsFor,
  many,
  NUMBERS_DRAWN,
  nursery,
  opened,
  recomputed,
  standing,
  turnsOf,
} from './enrolment-steps.ts';

test('who withdraws after applications closed stays on the list that is drawn, and their place goes to the next', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { nursery: own, community, street } = where;
  const { id, commitment } = await drawnOne(where, { places: 6 });
  const applications = await many(community, id, 12);
  const [early, ...rest] = applications;
  // Before the last instant of applications it is as if nobody had applied; from then on it is not.
  world.clock.set('2026-12-01T16:59:59.999+08:00');
  await community.do(WithdrawEnrolmentApplicationDocument, await standing(community, there(early).id));
  world.clock.set('2026-12-01T17:00:00+08:00');
  const closed = (await turnsOf(street, id)).filter(({ state }) => state !== 'WITHDRAWN').map(({ number }) => number);
  expect(closed).toEqual(rest.map(({ number }) => number).sort());
  const gone = rest.slice(0, 5);
  for (const [i, { id: applicationId }] of gone.entries()) {
    const seen = await standing(community, applicationId);
    if (i === 0) await community.do(WithdrawGuardianConsentDocument, seen);
    else await community.do(WithdrawEnrolmentApplicationDocument, seen);
    // The child and the guardian are forgotten at once; what stays is a number.
    expect(await applicationNow(community, applicationId)).toMatchObject({ state: 'WITHDRAWN', applicant: null });
  }
  world.clock.pass({ days: 1 });
  expect(await kindsFor(own)).toContain('ENROLMENT_DRAW');
  await own.do(DrawEnrolmentDocument, { enrolmentId: id, expectedVersion: 1, publicValue: NUMBERS_DRAWN });

  const { draw, counts } = await enrolmentNow(street, id);
  const turns = await turnsOf(street, id);
  const drawn = turns.filter(({ turn }) => turn !== null);
  expect(drawn.map(({ number }) => number).sort()).toEqual(closed);
  expect(drawn.map(({ turn }) => turn)).toEqual(closed.map((_, i) => i + 1));
  expect(draw).toMatchObject({ applicants: 11, publicValue: NUMBERS_DRAWN });
  expect(recomputed({ commitment, draw, turns: { nodes: turns } })).toBe('一致');
  // Six of the six who want a place still have one, though some of them were drawn behind the sixth turn.
  expect(counts).toMatchObject({ applied: 12, offered: 6, waiting: 0, withdrawn: 6, free: 0 });
  const withdrawn = new Set(gone.map(({ number }) => number));
  for (const { number, state } of drawn) expect(state).toBe(withdrawn.has(number) ? 'WITHDRAWN' : 'OFFERED');
  expect(turns.at(-1)).toEqual({ number: there(early).number, turn: null, state: 'WITHDRAWN', waitingRank: null });
});

test('places on the waiting list have no gaps, whoever withdrew before the draw or after it', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { nursery: own, community, street } = where;
  const { id } = await drawnOne(where, { places: 2 });
  const applications = await many(community, id, 14);
  world.clock.pass({ days: 11 });
  for (const { id: applicationId } of applications.slice(0, 4)) {
    await community.do(WithdrawEnrolmentApplicationDocument, await standing(community, applicationId));
  }
  await own.do(DrawEnrolmentDocument, { enrolmentId: id, expectedVersion: 1, publicValue: NUMBERS_DRAWN });
  const ranks = async () => {
    const turns = await turnsOf(street, id);
    const waiting = turns.filter(({ state }) => state === 'WAITING');
    expect(waiting.map(({ waitingRank }) => waitingRank)).toEqual(waiting.map((_, i) => i + 1));
    return waiting;
  };
  const before = await ranks();
  expect(before).toHaveLength(8);
  const byNumber = new Map(applications.map((one) => [one.number, one.id]));
  for (const i of [1, 4, 5]) {
    const one = there(byNumber.get(there(before[i]).number));
    await community.do(WithdrawEnrolmentApplicationDocument, await standing(community, one));
  }
  expect(await ranks()).toHaveLength(5);
  // A place that is free is offered to the first of them.
  const [first] = (await turnsOf(street, id)).filter(({ state }) => state === 'OFFERED');
  const offered = there(byNumber.get(there(first).number));
  await community.do(WithdrawEnrolmentApplicationDocument, await standing(community, offered));
  expect((await ranks()).map(({ number }) => number)).not.toContain(there(before[0]).number);
});

test('of an offer that is withdrawn who applied goes on seeing the draw, and nobody else does', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { nursery: own, community, street, offerId } = where;
  const { id, commitment } = await drawnOne(where, { places: 2 });
  const other = await opened(where, { places: 1 });
  await many(community, id, 3);
  world.clock.pass({ days: 11 });
  await own.do(DrawEnrolmentDocument, { enrolmentId: id, expectedVersion: 1, publicValue: NUMBERS_DRAWN });
  const [first] = await turnsOf(community, id);
  await own.do(WithdrawOfferDocument, { offerId, expectedVersion: 1 });
  for (const who of [community, community.withoutHat()]) {
    const { draw } = await enrolmentNow(who, id);
    const turns = await turnsOf(who, id);
    expect(turns[0]).toEqual(first);
    expect(recomputed({ commitment, draw, turns: { nodes: turns } })).toBe('一致');
    // To what it did not apply it has no claim.
    await expect(enrolmentNow(who, other.id)).rejects.toThrow('nothing is there');
  }
  await expect(enrolmentNow(street, id)).rejects.toThrow('nothing is there');
  const wanted = there(there((await turnsOf(community, id)).find(({ state }) => state === 'OFFERED')).number);
  const [mine] = await world.sql<{ id: string }>('select id from exchange.enrolment_application where number = $1', [
    wanted,
  ]);
  const application = `application_${there(mine).id.replaceAll('-', '')}`;
  const confirmed = await community.do(ConfirmPlaceDocument, await standing(community, application));
  expect(confirmed.enrolmentApplication).toMatchObject({ state: 'ENROLLED' });
});
