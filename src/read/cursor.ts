/** Cursors: the name of the order and the values of its columns at a row, spelled in SQL and read back here. */
import { BadInputError } from '../domain/errors.ts';
import { join, literal, name, sql, type Row, type Sql } from './sql.ts';
import type { CursorCast, OrderTerm } from './view.ts';

/** The value a term orders by. */
export function orderedBy(term: OrderTerm, row: Row): Sql {
  const column = collated(row.col(term.column), term);
  return term.nullsAs === undefined ? column : sql`coalesce(${column}, ${literal(term.nullsAs)}::${name(term.cast)})`;
}

const collated = (column: Sql, { collation }: OrderTerm): Sql =>
  collation === undefined ? column : sql`(${column} collate ${name(collation)})`;

/** The cursor of a row: base64url of a JSON array, values as text in full precision. */
export function cursorOf(order: string, terms: readonly OrderTerm[], row: Row): Sql {
  const values = terms.map((term) => sql`${orderedBy(term, row)}::text`);
  const array = sql`json_build_array(${join([literal(order), ...values], ', ')})::text`;
  return sql`translate(encode(convert_to(${array}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}

const shapes: Readonly<Record<CursorCast, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  integer: /^-?\d{1,9}$/,
  numeric: /^-?\d{1,30}(\.\d{1,30})?$/,
  float8: /^(-?Infinity|-?\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,3})?)$/,
  text: /^[^\0]*$/,
  timestamptz: /^(-?infinity|(\d{4}-\d\d-\d\d) ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)*)$/,
  date: /^(-?infinity|(\d{4}-\d\d-\d\d))$/,
};

/** Whether PostgreSQL would read the text as that type: a forged cursor must not become an error of the database. */
function isReadable(cast: CursorCast, text: string): boolean {
  const match = shapes[cast].exec(text);
  if (match === null) return false;
  switch (cast) {
    case 'date':
    case 'timestamptz':
      return match[2] === undefined || isDay(match[2]);
    case 'float8':
      return text.endsWith('Infinity') || isFloat(text);
    default:
      return true;
  }
}

/** Whether the calendar has the day, of the years 1 to 9999. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !text.startsWith('0000') && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Whether the number neither overflows nor vanishes. */
function isFloat(text: string): boolean {
  const number = Number(text);
  return Number.isFinite(number) && (number !== 0 || /^-?[0.]+(e|$)/.test(text));
}

/** The values of a cursor of this order. Throws `BadInputError` for a broken cursor or one of another order. */
export function readCursor(text: unknown, order: string, terms: readonly OrderTerm[]): string[] {
  const parts = decode(text);
  if (parts === null) {
    throw new BadInputError(
      '游标（cursor）已损坏，请原样使用上一页返回的游标。',
      'The cursor is broken: pass on cursors as the previous page gave them.',
    );
  }
  const [given, ...values] = parts;
  const fits =
    given === order &&
    values.length === terms.length &&
    terms.every((term, i) => isReadable(term.cast, values[i] ?? ''));
  if (!fits) {
    throw new BadInputError(
      `该游标属于另一种排序，不能用于 ${order} 排序。请从第一页重新读取。`,
      `The cursor belongs to another order than ${order}: start again from the first page.`,
    );
  }
  return values;
}

function decode(text: unknown): string[] | null {
  if (typeof text !== 'string') return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const isList = Array.isArray(parsed) && parsed.every((part) => typeof part === 'string');
    return isList ? parsed : null;
  } catch {
    return null;
  }
}
