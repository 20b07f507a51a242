/** Relations between units (单位关系): agreed by both, dated, and as the rules of their type have it. */
import { describe, expect, test } from '@jest/globals';
import {
  AgreeRelationDocument,
  DeclineRelationDocument,
  EndRelationDocument,
  ProposeRelationDocument,
  RelationAsItIsDocument,
  RelationTypesAllDocument,
  WithdrawRelationDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { ended, pairs, proposal, proposed, related, someUnit } from './relation-steps.ts';
import { there } from '../story.ts';

test('types of relations are data, with a name from either side', async () => {
  await using world = await createWorld();
  const anybody = await someUnit(world, 'community');
  const { relationTypes } = await anybody.wearing({ 'accept-language': 'zh-CN' }).ask(RelationTypesAllDocument, {});
  expect(there(relationTypes).nodes.map(({ code, label }) => [code, label])).toEqual([
    ['subordination', '隶属'],
    ['industry-authority', '行业主管'],
    ['pairing', '结对'],
    ['assigned-support', '包联'],
    ['incubation', '孵化'],
    ['reliance', '依托'],
    ['property-service', '物业服务'],
    ['grid-branch', '网格党支部'],
    ['owners-committee', '业主委员会'],
    ['property-management', '物业管理'],
  ]);
  const one = await anybody.ask(RelationTypesAllDocument, { filter: { code: 'subordination' } });
  expect(there(one.relationTypes).nodes).toEqual([
    {
      code: 'subordination',
      label: 'is subordinate to',
      inverseLabel: 'is above',
      objectKind: 'UNIT',
      cardinality: 'MANY_TO_ONE',
      isSymmetric: false,
      isTree: true,
    },
  ]);
});

describe('a relation is agreed by both', () => {
  test('proposed by one side, agreed by the other, ended by either, and kept in the history', async () => {
    await using world = await createWorld();
    const [hospital, community, stranger] = [
      await someUnit(world, 'hospital', 'HOSPITAL'),
      await someUnit(world, 'community'),
      await someUnit(world, 'stranger'),
    ];
    const first = await proposed('pairing', hospital, community);
    expect(first).toMatchObject({
      subject: { shortName: 'hospital' },
      object: { shortName: 'community' },
      proposedBy: { shortName: 'hospital' },
      state: 'PROPOSED',
      statement: '说明',
      since: null,
      until: null,
      decidedAt: null,
      version: 1,
    });
    // What is only proposed is between the two.
    const { id: relationId } = first;
    expect((await community.ask(RelationAsItIsDocument, { id: relationId })).relation).toEqual(first);
    expect((await stranger.ask(RelationAsItIsDocument, { id: relationId })).relation).toBeNull();
    const answer = { relationId, expectedVersion: 1 };
    expect(await stranger.refused(AgreeRelationDocument, answer)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await hospital.refused(AgreeRelationDocument, answer)).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('an administrator of the other unit') as unknown,
    });

    world.clock.pass({ hours: 1 });
    const agreed = there((await community.do(AgreeRelationDocument, answer)).relation);
    expect(agreed).toMatchObject({ state: 'IN_FORCE', since: '2026-11-21T10:00:00+08:00', until: null, version: 2 });
    const seen = (await stranger.ask(RelationAsItIsDocument, { id: relationId })).relation;
    expect(seen).toEqual({ ...agreed, statement: null, reason: null });

    world.clock.pass({ days: 7 });
    const over = await ended(hospital, agreed);
    expect(over).toMatchObject({ state: 'ENDED', until: '2026-11-28T10:00:00+08:00', reason: '调整', version: 3 });
    const again = { relationId, expectedVersion: 3, reason: '再次' };
    expect(await community.refused(EndRelationDocument, again)).toMatchObject({ code: 'ALREADY_DONE' });
    for (const [asOf, found] of [
      ['2026-11-20', []],
      ['2026-11-21', ['hospital → community']],
      ['2026-11-27', ['hospital → community']],
      ['2026-11-28', []],
    ] as const)
      expect([asOf, await pairs(stranger, { asOf })]).toEqual([asOf, found]);
  });

  test('declined with a reason, or taken back by who proposed it, and then proposed anew', async () => {
    await using world = await createWorld();
    const [power, village] = [
      await someUnit(world, 'power', 'POWER_UTILITY'),
      await someUnit(world, 'village', 'VILLAGE'),
    ];
    const first = await proposed('pairing', power, village);
    expect(await village.refused(ProposeRelationDocument, proposal('pairing', village, power))).toMatchObject({
      code: 'ALREADY_DONE',
      message: expect.stringContaining('is waiting to be answered') as unknown,
    });
    const answer = { relationId: first.id, expectedVersion: 1 };
    const declined = await village.do(DeclineRelationDocument, { ...answer, reason: '人手不足' });
    expect(declined.relation).toMatchObject({ state: 'DECLINED', reason: '人手不足', version: 2 });
    expect(await village.refused(AgreeRelationDocument, { ...answer, expectedVersion: 2 })).toMatchObject({
      code: 'WRONG_STATE',
    });

    const second = await proposed('pairing', power, village);
    const back = { relationId: second.id, expectedVersion: 1 };
    expect(await village.refused(WithdrawRelationDocument, back)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await power.do(WithdrawRelationDocument, back)).relation).toMatchObject({ state: 'WITHDRAWN' });
    expect(await village.refused(AgreeRelationDocument, { ...back, expectedVersion: 2 })).toMatchObject({
      code: 'WRONG_STATE',
      message: expect.stringContaining('proposeRelation') as unknown,
    });
    expect(await related('pairing', power, village)).toMatchObject({ state: 'IN_FORCE' });
  });

  test('an operator of a unit relates it to nobody', async () => {
    await using world = await createWorld();
    const [street, mall] = [await someUnit(world, 'street'), await world.people.unit('mall', 'MALL')];
    const operator = await world.people.actor(await world.people.post(mall), mall, null);
    expect(await operator.refused(ProposeRelationDocument, proposal('pairing', operator, street))).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('by an administrator of one of its two units') as unknown,
    });
  });

  test('what cannot be is refused by name', async () => {
    await using world = await createWorld();
    const [street, mall] = [await someUnit(world, 'street'), await someUnit(world, 'mall', 'MALL')];
    const tried = async (change: object) =>
      street.refused(ProposeRelationDocument, { ...proposal('pairing', street, mall), ...change });
    expect(await tried({ type: 'friendship' })).toMatchObject({
      path: ['input', 'type'],
      message: expect.stringContaining('relationTypes lists those there are') as unknown,
    });
    expect(await tried({ objectUnitId: street.unitId })).toMatchObject({ path: ['input', 'objectUnitId'] });
    expect(await tried({ until: '2026-11-21T09:00:00+08:00' })).toMatchObject({ path: ['input', 'until'] });
    const backwards = { since: '2027-02-01T00:00:00+08:00', until: '2027-01-01T00:00:00+08:00' };
    expect(await tried(backwards)).toMatchObject({ path: ['input', 'until'] });
    const nowhere = `unit_${'0'.repeat(32)}`;
    expect(await tried({ objectUnitId: nowhere })).toMatchObject({ code: 'NOT_FOUND' });
    const other = await someUnit(world, 'other');
    expect(await tried({ subjectUnitId: other.unitId })).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('a proposal whose time has run out is not agreed to any more; a relation ends by itself', async () => {
    await using world = await createWorld();
    const [street, mall] = [await someUnit(world, 'street'), await someUnit(world, 'mall', 'MALL')];
    const until = '2026-12-01T00:00:00+08:00';
    const relation = await related('pairing', street, mall, { since: '2026-11-25T00:00:00+08:00', until });
    expect(relation).toMatchObject({ state: 'UPCOMING', since: '2026-11-25T00:00:00+08:00', until });
    world.clock.set('2026-11-25T00:00:00+08:00');
    expect((await mall.ask(RelationAsItIsDocument, { id: relation.id })).relation).toMatchObject({ state: 'IN_FORCE' });
    const next = await proposed('pairing', mall, street, { since: until, until: '2026-12-02T00:00:00+08:00' });
    world.clock.set(until);
    expect((await mall.ask(RelationAsItIsDocument, { id: relation.id })).relation).toMatchObject({ state: 'ENDED' });
    const end = { relationId: relation.id, expectedVersion: 2, reason: '到期' };
    expect(await mall.refused(EndRelationDocument, end)).toMatchObject({ code: 'ALREADY_DONE' });
    world.clock.set('2026-12-02T00:00:00+08:00');
    expect(await street.refused(AgreeRelationDocument, { relationId: next.id, expectedVersion: 1 })).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('ended at 2026-12-02 00:00 (Beijing time)') as unknown,
    });
  });
});

