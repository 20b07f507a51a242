/** Mechanisms that are programmes: row 1 亲邻党建 2.0 with its five tracks, row 11 新新向党五大计划. */
import { expect, test } from '@jest/globals';
import {
  AddTrackDocument,
  AdoptProgrammeVersionDocument,
  DissolveAllianceDocument,
  EndProgrammeDocument,
  ProgrammeInFullDocument,
  ProgrammesWhereDocument,
  RetireTrackDocument,
  StartProgrammeDocument,
  type ProgrammeFilter,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { started, toStart } from './programme-steps.ts';
import { someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';

const inFull = async (asker: Actor, id: string, day: string | null = null) =>
  there((await asker.ask(ProgrammeInFullDocument, { id, day })).programme);

test('row 1: 亲邻党建 of a street since 2017, version 2.0 from a day on, along 5 tracks', async () => {
  await using world = await createWorld();
  const street = await someUnit(world, '浒山街道', 'GOVERNMENT');
  const operator = await world.people.actor(await world.people.post(there(street.unit)), street.unit, null);
  expect(await operator.refused(StartProgrammeDocument, toStart('亲邻党建'))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await street.refused(StartProgrammeDocument, toStart('亲邻党建', { startedOn: '2026-11-22' }))).toMatchObject({
    path: ['input', 'startedOn'],
  });
  const programme = await started(street, '亲邻党建');
  expect(programme).toMatchObject({ state: 'RUNNING', startedOn: '2017-03-01', unit: { shortName: '浒山街道' } });
  expect(await street.refused(StartProgrammeDocument, toStart('亲邻党建'))).toMatchObject({ path: ['input', 'name'] });
  const { id: programmeId } = programme;
  const second = { programmeId, label: '2.0', description: '五大赋能', inForceFrom: '2021-03-01' };
  expect((await street.do(AdoptProgrammeVersionDocument, second)).edition).toMatchObject({ number: 2, label: '2.0' });
  const refused = (more: object) => street.refused(AdoptProgrammeVersionDocument, { ...second, ...more });
  expect(await refused({})).toMatchObject({ path: ['input', 'label'] });
  expect(await refused({ label: '1.5', inForceFrom: '2019-01-01' })).toMatchObject({ path: ['input', 'inForceFrom'] });
  const inForce = async (day: string) => (await inFull(operator, programmeId, day)).versions.nodes.map((v) => v.label);
  expect([await inForce('2017-02-28'), await inForce('2017-03-01')]).toEqual([[], ['1.0']]);
  expect([await inForce('2021-02-28'), await inForce('2021-03-01')]).toEqual([['1.0'], ['2.0']]);
  const names = ['组织', '队伍', '服务', '治理', '文化'];
  for (const [i, name] of names.entries()) {
    const track = { programmeId, code: `track-${i + 1}`, name, colour: '#D7000F', rank: i + 1 };
    expect(await operator.refused(AddTrackDocument, track)).toMatchObject({ code: 'FORBIDDEN' });
    await street.do(AddTrackDocument, track);
  }
  const { tracks } = await inFull(operator, programmeId);
  expect(tracks.nodes.map(({ name }) => name)).toEqual(names);
  const { id: trackId } = there(tracks.nodes[0]);
  await street.do(RetireTrackDocument, { trackId, expectedVersion: 1 });
  expect((await inFull(operator, programmeId)).tracks.nodes).toHaveLength(4);
  const both = { code: 'x', name: 'x', colour: '#D7000F', rank: 1 };
  const { id: allianceId } = await world.alliance('五色', 'lead');
  for (const owner of [{}, { programmeId, allianceId }]) {
    expect(await street.refused(AddTrackDocument, { ...both, ...owner })).toMatchObject({ code: 'INVALID_INPUT' });
  }
});

test('row 11: a plan of an alliance with 5 plans under it, which end with it', async () => {
  await using world = await createWorld();
  const { street, mall, id: allianceId } = await world.alliance('新新群体联盟', 'street', 'mall');
  const about = toStart('新新向党', { allianceId, startedOn: '2023-01-01' });
  expect(await mall.refused(StartProgrammeDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
  const { id: parentId, version } = await started(street, '新新向党', { allianceId });
  const names = ['驿站', '课堂', '基金', '服务', '礼包'];
  const part = (name: string, more = {}) => toStart(`${name}计划`, { parentId, startedOn: '2023-05-01', ...more });
  expect(await mall.refused(StartProgrammeDocument, part('驿站'))).toMatchObject({ code: 'FORBIDDEN' });
  for (const name of names) await street.do(StartProgrammeDocument, part(name));
  const { id: other } = await world.alliance('别的', 'lead');
  expect(await street.refused(StartProgrammeDocument, part('别的', { allianceId: other }))).toMatchObject({
    path: ['input', 'allianceId'],
  });
  const whole = await inFull(mall, parentId);
  expect(whole.alliance).toEqual({ name: '新新群体联盟' });
  expect(whole.programmes.nodes.map(({ name, alliance }) => [name, alliance?.name])).toEqual(
    names.map((name) => [`${name}计划`, '新新群体联盟']),
  );
  const count = async (filter: ProgrammeFilter) =>
    (await mall.ask(ProgrammesWhereDocument, { filter })).programmes?.totalCount;
  expect(await count({ parentId, state: ['RUNNING'] })).toBe(5);
  expect(await count({ allianceId, runningOn: '2023-04-30' })).toBe(1);
  // One is ended while another is begun: none that runs is left under what has ended.
  const [ended, late] = await Promise.all([
    street.act(EndProgrammeDocument, { programmeId: parentId, expectedVersion: version, reason: '并入新计划' }),
    street.act(StartProgrammeDocument, part('又一')),
  ]);
  expect(ended).toMatchObject({ programme: { state: 'ENDED', endedOn: '2026-11-21', reason: '并入新计划' } });
  expect(late.userErrors.every(({ code }) => code === 'WRONG_STATE')).toBe(true);
  expect(await count({ allianceId, state: ['RUNNING'] })).toBe(0);
  expect(await count({ allianceId, search: '课堂', state: ['ENDED'] })).toBe(1);
  expect(await street.refused(StartProgrammeDocument, part('迟'))).toMatchObject({ code: 'WRONG_STATE' });
  // What is left ends with the alliance.
  await started(street, '新新向党', { allianceId });
  await world.people.administrator(there(street.unit), there(street.person));
  await street.do(DissolveAllianceDocument, { allianceId, expectedVersion: 1, reason: '完成' });
  expect(await count({ allianceId, state: ['RUNNING'] })).toBe(0);
});

test('two versions adopted at once are two versions, in order; of one label there is one', async () => {
  await using world = await createWorld();
  const street = await someUnit(world, '街道', 'GOVERNMENT');
  const { id: programmeId } = await started(street, '亲邻党建');
  const adopt = (label: string) => ({ programmeId, label, description: '说明', inForceFrom: '2021-01-01' });
  const answers = await Promise.all(
    ['2.0', '3.0', '3.0'].map((label) => street.act(AdoptProgrammeVersionDocument, adopt(label))),
  );
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ path }) => path))).toEqual([['input', 'label']]);
  const { versions } = await inFull(street, programmeId);
  expect(versions.nodes.map(({ number }) => number)).toEqual([1, 2, 3]);
});
