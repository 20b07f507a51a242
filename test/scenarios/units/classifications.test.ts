/** Mechanisms that are classes of units: 16 先锋骑士, 47 四类功能型党组织, 76 社区类型编码, 93 五支队伍. */
import { describe, expect, test } from '@jest/globals';
import {
  AuditOfDocument,
  ClassesOfDocument,
  ClassificationSchemesDocument,
  ClassifyUnitDocument,
  EndClassificationDocument,
  PostsOfDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { classed, classesOf, ofClass } from './classing.ts';
import { administratorOf, appointed } from '../people/posting.ts';
import { someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';

describe('row 47: a community has four functional party organisations', () => {
  test('of 公益, 文娱, 应急 and 和谐, found by their function; one that does two things is of two', async () => {
    await using world = await createWorld();
    const functions = { 公益: 'welfare', 文娱: 'recreation', 应急: 'emergency', 和谐: 'harmony' };
    const groups = await Promise.all(
      Object.keys(functions).map((name) => someUnit(world, `${name}功能型党组织`, 'PARTY_ORGANISATION')),
    );
    const [welfare, recreation] = groups;
    for (const [i, code] of Object.values(functions).entries()) {
      const made = await classed(there(groups[i]), `team-function.${code}`);
      expect(made).toMatchObject({ isInForce: true, until: null, classifiedBy: { id: there(groups[i]).unitId } });
    }
    expect(await ofClass(there(welfare), 'team-function.harmony')).toEqual(['和谐功能型党组织']);
    expect(await ofClass(there(welfare), ...Object.values(functions).map((code) => `team-function.${code}`))).toEqual([
      ...['公益功能型党组织', '和谐功能型党组织', '文娱功能型党组织', '应急功能型党组织'],
    ]);
    await classed(there(recreation), 'team-function.welfare');
    expect(await classesOf(there(welfare), there(recreation))).toEqual([
      'team-function.recreation',
      'team-function.welfare',
    ]);
    expect(await ofClass(there(welfare), 'team-function.welfare')).toEqual(['公益功能型党组织', '文娱功能型党组织']);
    expect(
      await there(recreation).refused(ClassifyUnitDocument, {
        ...{ unitId: there(recreation).unitId, classCode: 'team-function.welfare', reason: '再次' },
      }),
    ).toMatchObject({ code: 'ALREADY_DONE' });
  });
});

describe('row 93: five kinds of teams', () => {
  const FIVE = ['party-members', 'grid-workers', 'stairway-heads', 'property-managers', 'resident-volunteers'];

  test('are five classes of one scheme, and a team is of one at a time: what it was before stays on record', async () => {
    await using world = await createWorld();
    const teams = await Promise.all(FIVE.map((name) => someUnit(world, name, 'TEAM')));
    for (const [i, team] of teams.entries()) await classed(team, `team-kind.${there(FIVE[i])}`);
    const [members, workers] = [there(teams[0]), there(teams[1])];
    const { classificationSchemes } = await members.ask(ClassificationSchemesDocument, { code: 'team-kind' });
    const [scheme] = there(classificationSchemes).nodes;
    expect(scheme).toMatchObject({ cardinality: 'ONE', assignedBy: 'UNIT', unitKinds: ['TEAM'] });
    expect(scheme?.terms.slice(0, 5).map(({ code }) => code)).toEqual(FIVE.map((name) => `team-kind.${name}`));
    expect(await ofClass(members, ...FIVE.map((name) => `team-kind.${name}`))).toHaveLength(5);

    world.clock.pass({ days: 10 });
    const now = await classed(workers, 'team-kind.stairway-heads');
    expect(now).toMatchObject({ since: '2026-12-01T09:00:00+08:00', until: null });
    const { unit } = await members.ask(ClassesOfDocument, { id: workers.unitId });
    expect(there(unit).classifications.nodes).toMatchObject([
      { term: { code: 'team-kind.stairway-heads' }, isInForce: true, endReason: null },
      {
        until: '2026-12-01T09:00:00+08:00',
        isInForce: false,
        reason: '按职责认定',
        endReason: '按职责认定',
        version: 2,
      },
    ]);
    expect(await classesOf(members, workers, { asOf: '2026-11-30' })).toEqual(['team-kind.grid-workers']);
    expect(await classesOf(members, workers, { asOf: '2026-12-01' })).toEqual(['team-kind.stairway-heads']);
    expect(await classesOf(members, workers, { isInForce: false })).toEqual(['team-kind.grid-workers']);
    expect(await ofClass(members, 'team-kind.grid-workers')).toEqual([]);
    expect(await ofClass(members, 'team-kind.stairway-heads')).toEqual(['grid-workers', 'stairway-heads']);
    const { auditEntries } = await workers.ask(AuditOfDocument, { subjectId: now.id });
    expect(auditEntries?.nodes).toMatchObject([{ action: 'classification:made' }]);
  });

  test('end with a reason, and are dated back as long as nothing else held then', async () => {
    await using world = await createWorld();
    const team = await someUnit(world, '邻里帮', 'TEAM');
    const about = { unitId: team.unitId, classCode: 'team-kind.mediation', reason: '自成立起' };
    const since = '2026-06-01T00:00:00+08:00';
    expect(await team.refused(ClassifyUnitDocument, { ...about, since: world.clock.day(1, '09:00') })).toMatchObject({
      path: ['input', 'since'],
    });
    const { classification } = await team.do(ClassifyUnitDocument, { ...about, since });
    const { id, version } = there(classification);
    expect(classification).toMatchObject({ since, isInForce: true });
    const before = { ...about, classCode: 'team-kind.repair', since: '2026-05-01T00:00:00+08:00' };
    expect(await team.refused(ClassifyUnitDocument, before)).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('team-kind.mediation'),
    });
    const ending = { classificationId: id, expectedVersion: version, reason: '队伍转型' };
    expect(await team.refused(EndClassificationDocument, { ...ending, expectedVersion: 9 })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect((await team.do(EndClassificationDocument, ending)).classification).toMatchObject({
      isInForce: false,
      endReason: '队伍转型',
      until: '2026-11-21T09:00:00+08:00',
    });
    expect(await team.refused(EndClassificationDocument, ending)).toMatchObject({ code: 'ALREADY_DONE' });
    expect(await ofClass(team, 'team-kind.mediation')).toEqual([]);
    // Into the time that was, nothing is put any more.
    expect(await team.refused(ClassifyUnitDocument, { ...before, since })).toMatchObject({ code: 'INVALID_INPUT' });
    await classed(team, 'team-kind.repair');
  });
});

describe('row 16: the riders’ volunteer team', () => {
  test('is a team of 25, each with a post in it, of the class of teams of riders', async () => {
    await using world = await createWorld();
    const riders = await someUnit(world, '先锋骑士', 'TEAM');
    for (let n = 1; n < 25; n += 1) await appointed(world, riders, { title: '队员', personName: `队员${n}` });
    await classed(riders, 'team-kind.riders');
    expect(await ofClass(riders, 'team-kind.riders')).toEqual(['先锋骑士']);
    const { unit } = await riders.ask(PostsOfDocument, { id: riders.unitId });
    expect(there(unit).posts.nodes).toHaveLength(25);
  });
});

describe('row 76: each community has a type', () => {
  test('that a coordinator of the street gives it, and not the community itself', async () => {
    await using world = await createWorld();
    const { street, community, id } = await world.alliance('五定', 'street', 'community');
    const own = await administratorOf(world, community);
    const about = { unitId: community.unitId, classCode: 'community-type.old-estate', reason: '五定' };
    expect(await own.wearing({ 'x-acting-alliance': id }).refused(ClassifyUnitDocument, about)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await community.refused(ClassifyUnitDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    const made = await classed(street, 'community-type.old-estate', community);
    expect(made).toMatchObject({ classifiedBy: { id: street.unitId }, unit: { id: community.unitId } });
    const { other } = await world.alliance('别的', 'other');
    expect(await other.refused(ClassifyUnitDocument, { ...about, classCode: 'community-type.mixed' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const ending = { classificationId: made.id, expectedVersion: 1, reason: '改造' };
    expect(await own.refused(EndClassificationDocument, ending)).toMatchObject({ code: 'FORBIDDEN' });
    await street.do(EndClassificationDocument, ending);
    expect(await classesOf(street, community, { isInForce: true })).toEqual([]);
  });

  test('and is found by it, all 2892 of them', async () => {
    await using world = await createWorld();
    const { street, uuid } = await world.alliance('五定', 'street');
    const [types, all] = [['estate', 'old-estate', 'resettled', 'rural'], scaled(12, 2892)];
    for (let n = 0; n < all; n += 1) {
      const unit = await world.people.unit(`社区${n}`);
      await world.people.join(unit, uuid);
      const community = await world.people.actor(there(street.person), unit, null);
      await classed(street, `community-type.${there(types[n % 4])}`, community);
    }
    const found = await Promise.all(types.map((type) => ofClass(street, `community-type.${type}`)));
    expect(found.map((names) => names.length)).toEqual(types.map(() => Math.min(20, all / 4)));
    // Nobody is of a type that is for others, or that nobody has.
    const community = await someUnit(world, '新社区');
    const about = { unitId: community.unitId, reason: '误' };
    expect(
      await community.refused(ClassifyUnitDocument, { ...about, classCode: 'community-type.rural' }),
    ).toMatchObject({ code: 'NOT_A_MEMBER' });
    expect(await community.refused(ClassifyUnitDocument, { ...about, classCode: 'team-kind.riders' })).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('TEAM'),
    });
    for (const classCode of ['team-kind.astronauts', 'space.hall', 'nothing'])
      expect(await community.refused(ClassifyUnitDocument, { ...about, classCode })).toMatchObject({
        path: ['input', 'classCode'],
      });
  });
});
