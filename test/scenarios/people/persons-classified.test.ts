/** Mechanism 94, 党员分类管理: classified by age, work, residence and health, in numbers, by whoever consents to what they are for. */
import { expect, test } from '@jest/globals';
import {
  AboutPersonDocument,
  AuditOfDocument,
  ConsentToUseDocument,
  ErasePersonDocument,
  SegmentsOfDocument,
  SetPersonAttributeDocument,
  WithdrawConsentDocument,
  type PersonAttributeKind,
  type SetPersonAttributeInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld, type World } from '../../support/world.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { area, keeperOf } from '../land/land.ts';
import { resident, settled } from './person-steps.ts';
import { stranger } from './posting.ts';
import { someUnit } from './relation-steps.ts';
import { there } from '../story.ts';

type Said = Partial<Record<PersonAttributeKind, string>>;

/** Says it all, and consents to the purpose of the unit, where one is named; gives the consent. */
async function told(who: Actor, said: Said, unit: Actor | null = null, purpose = 'care.visit'): Promise<string> {
  for (const [kind, value] of Object.entries(said)) {
    await who.do(SetPersonAttributeDocument, { kind: kind as PersonAttributeKind, value });
  }
  if (unit === null) return '';
  return there((await who.do(ConsentToUseDocument, { unitId: unit.unitId, purpose })).consent).id;
}

const about = async (asker: Actor, who: Actor) =>
  (await asker.ask(AboutPersonDocument, { id: globalId('person', there(who.person)) })).node;

async function segments(asker: Actor, of: Actor, by: PersonAttributeKind, purpose = 'care.visit') {
  const { unit } = await asker.ask(SegmentsOfDocument, { id: of.unitId, by, purpose });
  return Object.fromEntries(there(unit).personSegments.map(({ value, persons }) => [value, persons]));
}

async function branchOf(world: World) {
  const branch = await someUnit(world, '党支部', 'PARTY_ORGANISATION');
  const county = await keeperOf(world, branch, '331024');
  const [near, far] = [
    await area(branch, county, { code: 'X-1', name: '第一网格' }),
    await area(branch, county, { code: 'X-2', name: '第二网格' }),
  ];
  return { branch, near, far };
}

/** One who is at the unit for the time being. */
async function member(world: World, branch: Actor, name: string): Promise<Actor> {
  const who = await resident(world, name);
  await settled(who, branch, 'migrant-membership', branch.unitId);
  return who;
}

test('row 94: members are counted by age, work, residence and health, five or more, for what each consents to', async () => {
  await using world = await createWorld();
  const { branch, near, far } = await branchOf(world);
  // 11 of 60 to 79, the last of whom is 60 tomorrow; 6 of 35 to 59; 3 who are younger.
  const born = [
    ...Array<string>(11).fill('1950-05-01'),
    ...Array<string>(6).fill('1980-05-01'),
    ...Array<string>(3).fill('2000-05-01'),
  ];
  born[10] = '1966-11-22';
  const members: Actor[] = [];
  const consents: string[] = [];
  for (const [i, day] of born.entries()) {
    const who = await member(world, branch, `党员${i}`);
    const isOld = i < 11;
    const said = { AGE: day, WORK: isOld ? 'work.retired' : 'work.enterprise', HOME_AREA: isOld ? near : far };
    consents.push(await told(who, { ...said, HEALTH: i < 6 ? 'health.chronic' : 'health.well' }, branch));
    members.push(who);
  }
  // Three younger ones are too few to be told of, and the seven of the next group would tell of them: it is left out too.
  expect(await segments(branch, branch, 'AGE')).toEqual({ '60-79': 10 });
  expect(await segments(branch, branch, 'HEALTH')).toEqual({ 'health.chronic': 6, 'health.well': 14 });
  expect(await segments(branch, branch, 'HOME_AREA')).toEqual({ [near]: 11, [far]: 9 });
  // Work is none of what visits take; nor did anybody consent to anything else.
  expect(await segments(branch, branch, 'WORK')).toEqual({});
  expect(await segments(branch, branch, 'HEALTH', 'care.health')).toEqual({});
  world.clock.pass({ days: 1 });
  expect(await segments(branch, branch, 'AGE')).toEqual({ '60-79': 11 });

  // Withdrawn, the very next answer lacks the person; below five nothing is told, nor what would tell of it.
  const off = { expectedVersion: 1, reason: '不再同意' };
  for (const i of [0, 1])
    await there(members[i]).do(WithdrawConsentDocument, { consentId: there(consents[i]), ...off });
  expect(await segments(branch, branch, 'HEALTH')).toEqual({});
  expect(await segments(branch, branch, 'HOME_AREA')).toEqual({ [near]: 9, [far]: 9 });
  // Others, the public and whoever they are count nothing, whatever they consented to.
  const other = await someUnit(world, '别的支部', 'PARTY_ORGANISATION');
  for (const asker of [other, there(members[2])]) expect(await segments(asker, branch, 'HOME_AREA')).toEqual({});
  for (const who of members.slice(2, 12)) await told(who, {}, other);
  expect(await segments(other, other, 'HOME_AREA')).toEqual({});
});

