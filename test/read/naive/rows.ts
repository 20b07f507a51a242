/** What the naive executor has in hand: rows it finds again by their whole record, and values made of such a row. */
import type { Viewer } from '../../../src/domain/access/viewer.ts';
import type { Readers } from '../../../src/data/readers.ts';
import { Scope } from '../../../src/read/scope.ts';
import { all, finish, name, Param, Row, sql, type Sql } from '../../../src/read/sql.ts';
import { everyone, type Fields, type View } from '../../../src/read/view.ts';

/** A visible row. Its record is all it is known by: the key of some views is unique within one parent only. */
export class FoundRow {
  readonly view: View;
  readonly record: string;

  constructor(view: View, record: string) {
    this.view = view;
    this.record = record;
  }
}

/** Several fields of one row that make a value. */
export class FoundValue {
  readonly row: FoundRow;
  readonly fields: Fields;

  constructor(row: FoundRow, fields: Fields) {
    this.row = row;
    this.fields = fields;
  }
}

/** The row a statement is about, and the one it was reached from. Views use aliases of one letter themselves. */
export const item = new Row('item');
export const parent = new Row('parent');

export const constant = (cast: string, value: unknown): Param => new Param(cast, () => value);

export const record = (row: Row): Sql => sql`${name(row.alias)}::text`;

export function table(view: View, row: Row, scope: Scope): Sql {
  const from = typeof view.from === 'string' ? name(view.from) : sql`(${view.from(scope)})`;
  return sql`${from} ${name(row.alias)}`;
}

export function isVisible(view: View, row: Row, scope: Scope): Sql {
  return view.visible === everyone ? sql`true` : view.visible(row, scope);
}

/** That one row, as a FROM with its WHERE. */
export function only(found: FoundRow, row: Row, scope: Scope): { from: Sql; where: Sql } {
  const isIt = sql`${record(row)} = ${constant('text', found.record)}`;
  return { from: table(found.view, row, scope), where: all([isIt, isVisible(found.view, row, scope)]) };
}

/** Sends one SELECT of one JSON value. Problems with hats are for the product to report. */
export async function select(readers: Readers, viewer: Viewer, make: (scope: Scope) => Sql): Promise<unknown> {
  const scope = new Scope(viewer);
  const { text, params } = finish(scope.statement(make(scope)));
  const values = params.map((param) => param.get({ variables: {}, viewer, given: {} }));
  const guardedFor = scope.isGuarded ? viewer : null;
  const [answer] = await readers.send({ name: 'naive', text, values, guardedFor, isHeavy: false });
  return answer === null ? null : JSON.parse(answer);
}
