/** Seats and bodies while others act on them. */
import { expect, test } from '@jest/globals';
import {
  AppointToBodyDocument,
  DisbandBodyDocument,
  LeaveAllianceDocument,
  ReviseBodyDocument,
  SuspendMembershipDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { established, toSeat } from './body-steps.ts';
import { membershipOf } from '../story.ts';

const HELD = 'select from directory.seat where ended_at is null';

test('a member leaves, or is suspended, while it is given a seat: it sits nowhere afterwards', async () => {
  await using world = await createWorld();
  for (const round of [1, 2, 3, 4]) {
    const { street, mall, id } = await world.alliance(`联盟${round}`, 'street', 'mall');
    const { id: bodyId } = await established(street, id, '联席会议');
    const { id: membershipId, version: expectedVersion } = await membershipOf(mall, id);
    const ending = { membershipId, expectedVersion, reason: '走' };
    const [ended] = await Promise.all([
      round % 2 === 0 ? mall.act(LeaveAllianceDocument, ending) : street.act(SuspendMembershipDocument, ending),
      street.act(AppointToBodyDocument, toSeat(bodyId, mall.unitId)),
    ]);
    expect(ended.userErrors).toEqual([]);
    expect(await world.sql(HELD)).toHaveLength(0);
  }
});

test('of the same seat given twice at once there is one; in a body that is disbanded meanwhile there is none', async () => {
  await using world = await createWorld();
  const { street, mall, id } = await world.alliance('五色', 'street', 'mall');
  const { id: bodyId } = await established(street, id, '联席会议');
  const giving = () => street.act(AppointToBodyDocument, toSeat(bodyId, mall.unitId));
  const codes = (await Promise.all([giving(), giving(), giving()])).flatMap(({ userErrors }) =>
    userErrors.map(({ code }) => code),
  );
  expect(codes).toEqual(['ALREADY_DONE', 'ALREADY_DONE']);
  const other = toSeat(bodyId, mall.unitId, { title: '主任' });
  const [disbanded] = await Promise.all([
    street.act(DisbandBodyDocument, { bodyId, expectedVersion: 1, reason: '并入' }),
    street.act(AppointToBodyDocument, other),
  ]);
  expect(disbanded.userErrors).toEqual([]);
  expect(await world.sql(HELD)).toHaveLength(0);
});

test('two bodies are put under each other at once: one of them is, also across alliances', async () => {
  await using world = await createWorld();
  for (const round of [1, 2, 3]) {
    const one = await world.alliance(`甲${round}`, 'street', 'mall');
    const other = round === 1 ? one : await world.alliance(`乙${round}`, 'street', 'mall');
    const [a, b] = [await established(one.street, one.id, '甲'), await established(other.street, other.id, '乙')];
    if (round > 1) {
      // Either street sits in the body of the other.
      for (const [alliance, guest, { id }] of [
        [one, other, a],
        [other, one, b],
      ] as const) {
        const unit = guest.street.unit;
        if (unit !== null) await world.people.join(unit, alliance.uuid);
        await alliance.street.do(AppointToBodyDocument, toSeat(id, guest.street.unitId));
      }
    }
    const under = { expectedVersion: 1, kind: 'body.joint-conference' };
    const answers = await Promise.all([
      one.street.act(ReviseBodyDocument, { ...under, bodyId: a.id, name: '甲', parentId: b.id }),
      other.street.act(ReviseBodyDocument, { ...under, bodyId: b.id, name: '乙', parentId: a.id }),
    ]);
    const refused = answers.flatMap(({ userErrors }) => userErrors.map(({ code, path }) => [code, path.join('.')]));
    expect(refused).toEqual([['INVALID_INPUT', 'input.parentId']]);
  }
});