describe('the line of subordination (隶属) is a tree', () => {
  test('each has one above it at a time, nobody is above itself, and the line is read up and down', async () => {
    await using world = await createWorld();
    const [city, district, street, community, branch] = [
      await someUnit(world, 'city', 'GOVERNMENT'),
      await someUnit(world, 'district', 'GOVERNMENT'),
      await someUnit(world, 'street', 'GOVERNMENT'),
      await someUnit(world, 'community'),
      await someUnit(world, 'branch'),
    ];
    await related('subordination', district, city);
    await related('subordination', street, district);
    const underStreet = await related('subordination', community, street);
    await related('subordination', branch, community);

    const up = { aboveUnitId: branch.unitId, type: 'subordination' };
    const line = ['branch → community', 'community → street', 'district → city', 'street → district'];
    expect(await pairs(branch, up)).toEqual(line);
    expect(await pairs(branch, { belowUnitId: street.unitId })).toEqual(['branch → community', 'community → street']);

    // A second one above, and a ring of four.
    expect(await community.refused(ProposeRelationDocument, proposal('subordination', community, city))).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/one relation "is subordinate to" at a time.*"community" and "street"/) as unknown,
    });
    const ring = await proposed('subordination', city, branch);
    expect(await branch.refused(AgreeRelationDocument, { relationId: ring.id, expectedVersion: 1 })).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('makes a tree') as unknown,
    });

    // It moves: history tells where it hung on any day.
    world.clock.pass({ days: 10 });
    await ended(street, underStreet);
    await related('subordination', community, district);
    expect(await pairs(branch, up)).toEqual(['branch → community', 'community → district', 'district → city']);
    expect(await pairs(branch, { ...up, asOf: '2026-11-30' })).toEqual(line);
    expect(await pairs(branch, { belowUnitId: street.unitId, asOf: '2026-11-30' })).toEqual([
      'branch → community',
      'community → street',
    ]);
    const above = { subjectUnitId: community.unitId, type: 'subordination' };
    expect(await pairs(branch, { ...above, asOf: '2026-11-30' })).toEqual(['community → street']);
    expect(await pairs(branch, { ...above, asOf: '2026-12-01' })).toEqual(['community → district']);
  });
});
