/** Sheets that nobody foresaw: each comes to something, and whoever imports after it is not kept waiting. */
import { utils, write } from '@e965/xlsx';
import { expect, test } from '@jest/globals';
import { globalId, type Id } from '../../../src/domain/ids.ts';
import { RemoveUnitIdentifierDocument } from '../../generated/operations.ts';
import { codeOf, wrongCode } from './identifying.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { asked, imported, rowsIn, runImports, seen, sent, taken, unitsIn } from './sheets.ts';
import { there } from '../story.ts';
import { mediaTypes } from '../../../src/domain/file.ts';

async function started() {
  const world = await createWorld();
  const { street } = await world.alliance('五色', 'street');
  const { harbour } = await world.alliance('港口', 'harbour');
  return { world, street, harbour };
}

/** An import that waits. */
async function waiting(world: World, actor: Actor, name: string, sheet: Uint8Array | string, isDry = true) {
  return asked(actor, (await sent(world, actor, name, sheet)).id, isDry);
}

const xlsx = (rows: readonly (readonly string[])[], name = '一'): Buffer =>
  write(utils.book_new(utils.aoa_to_sheet(rows.map((row) => [...row])), name), {
    ...{ type: 'buffer', bookType: 'xlsx' },
  }) as Buffer;

const cut = `${'长'.repeat(99)}𠮷`;

test.each([
  ['a character of two halves at the hundredth place', 'a.csv', `单位名称,单位类型,简称\n甲村,村,${cut}二\n`],
  ['NUL in UTF-16', 'b.csv', Buffer.from('\ufeff单位名称,单位类型\n甲\u0000村,村\n', 'utf16le')],
  [
    'NUL as XLSX spells it',
    'c.xlsx',
    xlsx([
      ['单位名称', '单位类型'],
      ['甲_x0000_村', '村'],
    ]),
  ],
  [
    'half a character as XLSX spells it',
    'd.xlsx',
    xlsx([
      ['单位名称', '单位类型'],
      ['甲_xD800_村', '村'],
    ]),
  ],
  [
    'NUL in the name of the sheet',
    'e.xlsx',
    xlsx(
      [
        ['单位名称', '单位类型'],
        ['', '村'],
      ],
      '一_x0000_',
    ),
  ],
])('%s is told as what is wrong with the row; the import behind it is done', async (_what, name, sheet) => {
  const { world, street, harbour } = await started();
  await using _ = world;
  const job = await waiting(world, street, name, sheet);
  const other = await waiting(world, harbour, '名单.csv', '单位名称,单位类型\n丙村,村', false);
  await runImports(world);
  expect(await seen(street, job.id)).toMatchObject({ state: 'CHECKED', rowsRead: 1, rowsFailed: 1 });
  expect(await seen(harbour, other.id)).toMatchObject({ state: 'DONE', rowsWritten: 1 });
});

test.each([
  ['what the database does not take', '22021', 1],
  ['what nobody can explain', 'XX000', 5],
])(
  'an import that stumbles over %s comes to nothing after so many attempts, and stands in nobody’s way',
  async (_what, code, times) => {
    const { world, street, harbour } = await started();
    await using _ = world;
    await world.sql(`create function public.stumble() returns trigger language plpgsql as $$
    begin raise exception 'here' using errcode = '${code}'; end $$`);
    await world.sql(`create trigger stumble before insert on directory.import_row for each row
    when (new.cells[1] = '坏村') execute function public.stumble()`);
    const job = await waiting(world, street, '坏.csv', '单位名称,单位类型\n坏村,村');
    const other = await waiting(world, harbour, '名单.csv', '单位名称,单位类型\n丙村,村', false);
    const logged: unknown[] = [];
    const log = { warn: (entry: object) => void logged.push(entry) } as unknown as NonNullable<
      Parameters<typeof runImports>[1]
    >;
    for (let attempt = 1; attempt <= times; attempt += 1) {
      expect((await seen(street, job.id)).state).toMatch(/QUEUED|CHECKING/);
      await runImports(world, log);
      expect(await seen(harbour, other.id)).toMatchObject({ state: 'DONE', rowsWritten: 1 });
    }
    expect(await seen(street, job.id)).toMatchObject({
      state: 'FAILED',
      failure: expect.stringContaining('could not deal with this file'),
    });
    expect(logged).toHaveLength(times);
    const [{ id } = { id: '' }] = await world.sql<{ id: string }>(
      "select id from directory.import_job where state = 'FAILED'",
    );
    expect(logged[0]).toMatchObject({ import: id });
  },
);

