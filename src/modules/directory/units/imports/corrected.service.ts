/** Sheets that are made: the one to be filled in, and the one that says what is wrong with another. */
import { writeSheets, type CellToWrite, type SheetToWrite } from '../../../../data/sheets/sheets.ts';
import { TO_FILL_IN } from '../../../../domain/directory/unit-row.ts';
import { addedColumns, kindWords, unitColumns } from '../../../../domain/directory/unit-sheet.ts';
import { harmless } from '../../../../domain/sheet.ts';

const columns = Object.values(unitColumns);
const headings = columns.map(({ heading }): CellToWrite => ({ text: heading, is: 'HEADING' }));
const choices = {
  [columns.findIndex(({ heading }) => heading === unitColumns.kind.heading)]: Object.values(kindWords),
};

const explained: SheetToWrite = {
  name: '说明',
  widths: [22, 80],
  choices: {},
  rows: [
    [
      { text: '列', is: 'HEADING' },
      { text: '填写说明', is: 'HEADING' },
    ],
    ...columns.map(({ heading, help }) => [{ text: heading }, { text: help }]),
    [
      { text: '行数' },
      { text: '每个文件至多 50,000 行，只读取第一张工作表；第一行为表头，列的顺序不限，其他列不读取。' },
    ],
    [{ text: '公式' }, { text: '不读取公式单元格，请粘贴为数值；号码列请设为文本格式。' }],
    [{ text: '重复导入' }, { text: '同一份表可以重复导入：已登记的单位不会重复登记。' }],
  ],
};

/** The template: headings, drop-downs and a sheet of explanations. */
export function unitsTemplate(): Promise<Uint8Array> {
  const sheet = { name: '单位', widths: columns.map(({ width }) => width), choices, rows: [headings] };
  return writeSheets([sheet, explained]);
}

export interface WrongRow {
  readonly no: number;
  readonly cells: readonly string[];
  readonly issues: readonly {
    readonly column: string | null;
    readonly value: string | null;
    readonly message: string;
  }[];
}

/** The value stands here where it could not be written back into its cell. */
function saidOf({ column, value, message }: WrongRow['issues'][number], cells: readonly string[]): string {
  if (column === null) return message;
  const isLost = cells[columns.findIndex(({ heading }) => heading === column)] === TO_FILL_IN;
  return isLost && value !== null ? `${column}（原为“${value}”）：${message}` : `${column}：${message}`;
}

/** The rows that something is wrong with, as they were, and beside each what it is; to be put right and imported anew. */
export function correctedSheet(rows: readonly WrongRow[]): Promise<Uint8Array> {
  const head = [...headings, ...Object.values(addedColumns).map((text): CellToWrite => ({ text, is: 'HEADING' }))];
  const body = rows.map(({ no, cells, issues }): CellToWrite[] => {
    const wrong = new Set(issues.map(({ column }) => column));
    const own = columns.map(({ heading }, i): CellToWrite => {
      const text = harmless(cells[i] ?? '');
      return wrong.has(heading) ? { text, is: 'WRONG' } : { text };
    });
    const said = issues.map((issue) => saidOf(issue, cells)).join('\n');
    return [...own, { text: String(no) }, { text: harmless(said) }];
  });
  const widths = [...columns.map(({ width }) => width), 8, 70];
  return writeSheets([{ name: '单位', widths, choices, rows: [head, ...body] }, explained]);
}
