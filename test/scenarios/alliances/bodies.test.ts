/**
 * Mechanisms that are governing bodies of alliances: 2 街道大工委、社区大党委, 19 CBD共富街区, 24 上级联席会议, 45 商圈综合党委,
 * 47 功能组.
 */
import { describe, expect, test } from '@jest/globals';
import {
  AppointToBodyDocument,
  BodiesOfDocument,
  DisbandBodyDocument,
  DissolveAllianceDocument,
  EndSeatDocument,
  EstablishBodyDocument,
  LeaveAllianceDocument,
  RemoveMemberDocument,
  RequiredRolesOfDocument,
  ReviseBodyDocument,
  SeatsOfDocument,
  SetRequiredRolesDocument,
  SuspendMembershipDocument,
} from '../../generated/operations.ts';
import type { UnitKind } from '../../../src/modules/directory/index.ts';
import type { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { bodyAsOf, established, seated, seatedOn, toEstablish, toSeat } from './body-steps.ts';
import { pairs, related, someUnit } from '../people/relation-steps.ts';
import { membershipOf, need, there } from '../story.ts';

/** A unit of that kind that is a member. */
async function member(
  world: World,
  { uuid }: Pick<AllianceOfTest<never>, 'uuid'>,
  name: string,
  kind: UnitKind,
): Promise<Actor> {
  const actor = await someUnit(world, name, kind);
  await world.people.join(there(actor.unit), uuid);
  return actor;
}

test('row 2: a standing committee of the street since 2021, one of a community under it, part-time members for a term', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('浒山街道', 'street', 'yubo', 'power', 'hospital');
  const { street, yubo, power, hospital, id } = alliance;
  const input = toEstablish(id, '街道大工委');
  expect(await yubo.refused(EstablishBodyDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
  const above = await established(street, id, '街道大工委');
  expect(above).toMatchObject({
    kind: { code: 'body.joint-conference' },
    state: 'STANDING',
    establishedOn: '2021-06-01',
  });
  const below = await established(street, id, '玉波社区大党委', { parentId: above.id, establishedOn: '2021-09-01' });
  expect(below).toMatchObject({ parent: { name: '街道大工委' } });
  const term = { since: '2021-06-01', until: '2024-06-01' };
  await seated(street, above.id, power.unitId, term);
  await seated(street, above.id, power.unitId, { since: '2024-06-01' });
  await seated(street, above.id, hospital.unitId, { ...term, postTitle: '党委委员' });
  await seated(street, below.id, hospital.unitId, { since: '2026-12-01' });
  expect(await seatedOn(yubo, above.id, '2021-05-31')).toEqual([]);
  expect(await seatedOn(yubo, above.id, '2022-01-01')).toEqual(['power', 'hospital']);
  expect(await seatedOn(yubo, above.id, '2024-05-31')).toEqual(['power', 'hospital']);
  expect(await seatedOn(yubo, above.id, '2024-06-01')).toEqual(['power']);
  const { unit } = await yubo.ask(SeatsOfDocument, { id: hospital.unitId });
  expect(there(unit).seats.nodes).toMatchObject([
    { state: 'ENDED', postTitle: '党委委员', body: { name: '街道大工委' }, endedAt: null },
    { state: 'UPCOMING', postTitle: '党支部书记', body: { name: '玉波社区大党委' }, until: null },
  ]);
  const refused = (more: Parameters<typeof toSeat>[2]) =>
    street.refused(AppointToBodyDocument, toSeat(above.id, power.unitId, more));
  expect(await refused({ since: '2023-01-01' })).toMatchObject({ code: 'ALREADY_DONE' });
  expect(await refused({ since: '2020-01-01', until: '2020-01-01' })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await refused({ unitId: (await someUnit(world, 'stranger')).unitId })).toMatchObject({ code: 'NOT_A_MEMBER' });
});

test('row 45: 16 branches sit in the joint committee of a business circle, and each stays in its own reporting line', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('天一商圈', 'street', 'mall');
  const { street, mall, id } = alliance;
  const committee = await established(street, id, '天一商圈综合党委');
  const superior = await someUnit(world, 'superior', 'PARTY_ORGANISATION');
  const branches: Actor[] = [];
  for (let i = 1; i <= 16; i += 1) {
    const branch = await member(world, alliance, `branch-${i}`, 'PARTY_ORGANISATION');
    await related('subordination', branch, superior);
    await seated(street, committee.id, branch.unitId, { title: '委员' });
    branches.push(branch);
  }
  expect(await bodyAsOf(mall, committee.id, '2026-11-21')).toMatchObject({ seats: { totalCount: 16 } });
  const line = { type: 'subordination', objectUnitId: superior.unitId };
  expect(await pairs(mall, line)).toHaveLength(16);
  // The committee ends, and nobody reports to anybody else for it.
  await street.do(DisbandBodyDocument, { bodyId: committee.id, expectedVersion: 1, reason: '并入区域联合党委' });
  expect(await seatedOn(mall, committee.id, '2026-11-20')).toHaveLength(16);
  expect(await seatedOn(mall, committee.id, '2026-11-21')).toEqual([]);
  expect(await pairs(mall, line)).toHaveLength(16);
});

test('row 47: 4 functional groups across units, under the joint committee', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('天一商圈', 'street', 'mall', 'hospital', 'school');
  const { street, mall, hospital, school, id } = alliance;
  const { id: parentId } = await established(street, id, '天一商圈综合党委');
  for (const [name, units] of [
    ['公益组', [mall, hospital]],
    ['文娱组', [school, mall]],
    ['应急组', [hospital, mall]],
    ['和谐组', [street, school]],
  ] as const) {
    const group = await established(street, id, name, { parentId, kind: 'body.group' });
    for (const unit of units) await seated(street, group.id, unit.unitId, { title: '成员单位' });
  }
  const ofKind = await mall.ask(BodiesOfDocument, { id, filter: { kind: ['body.group'], state: ['STANDING'] } });
  expect(there(ofKind.alliance).bodies.nodes.map(({ name }) => name)).toEqual(['公益组', '文娱组', '应急组', '和谐组']);
  const { unit } = await mall.ask(SeatsOfDocument, { id: mall.unitId, day: '2026-11-21' });
  expect(there(unit).seats.nodes.map(({ body }) => body?.name)).toEqual(['公益组', '文娱组', '应急组']);
  expect(await bodyAsOf(mall, parentId)).toMatchObject({ rollUp: { bodies: 4, alliances: 1, units: 4, seats: 8 } });
});

