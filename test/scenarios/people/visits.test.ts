/** Visits to households: of a day that was, corrected for a week. */
import { expect, test } from '@jest/globals';
import { CorrectVisitDocument, RecordVisitDocument, WithdrawVisitDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { call, linked, lookedAfter, member, registered, visited, visitsOf } from './household-steps.ts';
import { again } from './person-steps.ts';

test('a visit is of a day that was, of the time of the link, and of what is in use; its author corrects it for a week', async () => {
  await using world = await createWorld();
  const { community, grid } = await lookedAfter(world);
  const one = await member(world, community, '甲');
  const link = await linked(community, one, (await registered(community, grid, '1号')).id);
  for (const [wrong, path] of [
    [{ day: '2026-11-22' }, 'day'],
    [{ day: '2026-11-20' }, 'day'],
    [{ purpose: 'visit.unknown' }, 'purpose'],
    [{ outcome: 'visit.greeting' }, 'outcome'],
  ] as const) {
    expect(await one.actor.refused(RecordVisitDocument, call(link, '2026-11-21', wrong))).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', path],
    });
  }
  expect(await community.refused(RecordVisitDocument, call(link, '2026-11-21'))).toMatchObject({ code: 'FORBIDDEN' });
  // In China it is tomorrow already.
  world.clock.set('2026-11-21T17:00:00Z');
  const visit = await visited(one.actor, link, '2026-11-22');
  expect(visit).toMatchObject({
    day: '2026-11-22',
    state: 'RECORDED',
    needsFollowUp: false,
    changedAt: null,
    history: [],
  });
  const { id: visitId } = visit;
  const said = {
    visitId,
    day: '2026-11-21',
    purpose: 'visit.policy',
    outcome: 'visit-outcome.spoken',
    needsFollowUp: true,
  };
  expect(await community.refused(CorrectVisitDocument, { ...said, expectedVersion: 1 })).toMatchObject({
    code: 'FORBIDDEN',
  });
  world.clock.pass({ days: 2 });
  const corrected = await one.actor.do(CorrectVisitDocument, { ...said, expectedVersion: 1 });
  expect(corrected.visit).toMatchObject({
    ...{ day: '2026-11-21', purpose: { code: 'visit.policy' }, needsFollowUp: true, version: 2 },
    history: [
      { number: 1, day: '2026-11-22', purpose: 'visit.greeting', outcome: 'visit-outcome.met', needsFollowUp: false },
    ],
  });
  expect(await one.actor.refused(CorrectVisitDocument, { ...said, expectedVersion: 1 })).toMatchObject({
    code: 'VERSION_CONFLICT',
  });
  expect((await visitsOf(await again(world, community), { linkId: link.id })).nodes).toMatchObject([
    { history: [{ number: 1 }] },
  ]);
  const second = await visited(one.actor, link, '2026-11-23');
  await one.actor.do(WithdrawVisitDocument, { visitId: second.id, expectedVersion: 1 });
  expect(
    await one.actor.refused(CorrectVisitDocument, { ...said, visitId: second.id, expectedVersion: 2 }),
  ).toMatchObject({ code: 'WRONG_STATE' });
  expect((await visitsOf(one.actor, { state: ['WITHDRAWN'] })).nodes).toMatchObject([{ id: second.id, version: 2 }]);
  world.clock.set('2026-11-28T17:00:00Z');
  const late = { visitId, expectedVersion: 2 };
  expect(await one.actor.refused(WithdrawVisitDocument, late)).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('seven days') as unknown,
  });
});
