import pg from 'pg';
import { describe, expect, test } from '@jest/globals';
import { clientConfig } from '../../../src/data/database.ts';
import {
  CancelUnitImportDocument,
  ConfirmUnitImportDocument,
  RegisterUnitDocument,
} from '../../generated/operations.ts';
import { parseId } from '../../../src/domain/ids.ts';
import { isQuick, scaled } from '../../support/scale.ts';
import { createWorld, type World } from '../../support/world.ts';
import { holding, standing } from '../holding.ts';
import { codeOf } from './identifying.ts';
import { asked, confirming, imported, runImports, runnerOf, seen, sent, sheetOf } from './sheets.ts';
import { there } from '../story.ts';

const ROWS = 40;

/** Half of them with a number, half of them known by their names alone. */
const branches = (n: number): Promise<Uint8Array> =>
  sheetOf(
    Array.from({ length: n }, (_, i) => [`第${i}支部委员会`, '', '党组织', i % 2 === 0 ? codeOf('51', i) : '', '', '']),
  );

const countOf = async (world: World): Promise<number> =>
  (await world.sql("select from directory.unit where name like '第%支部委员会'")).length;

test('of two imports of one sheet at once each unit is registered by one of them', async () => {
  for (let round = 0; round < scaled(3, 20); round += 1) {
    await using world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    const { harbour } = await world.alliance('港口', 'harbour');
    const sheet = await branches(ROWS);
    const jobs = [];
    for (const actor of [street, harbour]) {
      const { id } = await sent(world, actor, '名单.xlsx', sheet);
      jobs.push({ actor, ...(await asked(actor, id, false)) });
    }
    // Each takes up what the other has not.
    await Promise.all([runImports(world), runImports(world)]);
    await runImports(world);
    const done = await Promise.all(jobs.map(({ actor, id }) => seen(actor, id)));
    expect(done.map(({ state }) => state)).toEqual(['DONE', 'DONE']);
    expect(done.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(ROWS);
    for (const { rowsRead, rowsWritten, rowsUnchanged, rowsDuplicate } of done) {
      expect(rowsWritten + rowsUnchanged + rowsDuplicate).toBe(rowsRead);
      // What has no number is of the other alliance, and may be another unit.
      expect(rowsDuplicate).toBeLessThanOrEqual(ROWS / 2);
    }
    expect(await countOf(world)).toBe(ROWS);
  }
});

test('an import that several processes take up is done once', async () => {
  await using world = await createWorld();
  const { street } = await world.alliance('五色', 'street');
  const { id } = await sent(world, street, '名单.xlsx', await branches(ROWS));
  const job = await asked(street, id, false);
  await Promise.all(Array.from({ length: 4 }, () => runImports(world)));
  expect(await seen(street, job.id)).toMatchObject({ state: 'DONE', rowsRead: ROWS, rowsWritten: ROWS });
  expect(await countOf(world)).toBe(ROWS);
});

test('a unit that is registered while the sheet is being written is there once', async () => {
  await using world = await createWorld();
  const { street } = await world.alliance('五色', 'street');
  const { id } = await sent(world, street, '名单.xlsx', await branches(ROWS));
  const job = await asked(street, id, false);
  const one = { kind: 'PARTY_ORGANISATION' as const, name: '第7支部委员会', shortName: '第7支部' };
  await Promise.all([runImports(world), street.act(RegisterUnitDocument, one)]);
  const { rowsWritten, rowsUnchanged } = await seen(street, job.id);
  expect(rowsWritten + rowsUnchanged).toBe(ROWS);
  expect(await countOf(world)).toBe(ROWS);
});

test('units take turns: who asks for one import does not wait for all that another asked for', async () => {
  await using world = await createWorld();
  const { street } = await world.alliance('五色', 'street');
  const { harbour } = await world.alliance('港口', 'harbour');
  for (const [actor, name] of [
    [street, '甲村'],
    [street, '乙村'],
    [street, '丙村'],
    [harbour, '丁村'],
  ] as const) {
    const { id } = await sent(world, actor, '名单.csv', `单位名称,单位类型\n${name},村`);
    await asked(actor, id, false);
  }
  await runImports(world);
  const registered = await world.sql<{ name: string }>(
    `select u.name from data.audit a join directory.unit u on u.id = a.subject_id where a.action = 'unit:registered' order by a.tx, a.seq`,
  );
  expect(registered.map(({ name }) => name)).toEqual(['甲村', '丁村', '乙村', '丙村']);
});

test('a unit for which somebody comes to act while rows are merged into it is left as it is', async () => {
  await using world = await createWorld();
  const { street, mall } = await world.alliance('五色', 'street', 'mall');
  const village = { kind: 'VILLAGE' as const, name: '慈溪市五联村', shortName: '五联村' };
  const { id } = there((await street.do(RegisterUnitDocument, village)).unit);
  const job = await imported(world, street, await sheetOf([['慈溪五联村', '', '村', '', 'W-1', '']]));
  await street.do(ConfirmUnitImportDocument, confirming(job, 'MERGE'));
  const given = await holding(
    world,
    `insert into directory.post (id, person_id, unit_id, title, role, valid)
     values (gen_random_uuid(), $1, $2, '村长', 'ADMINISTRATOR', '[2026-11-01,)')`,
    [mall.person, parseId('unit', id)],
  );
  const running = runImports(world);
  await standing(world, 1);
  await given();
  await running;
  expect(await seen(street, job.id)).toMatchObject({ state: 'DONE', rowsMerged: 0, rowsDuplicate: 1 });
  expect(await world.sql('select former_names from directory.unit where id = $1', [parseId('unit', id)])).toEqual([
    { former_names: [] },
  ]);
});

describe('an import that is interrupted', () => {
  const LARGE = isQuick ? 1_200 : 3_000;

  test('goes on where it stood, and does nothing twice', async () => {
    await using world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    const { id } = await sent(world, street, '名单.xlsx', await branches(LARGE));
    const job = await asked(street, id, false);
    const states: string[] = [];
    for (let steps = 1; steps < 20; steps += 1) {
      const client = new pg.Client(clientConfig(world.database, 'writer'));
      await client.connect();
      let left = steps;
      await runnerOf(world).run(client, () => (left -= 1) < 0);
      // As a process that falls over.
      await client.end();
      const { state } = await seen(street, job.id);
      states.push(state);
      if (state === 'DONE') break;
    }
    expect(states.slice(0, -1)).toEqual(expect.arrayContaining(['CHECKING', 'WRITING']));
    expect(await seen(street, job.id)).toMatchObject({
      ...{ state: 'DONE', rowsRead: LARGE, rowsWritten: LARGE, rowsFailed: 0, rowsDuplicate: 0 },
    });
    expect(await countOf(world)).toBe(LARGE);
  });

  test('is cancelled between chunks: what is written stays, and the next import finds it', async () => {
    await using world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    const sheet = await branches(LARGE);
    const { id } = await sent(world, street, '名单.xlsx', sheet);
    const job = await asked(street, id, false);
    const client = new pg.Client(clientConfig(world.database, 'writer'));
    await client.connect();
    const pages = Math.ceil((LARGE + 1) / 500);
    let times = 0;
    // Asked once, after each page and before each chunk: after the first, it is told to stop.
    await runnerOf(world).run(client, () => {
      times += 1;
      return times > 1 + pages + 1;
    });
    await client.end();
    await street.do(CancelUnitImportDocument, { importId: job.id, expectedVersion: 1 });
    await runImports(world);
    const cancelled = await seen(street, job.id);
    expect(cancelled.state).toBe('CANCELLED');
    expect(await countOf(world)).toBe(cancelled.rowsWritten);
    const again = await asked(street, id, false);
    await runImports(world);
    const done = await seen(street, again.id);
    expect(done).toMatchObject({ state: 'DONE', rowsUnchanged: cancelled.rowsWritten });
    expect(done.rowsWritten).toBe(LARGE - cancelled.rowsWritten);
  });
});