test('row 19: an alliance of 3 communities, 3 malls and 16 branches of theirs, which says that all are there', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('CBD共富街区', 'street');
  const { street, id } = alliance;
  const kinds = [
    ['中心社区', 'COMMUNITY', 3],
    ['商场', 'MALL', 3],
    ['基层党支部', 'PARTY_ORGANISATION', 16],
  ] as const;
  await world.sql("update directory.unit set kind = 'GOVERNMENT' where id = $1", [street.unit]);
  const roles = kinds.map(([name, kind, minimum]) => ({ name, unitKinds: [kind], minimum }));
  await street.do(SetRequiredRolesDocument, { allianceId: id, expectedVersion: 1, roles });
  const council = await established(street, id, '街区党建联席会议', { kind: 'body.joint-conference' });
  for (const [name, kind, count] of kinds) {
    for (let i = 1; i <= count; i += 1) {
      const unit = await member(world, alliance, `${name}${i}`, kind);
      if (kind !== 'PARTY_ORGANISATION') await seated(street, council.id, unit.unitId);
    }
  }
  const told = there((await street.ask(RequiredRolesOfDocument, { id })).alliance).requiredRoles;
  expect(told.map(({ present, missing }) => [present, missing])).toEqual([
    [3, 0],
    [3, 0],
    [16, 0],
  ]);
  expect(await bodyAsOf(street, council.id, '2026-11-21')).toMatchObject({ seats: { totalCount: 6 } });
});

