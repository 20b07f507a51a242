/** Sheets that are made for people: one to be filled in, and one that says what is wrong with another. */
import { harmless, MOST_ROWS } from '../../domain/sheet.ts';
import { addedColumns, TO_FILL_IN, type Column } from '../../domain/sheet-columns.ts';
import { writeSheets, type CellToWrite, type Choice, type SheetToWrite } from './sheets.ts';

interface ListToChoose {
  readonly list: readonly string[];
  /** Whether something else may be written. */
  readonly isOpen?: boolean;
}

export interface Form {
  /** The name of the sheet. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** By the heading of a column, what may be chosen there. */
  readonly choices: Readonly<Record<string, ListToChoose>>;
  /** What there is to say beside the columns: about what, and what. */
  readonly notes: readonly (readonly [string, string])[];
}

const heading = (text: string): CellToWrite => ({ text, is: 'HEADING' });

function explained({ columns, notes }: Form): SheetToWrite {
  return {
    name: '说明',
    widths: [22, 80],
    choices: {},
    rows: [
      [heading('列'), heading('填写说明')],
      ...columns.map((column) => [{ text: column.heading }, { text: column.help }]),
      [
        { text: '行数' },
        { text: '每个文件至多 50,000 行，只读取第一张工作表；第一行为表头，列的顺序不限，其他列不读取。' },
      ],
      ...notes.map(([about, note]) => [{ text: about }, { text: note }]),
    ],
  };
}

/** As long as a list may be that stands in the cell's own rule; a longer one, or one with other characters, has a sheet. */
const LONGEST_LIST = 255;
const isPlain = (list: readonly string[]): boolean =>
  list.join(',').length <= LONGEST_LIST && list.every((one) => !/[,"<>&']/.test(one));

const CHOICES = '选项';

interface Chosen {
  readonly choices: SheetToWrite['choices'];
  readonly sheets: readonly SheetToWrite[];
}

/** Where each list is chosen from, and the sheet of those that stand in none. */
function chosen({ columns, choices }: Form): Chosen {
  const kept: { readonly name: string; readonly list: readonly string[] }[] = [];
  const rules: Record<number, Choice> = {};
  for (const [i, column] of columns.entries()) {
    const { list, isOpen = false } = choices[column.heading] ?? { list: [] };
    if (list.length === 0) continue;
    if (isPlain(list)) rules[i] = { list, isOpen };
    else {
      const letter = String.fromCharCode(65 + kept.length);
      kept.push({ name: column.heading, list });
      rules[i] = { range: `'${CHOICES}'!$${letter}$2:$${letter}$${list.length + 1}`, isOpen };
    }
  }
  if (kept.length === 0) return { choices: rules, sheets: [] };
  const longest = Math.min(MOST_ROWS, Math.max(...kept.map(({ list }) => list.length)));
  const rows = Array.from({ length: longest }, (_, i) => kept.map(({ list }) => ({ text: harmless(list[i] ?? '') })));
  const sheet = { name: CHOICES, widths: kept.map(() => 30), choices: {} };
  return { choices: rules, sheets: [{ ...sheet, rows: [kept.map(({ name }) => heading(name)), ...rows] }] };
}

type AddedColumn = Pick<Column, 'heading' | 'width'>;

/** The sheet with rows in it, and with columns beside that are not read again. */
export function filledSheet(
  form: Form,
  added: readonly AddedColumn[],
  rows: SheetToWrite['rows'],
): Promise<Uint8Array> {
  const { choices, sheets } = chosen(form);
  const own = form.columns.map(({ width }) => width);
  const head = [...form.columns, ...added].map((column) => heading(column.heading));
  const widths = [...own, ...added.map(({ width }) => width)];
  const main = { name: form.name, widths, choices, rows: [head, ...rows] };
  return writeSheets([main, explained(form), ...sheets]);
}

/** The template: headings, drop-downs and a sheet of explanations. */
export function templateOf(form: Form): Promise<Uint8Array> {
  return filledSheet(form, [], []);
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

/** The rows that something is wrong with, as they were, and beside each what it is; to be put right and imported anew. */
export function correctedSheet(form: Form, rows: readonly WrongRow[]): Promise<Uint8Array> {
  const { columns } = form;
  const body = rows.map(({ no, cells, issues }): CellToWrite[] => {
    const wrong = new Set(issues.map(({ column }) => column));
    const own = columns.map((column, i): CellToWrite => {
      const text = harmless(cells[i] ?? '');
      return wrong.has(column.heading) ? { text, is: 'WRONG' } : { text };
    });
    const said = issues.map((issue) => saidOf(form, issue, cells)).join('\n');
    return [...own, { text: String(no) }, { text: harmless(said) }];
  });
  const added = [
    { heading: addedColumns.row, width: 8 },
    { heading: addedColumns.issue, width: 70 },
  ];
  return filledSheet(form, added, body);
}

/** The value stands here where it could not be written back into its cell. */
function saidOf({ columns }: Form, issue: WrongRow['issues'][number], cells: readonly string[]): string {
  const { column, value, message } = issue;
  if (column === null) return message;
  const isLost = cells[columns.findIndex((one) => one.heading === column)] === TO_FILL_IN;
  return isLost && value !== null ? `${column}（原为“${value}”）：${message}` : `${column}：${message}`;
}
