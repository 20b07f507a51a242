import pg from 'pg';
import { describe, expect, test } from '@jest/globals';
import { clientConfig } from '../../src/data/database.ts';
import { CancelUnitImportDocument, RegisterUnitDocument } from '../generated/operations.ts';
import { isQuick, scaled } from '../support/scale.ts';
import { createWorld, type World } from '../support/world.ts';
import { codeOf } from './identifying.ts';
import { asked, runImports, runnerOf, seen, sent, sheetOf } from './sheets.ts';

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
    for (const { rowsRead, rowsWritten, rowsUnchanged } of done) expect(rowsWritten + rowsUnchanged).toBe(rowsRead);
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
