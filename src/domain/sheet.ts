/** Sheets (表格) as they come from a file: rows of cells, whatever program wrote them. */
import type { Bilingual } from './errors.ts';

/** Text, a number, a formula, or the error that stands in its place; null where there is nothing. */
export type Cell =
  string | { readonly number: number } | { readonly formula: true } | { readonly error: string } | null;

export interface SheetRow {
  /** As the program that shows the sheet numbers it, from 1. */
  readonly no: number;
  readonly cells: readonly Cell[];
}

export const MOST_ROWS = 50_000;

/** Columns beyond these are not looked at. */
export const MOST_COLUMNS = 50;

/** What is wrong with one cell, or with a row as a whole. */
export interface CellIssue {
  /** The heading of the column; null where it is the row. */
  readonly column: string | null;
  /** What stands there, cut short. */
  readonly value: string | null;
  readonly code: string;
  readonly message: Bilingual;
}

/** A sheet that cannot be read at all. */
export class BadSheetError extends Error {
  override readonly name = 'BadSheetError';
  readonly text: Bilingual;

  constructor(zh: string, en: string) {
    super(en);
    this.text = { zh, en };
  }
}

const STARTS_A_FORMULA = /^[=+\-@\t\r]/;

/** Text that no program takes for a formula when it opens the sheet: as it is, or behind an apostrophe. */
export const harmless = (text: string): string => (STARTS_A_FORMULA.test(text) ? `'${text}` : text);

/** The same back again. */
export const unescaped = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

const LONGEST_SHOWN = 100;

/** Control characters but for tabs and ends of lines, and what no XML may hold. */
const NOT_KEPT = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

/** Text as a database can keep it: what it cannot stands there as U+FFFD. */
export const keepable = (text: string): string => text.toWellFormed().replaceAll(NOT_KEPT, '\ufffd');

/** What stands in a cell, for people. */
export function shown(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return keepable(Array.from(cell).slice(0, LONGEST_SHOWN).join(''));
  if ('number' in cell) return String(cell.number);
  return 'formula' in cell ? '=…' : cell.error;
}