describe('row 24: a conference of the district, above the bodies of two streets', () => {
  test('is above them once their street sits in it, and sees roll-ups of them and nothing that is theirs', async () => {
    await using world = await createWorld();
    const district = await world.alliance('区党建联席', 'district', 'bureau');
    const one = await world.alliance('甲街道联盟', 'street', 'mall', 'community');
    const other = await world.alliance('乙街道联盟', 'street', 'mall');
    const above = await established(district.district, district.id, '区党建工作联席会议');
    const lower = await established(one.street, one.id, '甲街道大工委');
    await seated(one.street, lower.id, one.mall.unitId);
    const placing = { bodyId: lower.id, expectedVersion: 1, kind: 'body.joint-conference', name: '甲街道大工委' };
    const under = { ...placing, parentId: above.id };
    expect(await one.street.refused(ReviseBodyDocument, under)).toMatchObject({ code: 'INVALID_INPUT' });
    for (const { street } of [one, other]) {
      await world.people.join(there(street.unit), district.uuid);
      await seated(district.district, above.id, street.unitId);
    }
    const { body } = await one.street.do(ReviseBodyDocument, under);
    expect(body).toMatchObject({ parent: { name: '区党建工作联席会议' }, version: 2 });
    const second = await established(other.street, other.id, '乙街道大工委', { parentId: above.id });
    await seated(other.street, second.id, other.mall.unitId);
    await established(other.street, other.id, '乙街道功能组', { parentId: second.id, kind: 'body.group' });
    expect(await bodyAsOf(district.bureau, above.id)).toMatchObject({
      rollUp: { bodies: 3, alliances: 2, units: 5, seats: 2 },
    });
    // What is shown to an alliance below is not there for who coordinates the one above.
    const needId = await need(one.community);
    expect((await district.district.try('query ($id: ID!) { node(id: $id) { id } }', { id: needId })).data).toEqual({
      node: null,
    });
    // It goes its own way again.
    const back = await one.street.do(ReviseBodyDocument, { ...placing, expectedVersion: 2 });
    expect(back.body).toMatchObject({ parent: null });
    expect((await bodyAsOf(district.bureau, above.id)).rollUp).toMatchObject({ bodies: 2, alliances: 1 });
  });

  test('a body lies neither under itself nor under one below it', async () => {
    await using world = await createWorld();
    const { street, id } = await world.alliance('五色', 'street', 'mall');
    const top = await established(street, id, '甲');
    const middle = await established(street, id, '乙', { parentId: top.id });
    const low = await established(street, id, '丙', { parentId: middle.id });
    for (const parentId of [top.id, low.id]) {
      const input = { bodyId: top.id, expectedVersion: 1, kind: 'body.joint-conference', name: '甲', parentId };
      expect(await street.refused(ReviseBodyDocument, input)).toMatchObject({
        code: 'INVALID_INPUT',
        path: ['input', 'parentId'],
      });
    }
  });
});

