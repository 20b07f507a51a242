/**
 * Row 84: 五位一体, an alliance that has to have 5 parties: units, the developer, the committee, the estate company and the
 * owners; row 8: the 3 kinds of bodies that an estate is to be covered by.
 */
import { expect, test } from '@jest/globals';
import {
  ChangeMembershipRoleDocument,
  LeaveAllianceDocument,
  RequiredRolesOfDocument,
  ResumeMembershipDocument,
  SetRequiredRolesDocument,
  SuspendMembershipDocument,
  type RequiredRoleInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { membershipOf, there } from '../story.ts';

const five: readonly RequiredRoleInput[] = [
  { name: '辖区单位', unitKinds: ['GOVERNMENT', 'PUBLIC_INSTITUTION', 'HOSPITAL', 'SCHOOL'], minimum: 1 },
  { name: '开发商', unitKinds: ['ENTERPRISE'], minimum: 1 },
  { name: '居委会', unitKinds: ['COMMUNITY', 'VILLAGE'], minimum: 1 },
  { name: '物业公司', unitKinds: ['PROPERTY_COMPANY'], minimum: 1 },
  { name: '业主力量', unitKinds: ['OWNERS_COMMITTEE'], minimum: 1 },
];

const lacks = async (who: Actor, id: string): Promise<string[]> =>
  there((await who.ask(RequiredRolesOfDocument, { id })).alliance)
    .requiredRoles.filter(({ missing }) => missing > 0)
    .map(({ name }) => name);

test('row 84: an alliance of 5 parties says which of them are there and which it lacks, as members come and go', async () => {
  await using world = await createWorld();
  const { people } = world;
  const { street, zijing, id: allianceId, uuid } = await world.alliance('邻聚力五位一体联盟', 'street', 'zijing');
  await world.sql("update directory.unit set kind = 'GOVERNMENT' where id = $1", [street.unit]);
  const input = { allianceId, expectedVersion: 1, roles: [...five] };
  expect(await zijing.refused(SetRequiredRolesDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
  const { alliance } = await street.do(SetRequiredRolesDocument, input);
  expect(there(alliance).requiredRoles.map(({ number, present, missing }) => [number, present, missing])).toEqual([
    [1, 1, 0],
    [2, 0, 1],
    [3, 1, 0],
    [4, 0, 1],
    [5, 0, 1],
  ]);
  for (const [name, kind] of [
    ['developer', 'ENTERPRISE'],
    ['estate', 'PROPERTY_COMPANY'],
  ] as const) {
    await people.join(await people.unit(name, kind), uuid);
  }
  expect(await lacks(zijing, allianceId)).toEqual(['业主力量']);
  const owners = await people.unit('紫荆花城业委会', 'OWNERS_COMMITTEE');
  await people.join(owners, uuid);
  expect(await lacks(zijing, allianceId)).toEqual([]);
  // Who is suspended or leaves is missing with the next request; nobody is kept because they are needed.
  const committee = await people.actor(await people.post(owners), owners, uuid);
  const held = await membershipOf(committee, allianceId);
  const of = { membershipId: held.id, expectedVersion: held.version };
  await street.do(SuspendMembershipDocument, { ...of, reason: '换届' });
  expect(await lacks(zijing, allianceId)).toEqual(['业主力量']);
  await street.do(ResumeMembershipDocument, { ...of, expectedVersion: held.version + 1 });
  expect(await lacks(zijing, allianceId)).toEqual([]);
  await committee.do(LeaveAllianceDocument, { ...of, expectedVersion: held.version + 2, reason: '换届' });
  expect(await lacks(zijing, allianceId)).toEqual(['业主力量']);
});

test('parties may be told by their role in the alliance, and by nothing but how many there are', async () => {
  await using world = await createWorld();
  const { street, mall, id: allianceId } = await world.alliance('五色', 'street', 'mall', 'community');
  const roles = [
    { name: '核心成员', roles: ['CORE' as const], minimum: 1 },
    { name: '成员', minimum: 4 },
  ];
  const set = (expectedVersion: number, more: readonly RequiredRoleInput[]) =>
    street.act(SetRequiredRolesDocument, { allianceId, expectedVersion, roles: [...more] });
  const told = (await set(1, roles)).alliance?.requiredRoles;
  expect(told).toMatchObject([
    { name: '核心成员', unitKinds: [], roles: ['CORE'], minimum: 1, present: 0, missing: 1 },
    { name: '成员', unitKinds: [], roles: [], minimum: 4, present: 3, missing: 1 },
  ]);
  const { id: membershipId, version: expectedVersion } = await membershipOf(mall, allianceId);
  await street.do(ChangeMembershipRoleDocument, { membershipId, expectedVersion, role: 'CORE' as const });
  expect(await lacks(mall, allianceId)).toEqual(['成员']);
  expect((await set(2, [...roles, ...roles])).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  expect((await set(1, roles)).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  // In the place of those before; what was demanded then stays in the record.
  expect((await set(2, [])).alliance).toMatchObject({ requiredRoles: [], version: 3 });
  const revisions = await world.sql('select distinct revision from directory.required_role');
  expect(revisions).toEqual([{ revision: 1 }]);
  const [one, other] = await Promise.all([set(3, roles), set(3, five)]);
  expect([...one.userErrors, ...other.userErrors]).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  const { alliance } = await mall.ask(RequiredRolesOfDocument, { id: allianceId });
  expect([roles.length, five.length]).toContain(alliance?.requiredRoles.length);
});

test('row 8: estates are covered by 3 kinds of bodies, and each says which of them it lacks', async () => {
  await using world = await createWorld();
  const { people } = world;
  const bodies = ['PARTY_ORGANISATION', 'OWNERS_COMMITTEE', 'PROPERTY_COMPANY'] as const;
  const roles = bodies.map((kind) => ({ name: kind, unitKinds: [kind], minimum: 1 }));
  const found: string[][] = [];
  for (const count of [3, 2, 0]) {
    const { street, id: allianceId, uuid } = await world.alliance(`小区${count}`, 'street');
    await street.do(SetRequiredRolesDocument, { allianceId, expectedVersion: 1, roles });
    for (const kind of bodies.slice(0, count)) await people.join(await people.unit(kind, kind), uuid);
    found.push(await lacks(street, allianceId));
  }
  expect(found).toEqual([[], ['PROPERTY_COMPANY'], [...bodies]]);
});
