import { expect, test } from '@jest/globals';
import { ConfirmListingImportDocument, CancelListingImportDocument } from '../../generated/operations.ts';
import { isQuick, scaled } from '../../support/scale.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import { askedFor, changing, imported, row, runListingImports, seen, sheetOf } from './listing-sheets.ts';

const ROWS = 40;
const offers = (n: number): Promise<Uint8Array> =>
  sheetOf(Array.from({ length: n }, (_, i) => row({ 自编号: `A-${i}`, 标题: `第${i}厅` })));

const countOf = async (world: World): Promise<number> => (await world.sql('select from exchange.offer')).length;

test('of two who confirm one import at once one does; the other is told so, and all is written once', async () => {
  for (let round = 0; round < scaled(3, 20); round += 1) {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    const job = await imported(world, mall, 'OFFER', await offers(ROWS));
    const confirm = () => mall.act(ConfirmListingImportDocument, changing(job));
    const payloads = await Promise.all([confirm(), confirm(), confirm()]);
    const codes = payloads.map((payload) => there(payload).userErrors[0]?.code ?? 'DONE').sort();
    expect(codes).toEqual(['ALREADY_DONE', 'ALREADY_DONE', 'DONE']);
    await Promise.all([runListingImports(world), runListingImports(world), runListingImports(world)]);
    expect(await seen(mall, job.id)).toMatchObject({ state: 'DONE', rowsWritten: ROWS });
    expect(await countOf(world)).toBe(ROWS);
  }
});

test('of two imports of one sheet at once each row is published by one of them', async () => {
  for (let round = 0; round < scaled(3, 20); round += 1) {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    const sheet = await offers(ROWS);
    const jobs = [
      await askedFor(world, mall, 'OFFER', sheet, false),
      await askedFor(world, mall, 'OFFER', sheet, false),
    ];
    // Each takes up what the other has not.
    await Promise.all([runListingImports(world), runListingImports(world)]);
    await runListingImports(world);
    const done = await Promise.all(jobs.map(({ id }) => seen(mall, id)));
    expect(done.map(({ state }) => state)).toEqual(['DONE', 'DONE']);
    expect(done.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(ROWS);
    expect(done.reduce((sum, { rowsUnchanged }) => sum + rowsUnchanged, 0)).toBe(ROWS);
    expect(await countOf(world)).toBe(ROWS);
  }
});

test('one that is interrupted goes on where it stood; cancelled between chunks it leaves what is written', async () => {
  const LARGE = isQuick ? 1_200 : 3_000;
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const sheet = await offers(LARGE);
  const job = await askedFor(world, mall, 'OFFER', sheet, false);
  const pages = Math.ceil((LARGE + 1) / 500);
  let times = 0;
  // Asked once, after each page and before each chunk: after the first, it is told to stop.
  await runListingImports(world, () => (times += 1) > 1 + pages + 1);
  expect(await seen(mall, job.id, 1)).toMatchObject({ state: 'WRITING', rowsWritten: 500 });
  await mall.do(CancelListingImportDocument, changing(job));
  await runListingImports(world);
  expect(await seen(mall, job.id, 1)).toMatchObject({ state: 'CANCELLED', rowsWritten: 500 });
  expect(await countOf(world)).toBe(500);
  const again = await askedFor(world, mall, 'OFFER', sheet, false);
  for (let steps = 1; steps < 20 && (await seen(mall, again.id, 1)).state !== 'DONE'; steps += 1) {
    let left = steps;
    // As a process that falls over.
    await runListingImports(world, () => (left -= 1) < 0);
  }
  expect(await seen(mall, again.id, 1)).toMatchObject({
    ...{ state: 'DONE', rowsRead: LARGE, rowsUnchanged: 500, rowsWritten: LARGE - 500 },
  });
  expect(await countOf(world)).toBe(LARGE);
});