test('a seat ends with a reason, with the membership of its unit in whatever way, and with its body', async () => {
  await using world = await createWorld();
  const members = ['a', 'b', 'c', 'd', 'e'] as const;
  const { street, a, b, c, d, e, id: allianceId } = await world.alliance('五色', 'street', ...members);
  const body = await established(street, allianceId, '联席会议');
  const [first] = [await seated(street, body.id, a.unitId), await seated(street, body.id, b.unitId)];
  await seated(street, body.id, c.unitId);
  await seated(street, body.id, e.unitId);
  const later = await seated(street, body.id, d.unitId, { since: '2027-01-01' });
  const ending = { seatId: first.id, expectedVersion: 1, reason: '换届' };
  expect(await a.refused(EndSeatDocument, ending)).toMatchObject({ code: 'FORBIDDEN' });
  expect((await street.do(EndSeatDocument, ending)).seat).toMatchObject({
    state: 'ENDED',
    until: '2026-11-21',
    endedAt: '2026-11-21T09:00:00+08:00',
    reason: '换届',
  });
  expect(await street.refused(EndSeatDocument, { ...ending, expectedVersion: 2 })).toMatchObject({
    code: 'ALREADY_DONE',
  });
  const of = async (who: Actor) => {
    const { id: membershipId, version: expectedVersion } = await membershipOf(who, allianceId);
    return { membershipId, expectedVersion, reason: '内情' };
  };
  await street.do(SuspendMembershipDocument, await of(b));
  await street.do(RemoveMemberDocument, await of(c));
  await e.do(LeaveAllianceDocument, await of(e));
  const seats = async () => (await bodyAsOf(a, body.id)).seats.nodes;
  // Whether it is suspended or gone is for those concerned: everybody reads the same.
  expect((await seats()).map(({ state, reason }) => [state, reason])).toEqual([
    ['ENDED', '换届'],
    ['ENDED', '成员资格不再有效'],
    ['ENDED', '成员资格不再有效'],
    ['ENDED', '成员资格不再有效'],
    ['UPCOMING', null],
  ]);
  const name = { bodyId: body.id, expectedVersion: 1, reason: '并入' };
  expect((await street.do(DisbandBodyDocument, name)).body).toMatchObject({
    state: 'DISBANDED',
    disbandedOn: '2026-11-21',
    reason: '并入',
  });
  // It was never held.
  expect((await seats()).at(-1)).toMatchObject({
    id: later.id,
    state: 'ENDED',
    since: '2027-01-01',
    until: '2027-01-01',
  });
  expect(await street.refused(DisbandBodyDocument, { ...name, expectedVersion: 2 })).toMatchObject({
    code: 'ALREADY_DONE',
  });
  expect(await street.refused(AppointToBodyDocument, toSeat(body.id, a.unitId))).toMatchObject({ code: 'WRONG_STATE' });
  // Its name is free for another.
  await established(street, allianceId, '联席会议');
  expect(await street.refused(EstablishBodyDocument, toEstablish(allianceId, '联席会议'))).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'name'],
  });
});

test('bodies end with their alliance, and the days on which they stood are found years after', async () => {
  await using world = await createWorld();
  const { street, mall, id: allianceId } = await world.alliance('五色', 'street', 'mall');
  await world.people.administrator(there(street.unit), there(street.person));
  const body = await established(street, allianceId, '联席会议', { establishedOn: '2022-01-01' });
  await seated(street, body.id, mall.unitId);
  const input = toEstablish(allianceId, '功能组', { kind: 'space.hall' });
  expect(await street.refused(EstablishBodyDocument, input)).toMatchObject({ path: ['input', 'kind'] });
  expect(
    await street.refused(EstablishBodyDocument, toEstablish(allianceId, '明天', { establishedOn: '2026-11-22' })),
  ).toMatchObject({ path: ['input', 'establishedOn'] });
  await street.do(DissolveAllianceDocument, { allianceId, expectedVersion: 1, reason: '完成' });
  const stood = async (standingOn: string) =>
    there((await mall.withoutHat().ask(BodiesOfDocument, { id: allianceId, filter: { standingOn } })).alliance).bodies
      .totalCount;
  expect([await stood('2021-12-31'), await stood('2022-01-01'), await stood('2026-11-20')]).toEqual([0, 1, 1]);
  expect(await stood('2026-11-21')).toBe(0);
  expect(await seatedOn(mall.withoutHat(), body.id, '2026-11-20')).toEqual(['mall']);
  expect(await seatedOn(mall.withoutHat(), body.id, '2026-11-21')).toEqual([]);
});
