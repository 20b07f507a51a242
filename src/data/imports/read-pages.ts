/** The rows of a sheet that is imported, page by page, under the headings of its first row. */
import { BadSheetError, type Cell, type SheetRow } from '../../domain/sheet.ts';
import { readRows } from '../sheets/sheets.ts';

export interface SheetFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

interface Reading<Header> {
  /** Throws `BadSheetError` where the headings are not those that are needed. */
  readonly header: (cells: readonly Cell[]) => Header;
  /** Where a template is. */
  readonly template: string;
  readonly keep: (header: Header, rows: readonly SheetRow[]) => Promise<void>;
  /** Asked between pages: ends it. */
  readonly isOver: () => Promise<boolean>;
}

/** The name of the sheet; null where it was ended. Throws `BadSheetError`. */
export async function readPages<Header>(
  file: SheetFile,
  { header: headerOf, template, keep, isOver }: Reading<Header>,
): Promise<string | null> {
  let found: { readonly header: Header } | null = null;
  let name = '';
  for await (const { sheet, rows } of readRows(file.bytes, file.mediaType)) {
    name = sheet;
    const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''));
    const [first, ...rest] = filled;
    const body: readonly SheetRow[] = found === null ? rest : filled;
    if (found === null && first !== undefined) found = { header: headerOf(first.cells) };
    if (found === null) continue;
    await keep(found.header, body);
    if (await isOver()) return null;
  }
  if (found !== null) return name;
  throw new BadSheetError(
    `表格是空的，请使用模板（${template}）。`,
    `The sheet is empty: take the template (${template}).`,
  );
}