test('nothing is told where all are alike, nor of who is there no more', async () => {
  await using world = await createWorld();
  const { branch, near, far } = await branchOf(world);
  const all: Actor[] = [];
  for (let i = 0; i < 10; i += 1) {
    const who = await member(world, branch, `党员${i}`);
    await told(who, { HOME_AREA: i < 5 ? near : far, AGE: '1950-05-01' }, branch);
    all.push(who);
  }
  expect(await segments(branch, branch, 'AGE')).toEqual({});
  expect(await segments(branch, branch, 'HOME_AREA')).toEqual({ [near]: 5, [far]: 5 });
  const gone = there(all[9]);
  await gone.do(ErasePersonDocument, {});
  expect(await segments(branch, branch, 'HOME_AREA')).toEqual({});
  expect(await world.sql('select from directory.person_attribute where person_id = $1', [gone.person])).toEqual([]);
});

test('what somebody says of themselves they alone read, correct and take back; the record keeps it sealed', async () => {
  await using world = await createWorld();
  const { branch, near } = await branchOf(world);
  const who = await member(world, branch, '党员甲');
  const say = (input: Omit<SetPersonAttributeInput, 'idempotencyKey'>) => who.do(SetPersonAttributeDocument, input);
  await told(who, { AGE: '1958-02-28', HOME_AREA: near }, branch);
  const { person } = await say({ kind: 'AGE', value: '1960-02-29', expectedVersion: 1 });
  expect(person?.attributes).toMatchObject([
    { kind: 'AGE', value: '1960-02-29', version: 2, saidAt: '2026-11-21T09:00:00+08:00' },
    { kind: 'HOME_AREA', value: near, version: 1 },
  ]);
  expect(await about(who, who)).toMatchObject({ attributes: [{}, {}], consents: { totalCount: 1 } });
  // Their unit knows who they are and that they consent, and no more.
  expect(await about(branch, who)).toMatchObject({
    ...{ name: '党员甲', attributes: [] },
    consents: { nodes: [{ purpose: { code: 'care.visit' }, isInForce: true, unit: { id: branch.unitId } }] },
  });
  expect(await about(await someUnit(world, '别的支部'), who)).toBeNull();
  const wrong = [
    [{ kind: 'AGE', value: '2026-11-22', expectedVersion: 2 }, 'INVALID_INPUT'],
    [{ kind: 'AGE', value: '1860-01-01', expectedVersion: 2 }, 'INVALID_INPUT'],
    [{ kind: 'AGE', value: '1960-02-30', expectedVersion: 2 }, 'INVALID_INPUT'],
    [{ kind: 'AGE', value: '1960-03-01', expectedVersion: 1 }, 'VERSION_CONFLICT'],
    [{ kind: 'WORK', value: 'health.well' }, 'INVALID_INPUT'],
    [{ kind: 'HOME_AREA', value: globalId('area', world.id('area')), expectedVersion: 1 }, 'NOT_FOUND'],
  ] as const;
  for (const [input, code] of wrong) {
    expect(await who.refused(SetPersonAttributeDocument, input)).toMatchObject({ code });
  }
  const unknown = await stranger(world);
  expect(
    await unknown.refused(SetPersonAttributeDocument, { kind: 'WORK' as const, value: 'work.rider' }),
  ).toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('setPerson') as unknown,
  });
  const consent = { unitId: branch.unitId, purpose: 'care.visit' };
  expect(await who.refused(ConsentToUseDocument, consent)).toMatchObject({ code: 'ALREADY_DONE' });
  expect(await who.refused(ConsentToUseDocument, { ...consent, purpose: 'care.all' })).toMatchObject({
    code: 'INVALID_INPUT',
  });
  const past = { ...consent, purpose: 'care.meals', until: '2026-11-20T09:00:00+08:00' };
  expect(await who.refused(ConsentToUseDocument, past)).toMatchObject({ code: 'INVALID_INPUT' });
  const nowhere = { ...consent, unitId: globalId('unit', world.id('unit')) };
  expect(await who.refused(ConsentToUseDocument, nowhere)).toMatchObject({ code: 'NOT_FOUND' });
  await say({ kind: 'AGE', value: null, expectedVersion: 2 });
  expect(await about(who, who)).toMatchObject({ attributes: [{ kind: 'HOME_AREA' }] });
  const { auditEntries } = await branch.ask(AuditOfDocument, { subjectId: globalId('person', there(who.person)) });
  expect(JSON.stringify(auditEntries)).not.toMatch(/\b1960\b/);
  expect(await world.sql("select from data.audit t where t::text like '%1960-02-29%'")).toEqual([]);
});

test('of what somebody says of themselves at once one comes first, and the others are told; a consent is once', async () => {
  await using world = await createWorld();
  const branch = await someUnit(world, '党支部', 'PARTY_ORGANISATION');
  const who = await resident(world, '党员甲');
  const said = await Promise.all(
    Array.from({ length: scaled(4, 30) }, (_, i) =>
      who.act(SetPersonAttributeDocument, { kind: 'AGE' as const, value: `19${50 + i}-01-01` }),
    ),
  );
  expect(said.filter(({ person }) => person !== null)).toHaveLength(1);
  const given = await Promise.all(
    Array.from({ length: scaled(4, 30) }, () =>
      who.act(ConsentToUseDocument, { unitId: branch.unitId, purpose: 'care.visit' }),
    ),
  );
  expect(given.filter(({ consent }) => consent !== null)).toHaveLength(1);
  const codes = [...said, ...given].flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(new Set(codes)).toEqual(new Set(['VERSION_CONFLICT', 'ALREADY_DONE']));
});
