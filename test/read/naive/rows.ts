/** What the naive executor has in hand: rows it finds again by their whole record, and values made of such a row. */
import { UNIT_FILES } from '../../support/world.ts';
import type { Viewer } from '../../../src/domain/access/viewer.ts';
import type { Readers } from '../../../src/data/readers.ts';
import type { Turns } from '../../../src/data/turns.ts';
import { Scope } from '../../../src/read/scope.ts';
import { all, finish, name, Param, Row, sql, type Sql } from '../../../src/read/sql.ts';
import { everyone, NO_FILTERS, type Fields, type FilterValues, type View } from '../../../src/read/view.ts';

/** A visible row. Its record is all it is known by: the key of some views is unique within one parent only. */
export class FoundRow {
  readonly view: View;
  readonly record: string;
  /** What is found of it instead of itself. */
  readonly via: ((row: Row, scope: Scope) => Sql) | null;
  /** What the list was filtered by in which it was found. */
  readonly filters: FilterValues;

  constructor(view: View, record: string, filters: FilterValues = NO_FILTERS, via: FoundRow['via'] = null) {
    this.view = view;
    this.record = record;
    this.filters = filters;
    this.via = via;
  }

  /** What is found of it, or of what was found of it, instead of itself. */
  reached(next: (row: Row, scope: Scope) => Sql): FoundRow {
    const { via } = this;
    const through = new Row('through');
    const both: FoundRow['via'] =
      via === null
        ? next
        : (row, scope) =>
            sql`select beyond.* from (${via(row, scope)}) through, lateral (${next(through, scope)}) beyond`;
    return new FoundRow(this.view, this.record, this.filters, both);
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
const outer = new Row('outermost');

export const constant = (cast: string, value: unknown): Param => new Param(cast, () => value);

export const record = (row: Row): Sql => sql`${name(row.alias)}::text`;

export function table(view: View, row: Row, scope: Scope, filters: FilterValues = NO_FILTERS): Sql {
  const from = typeof view.from === 'string' ? name(view.from) : sql`(${view.from(scope, filters)})`;
  return sql`${from} ${name(row.alias)}`;
}

export function isVisible(view: View, row: Row, scope: Scope): Sql {
  return view.visible === everyone ? sql`true` : view.visible(row, scope);
}

/** Rows, as a FROM with its WHERE. */
export interface Listed {
  readonly from: Sql;
  readonly where: Sql;
}

/** Sends one SELECT of one JSON value. */
export type Send = (make: (scope: Scope) => Sql) => Promise<unknown>;

/** That one row. */
export function only(found: FoundRow, row: Row, scope: Scope): Listed {
  if (found.via !== null) {
    const { from, where } = only(new FoundRow(found.view, found.record, found.filters), outer, scope);
    return { from: sql`${from}, lateral (${found.via(outer, scope)}) ${name(row.alias)}`, where };
  }
  const isIt = sql`${record(row)} = ${constant('text', found.record)}`;
  return { from: table(found.view, row, scope, found.filters), where: all([isIt, isVisible(found.view, row, scope)]) };
}

/**
 * Sends one SELECT of one JSON value. Problems with hats are for the product to report. The guarded lane refuses when
 * too many wait for it, and a document of many rows asks for each at once: they take turns.
 */
export async function select(
  readers: Readers,
  turns: Turns,
  viewer: Viewer,
  make: (scope: Scope) => Sql,
): Promise<unknown> {
  const scope = new Scope(viewer);
  const { text, params } = finish(scope.statement(make(scope)));
  const values = params.map((param) =>
    param.get({ variables: {}, viewer, given: {}, limits: { unitFiles: UNIT_FILES } }),
  );
  const guardedFor = scope.isGuarded ? viewer : null;
  const statement = { name: 'naive', text, values, guardedFor, isHeavy: false };
  const [answer] =
    guardedFor === null ? await readers.send(statement) : await turns.take('guarded', () => readers.send(statement));
  return answer === null ? null : JSON.parse(answer);
}
