import { expect, test } from '@jest/globals';
import { codeOf } from './identifying.ts';
import { asked, imported, runImports, seen, sent, sheetOf } from './sheets.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';

const ROWS = scaled(1_500, 50_000);

test(
  'a sheet of 50,000 rows is imported; imported again, it changes nothing',
  async () => {
    await using world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    const rows = Array.from({ length: ROWS }, (_, i) => [`第${i}企业有限公司`, '', '企业', codeOf('91', i), '', '']);
    const sheet = await sheetOf(rows);
    const { id } = await sent(world, street, '名单.xlsx', sheet);
    const job = await asked(street, id, false);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    await runImports(world);
    const took = Math.round(performance.now() - started);
    const grown = Math.round((process.memoryUsage().rss - before) / 1024 / 1024);
    process.stdout.write(`${ROWS} rows in ${took} ms, ${grown} MB more\n`);
    expect(await seen(street, job.id, 1)).toMatchObject({ state: 'DONE', rowsRead: ROWS, rowsWritten: ROWS });
    expect(await imported(world, street, sheet, false)).toMatchObject({ rowsUnchanged: ROWS, rowsWritten: 0 });
    expect(grown).toBeLessThan(1_024);
  },
  20 * 60_000,
);
