/** Sheets as hostile hands make them: each is refused, with a sentence, and nobody else notices. */
import { crc32, deflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from '@jest/globals';
import { readRows, writeSheets } from '../../src/data/sheets/sheets.ts';
import { honestZip } from '../../src/data/sheets/zip.ts';
import { mediaTypes } from '../../src/domain/file.ts';
import { BadSheetError, harmless, unescaped, type SheetRow } from '../../src/domain/sheet.ts';

async function rowsOf(bytes: Uint8Array, mediaType: string = mediaTypes.xlsx): Promise<SheetRow[]> {
  const all: SheetRow[] = [];
  for await (const { rows } of readRows(bytes, mediaType)) all.push(...rows);
  return all;
}

/** A zip of one entry, which says that it unpacks to `says` bytes. */
function zipOf(name: string, content: Buffer, says = content.length, flags = 0): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  for (const [header, at] of [
    [local, 4],
    [entry, 6],
  ] as const) {
    header.writeUInt16LE(20, at);
    header.writeUInt16LE(flags, at + 2);
    header.writeUInt16LE(8, at + 4);
    header.writeUInt32LE(crc32(content), at + 10);
    header.writeUInt32LE(packed.length, at + 14);
    header.writeUInt32LE(says, at + 18);
    header.writeUInt16LE(name.length, at + 22);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

/** A zip of which the directory says the one and the header before the data the other. */
function forged(content: Buffer, trick: 'METHOD' | 'SIZE' | 'COUNT'): Buffer {
  const bytes = zipOf('xl/workbook.xml', content);
  const end = bytes.length - 22;
  const entry = bytes.readUInt32LE(end + 16);
  const packed = bytes.readUInt32LE(entry + 20);
  if (trick === 'METHOD') bytes.writeUInt16LE(0, entry + 10);
  if (trick === 'COUNT') bytes.writeUInt16LE(0, end + 10);
  else bytes.writeUInt32LE(trick === 'METHOD' ? packed : 1000, entry + 24);
  return bytes;
}

const swollen = 'unpacks to too much';
const broken = 'broken or encrypted';

describe('a sheet is refused', () => {
  test.each([
    ['that swells', () => zipOf('xl/workbook.xml', Buffer.alloc(200 * 1024 * 1024)), swollen],
    [
      'that swells and says it does not',
      () => zipOf('xl/workbook.xml', Buffer.alloc(200 * 1024 * 1024), 1000),
      swollen,
    ],
    ['that is less than it says', () => zipOf('xl/workbook.xml', Buffer.alloc(10), 1000), broken],
    ['that is encrypted', () => zipOf('xl/workbook.xml', Buffer.alloc(10), 10, 1), broken],
    ['that ends too soon', () => zipOf('xl/workbook.xml', Buffer.alloc(10)).subarray(0, 60), broken],
    ['that is a zip of something else', () => zipOf('xl/workbook.xml', Buffer.from('<a>')), 'cannot be read'],
  ])('%s', async (_what, make, said) => {
    const refused = rowsOf(make());
    await expect(refused).rejects.toThrow(BadSheetError);
    await expect(refused).rejects.toThrow(said);
  });
});

test.each(['METHOD', 'SIZE', 'COUNT'] as const)(
  'a sheet that would unpack to 400 MB and lies about it is never unpacked (%s)',
  async (trick) => {
    const bytes = forged(Buffer.alloc(400 * 1024 * 1024), trick);
    await expect(rowsOf(bytes)).rejects.toThrow(BadSheetError);
    const handedOn = ((): Buffer | null => {
      try {
        return honestZip(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(BadSheetError);
        return null;
      }
    })();
    if (handedOn === null) return;
    // What the library may unpack: nothing is packed.
    expect(handedOn.readUInt16LE(8)).toBe(0);
    expect(handedOn.length).toBeLessThan(bytes.length + 1000);
  },
);

test('cells are text, numbers, formulas and errors; of several sheets the first is read', async () => {
  const sheet = utils.aoa_to_sheet([['甲', 12.5, true, null, '913302030000000001']]);
  sheet['F1'] = { t: 'n', f: 'SUM(1,2)', v: 3 };
  sheet['G1'] = { t: 'e', v: 0x2a };
  sheet['H1'] = { t: 'n', f: 'HYPERLINK("http://x")' };
  sheet['!ref'] = 'A1:H1';
  const book = utils.book_new(sheet, '一');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['别的']]), '二');
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  expect(await rowsOf(bytes)).toEqual([
    {
      no: 1,
      cells: [
        ...['甲', { number: 12.5 }, 'true', null, '913302030000000001'],
        ...[{ formula: true }, { error: '#ERROR' }, { formula: true }],
      ],
    },
  ]);
});

test('rows that have a look and nothing in them are none, however many; what stands below them is one too many', async () => {
  const sheetTo = (cell: object): Buffer => {
    const sheet = utils.aoa_to_sheet([['单位名称'], ['甲']]);
    sheet['A50002'] = { t: 'z', z: '0.00' };
    sheet['A60000'] = cell;
    sheet['!ref'] = 'A1:A60000';
    return write(utils.book_new(sheet, '一'), { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  };
  expect((await rowsOf(sheetTo({ t: 'z', z: '0.00' }))).map(({ cells }) => cells)).toEqual([['单位名称'], ['甲']]);
  await expect(rowsOf(sheetTo({ t: 's', v: '乙' }))).rejects.toThrow('more than 50000 rows');
});

test('what is written looks like no formula to any program, and is read back as it was', async () => {
  const texts = ['=1+1', '+86', '-1', '@cmd', '\tx', '普通', "'", "'普通"];
  for (const text of texts) {
    expect(harmless(text)).not.toMatch(/^[=+\-@\t\r]/);
    expect(unescaped(harmless(text))).toBe(text);
  }
  const bytes = await writeSheets([
    { name: '一', widths: [], choices: {}, rows: [texts.map((text) => ({ text: harmless(text) }))] },
  ]);
  const [row] = await rowsOf(bytes);
  expect(row?.cells).toEqual(texts.map(harmless));
});
