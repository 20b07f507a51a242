import { expect, test } from '@jest/globals';
import { mediaTypes } from '../../../src/domain/file.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { rowsIn } from '../units/sheets.ts';
import { askedFor, exported, imported, row, runListingImports, seen, sheetOf } from './listing-sheets.ts';

const ROWS = scaled(2_500, 50_000);

/** Prints how long it took and how much memory it took beside what there was. */
async function measured<T>(
  what: string,
  work: () => Promise<T>,
): Promise<{ readonly done: T; readonly grown: number }> {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const done = await work();
  const took = Math.round(performance.now() - started);
  const grown = Math.round((process.memoryUsage().rss - before) / 1024 / 1024);
  process.stdout.write(`${what}: ${ROWS} rows in ${took} ms, ${grown} MB more\n`);
  return { done, grown };
}

test(
  'a sheet of 50,000 offers is imported; imported again, it changes nothing; it is exported as CSV and as XLSX',
  async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    const sheet = await sheetOf(
      Array.from({ length: ROWS }, (_, i) =>
        row({ 自编号: `A-${i}`, 标题: `第${i}厅`, 地点: '商场', 可见范围: '联盟内' }),
      ),
    );
    const job = await askedFor(world, mall, 'OFFER', sheet, false);
    const into = await measured('imported', () => runListingImports(world));
    expect(await seen(mall, job.id, 1)).toMatchObject({ state: 'DONE', rowsRead: ROWS, rowsWritten: ROWS });
    expect(into.grown).toBeLessThan(1_024);
    const again = await measured('imported again', () => imported(world, mall, 'OFFER', sheet, false));
    expect(again.done).toMatchObject({ rowsUnchanged: ROWS, rowsWritten: 0 });
    const csv = await measured('exported as CSV', () => exported(world, mall, 'offers.csv'));
    expect(csv.done.statusCode).toBe(200);
    expect(csv.done.body.split('\r\n')).toHaveLength(ROWS + 2);
    const xlsx = await measured('exported as XLSX', () => exported(world, mall, 'offers.xlsx'));
    expect(xlsx.done.statusCode).toBe(200);
    expect(await rowsIn(xlsx.done.rawPayload, mediaTypes.xlsx)).toHaveLength(ROWS + 1);
  },
  20 * 60_000,
);