test('the corrected sheet, sent again as it is, registers nothing that was refused; what was right stands there whole', async () => {
  const { world, street } = await started();
  await using _ = world;
  const names = Array.from({ length: 9 }, (_, i) => `慈溪市很久以前的一个曾用名第${i}号`).join('、');
  const sheet = utils.aoa_to_sheet([
    ['单位名称', '单位类型', '党组织代码', '曾用名'],
    ['=1+1', '村', '', ''],
    ['己', '外星人', '', names],
    ['甲支部', '党组织', Number('330282199001010012'), ''],
    ['乙支部', '党组织', 'x', ''],
    ['丙支部', '党组织', '', ''],
    [`甲\ufffd村`, '村', '', ''],
  ]);
  sheet['A5'] = { t: 's', f: 'A4', v: '公式名' };
  sheet['C6'] = { t: 'e', v: 0x2a };
  const bytes = write(utils.book_new(sheet, '一'), { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  const before = await unitsIn(world);
  const job = await imported(world, street, bytes);
  expect(job).toMatchObject({ rowsRead: 6, rowsFailed: 6 });
  const corrected = (await taken(world, street, there(job.correctedFile).id)).rawPayload;
  const [, ...rows] = await rowsIn(corrected, mediaTypes.xlsx);
  expect(rows.map((cells) => [cells[0], cells[4], cells[5]])).toEqual([
    ["'=1+1", null, null],
    ['己', null, names],
    ['甲支部', '（请重新填写）', null],
    ['（请重新填写）', 'x', null],
    ['丙支部', '（请重新填写）', null],
    ['（请重新填写）', null, null],
  ]);
  expect(rows[2]?.[7]).toContain('党组织代码（原为“330282199001010000”）：');
  const again = await imported(world, street, corrected, false);
  expect(again).toMatchObject({ state: 'DONE', rowsRead: 6, rowsFailed: 6, rowsWritten: 0 });
  expect(await unitsIn(world)).toBe(before);
});

const codes = (world: World, sought: string) =>
  world.sql(
    `select from directory.import_row where cells::text like $1 or unit::text like $1
     union all select from directory.import_issue where value like $1`,
    [`%${sought}%`],
  );

test('what stood in a sheet is emptied when its time is past, also where nobody confirmed it; what came of it stays', async () => {
  const { world, street } = await started();
  await using _ = world;
  const lines = [
    '单位名称,单位类型,统一社会信用代码',
    `早点铺,企业,${codeOf('92', 1)}`,
    `烧饼铺,企业,${wrongCode('92', 2)}`,
  ];
  const done = await imported(world, street, lines.join('\n'), false);
  const checked = await imported(world, street, lines.join('\n'));
  expect(await codes(world, codeOf('92', 1))).not.toEqual([]);
  world.clock.pass({ days: 29 });
  await runImports(world);
  expect(await codes(world, codeOf('92', 1))).not.toEqual([]);
  world.clock.pass({ days: 2 });
  for (let i = 0; i < 3; i += 1) await runImports(world);
  for (const code of [codeOf('92', 1), wrongCode('92', 2)]) expect(await codes(world, code)).toEqual([]);
  // The token of a month ago is none any more.
  const later = await world.people.actor(there(street.person), there(street.unit), null);
  expect(await seen(later, done.id)).toMatchObject({ state: 'DONE', rowsRead: 2, rowsWritten: 1, rowsFailed: 1 });
  expect(await seen(later, checked.id)).toMatchObject({
    state: 'CANCELLED',
    rowsRead: 2,
    issues: { nodes: [{ value: null }] },
  });
});

test('a code that is erased is erased in the rows it came with', async () => {
  const { world, street } = await started();
  await using _ = world;
  const job = await imported(
    world,
    street,
    `单位名称,单位类型,统一社会信用代码\n早点铺,企业,${codeOf('92', 1)}`,
    false,
  );
  const [row] = await world.sql<{ id: Id<'identifier'> }>('select id from directory.unit_identifier');
  await street.do(RemoveUnitIdentifierDocument, {
    ...{ identifierId: globalId('identifier', there(row).id), expectedVersion: 1, reason: '抄错' },
  });
  expect(await world.sql('select from directory.unit_identifier')).toEqual([]);
  expect(await codes(world, codeOf('92', 1))).toEqual([]);
  expect(await seen(street, job.id)).toMatchObject({ state: 'DONE', rowsWritten: 1 });
});
