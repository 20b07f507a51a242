/** Short constructors for views; see `view.ts` for what each means. */
import type { AppScope } from '../domain/access/roles.ts';
import type { IdKind } from '../domain/kinds.ts';
import { BadInputError } from '../domain/errors.ts';
import { literal, spellId, sql, type Param, type Row, type Sql } from './sql.ts';
import type { Scope } from './scope.ts';
import type { Computes, CursorCast, Field, Filter, FilterValue, Measure, OrderTerm, View } from './view.ts';

export type ValueField = Extract<Field, { kind: 'value' }>;

export const id = (of: IdKind, column = 'id'): Field => ({ kind: 'id', of, column, nullable: false });

export const column = (name: string): Field => ({ kind: 'column', column: name, as: 'json', nullable: false });

export const optional = (name: string): Field => ({ kind: 'column', column: name, as: 'json', nullable: true });

export const decimal = (name: string): Field => ({ kind: 'column', column: name, as: 'decimal', nullable: false });

export const computed = (value: Computes): Field => ({
  kind: 'computed',
  value,
  nullable: false,
  scope: null,
});

/** A computed value that may be missing; `scope` is what an app needs to be let to read it. */
export const maybe = (value: Computes, scope: AppScope | null = null): Field => ({
  kind: 'computed',
  value,
  nullable: true,
  scope,
});

export const value = (fields: Readonly<Record<string, Field>>): ValueField => ({
  kind: 'value',
  fields,
  present: null,
  from: null,
});

/** The same of a row that is found for it. */
export const valueFrom = (from: Computes, fields: Readonly<Record<string, Field>>): ValueField => ({
  ...value(fields),
  from,
});

export const valueWhere = (present: Computes, fields: Readonly<Record<string, Field>>): ValueField => ({
  ...value(fields),
  present,
});

/** A list of values, each where its `present` holds. */
export const values = (...items: readonly ValueField[]): Field => ({ kind: 'values', items });

/** A list of values, each of one of the rows that are found for it: few by nature, in the order in which they are found. */
export const rowsFrom = (from: Computes, fields: Readonly<Record<string, Field>>): Field => ({
  kind: 'rows',
  fields,
  from,
});

/** The row of another type that `column` names. Null where the viewer may not see it. */
export const one = (type: string, column: string, references: string | null = null): Field => ({
  kind: 'one',
  type,
  column,
  references,
  nullable: false,
});

export const optionalOne = (type: string, column: string, references: string | null = null): Field => ({
  kind: 'one',
  type,
  column,
  references,
  nullable: true,
});

/** The row of one of several types, as their columns say: `either('Party', { App: 'app_id', Unit: 'unit_id' })`. */
export const either = (type: string, columns: Readonly<Record<string, string>>): Field => ({
  kind: 'either',
  type,
  choices: Object.entries(columns).map(([choice, columnName]) => ({ type: choice, column: columnName })),
});

/** The rows of another type whose column `by` names this one's key, or its column `named`. */
export const many = (type: string, by: string, named = 'id'): Field =>
  manyWhere(type, (other, row) => sql`${other.col(by)} = ${row.col(named)}`);

/** The rows of another type that belong to this one for a reason of their own. */
export const manyWhere = (type: string, joined: (other: Row, row: Row, scope: Scope) => Sql): Field => ({
  kind: 'many',
  type,
  joined,
  order: null,
});

/** The same, few by nature, in that order of theirs. */
export const listWhere = (order: string, type: string, joined: (other: Row, row: Row, scope: Scope) => Sql): Field => ({
  kind: 'many',
  type,
  joined,
  order,
});

/** A quantity and its unit of measure from two columns. */
export const quantity = (amount: string, unit: string): Field => value({ value: decimal(amount), unit: column(unit) });

/** What is left of one column after another, as a quantity. Never below zero. */
export const quantityLeft = (amount: string, taken: string, unit: string): Field =>
  value({
    value: computed((row) => sql`trim_scale(greatest(${row.col(amount)} - ${row.col(taken)}, 0))::text`),
    unit: column(unit),
  });

export const asc = (name: string, cast: CursorCast): OrderTerm => ({ column: name, direction: 'asc', cast });

/** In the order of a collation of the database. */
export const collated = (name: string, collation: string): OrderTerm => ({ ...asc(name, 'text'), collation });

export const desc = (name: string, cast: CursorCast): OrderTerm => ({ column: name, direction: 'desc', cast });

export const newestFirst = { NEWEST: [desc('id', 'uuid')], OLDEST: [asc('id', 'uuid')] } as const;

/** A filter of equality on a column, a list meaning "one of". */
export const equals =
  (columnName: string, cast: string): Filter =>
  (row, filter) =>
    sql`${row.col(columnName)} = ${filter.as(cast)}`;

export const oneOf =
  (columnName: string): Filter =>
  (row, filter) =>
    sql`${row.col(columnName)} = any(${filter.as('text[]')})`;

export const ofId =
  (columnName: string, kind: IdKind): Filter =>
  (row, filter) =>
    sql`${row.col(columnName)} = ${filter.id(kind)}`;

/** A facet: the text of a column. */
export const facet =
  (columnName: string) =>
  (row: Row): Sql =>
    row.col(columnName);

/** A facet: the global id that a column holds. */
export const idFacet =
  (columnName: string, kind: IdKind) =>
  (row: Row): Sql =>
    spellId(kind, row.col(columnName));

/** A measure of a column, with its unit of measure from another; after `less`, what is left, and never below zero. */
export const measure = (amount: string, unit: string, less: string | null = null): Measure => ({
  amount: (row) => (less === null ? row.col(amount) : sql`greatest(${row.col(amount)} - ${row.col(less)}, 0)`),
  unit: (row) => row.col(unit),
});

/** As long as names are. What is looked for costs with its length: as a pattern more than in proportion. */
const MOST_LETTERS = 64;

/** The words that a search is for, without what is around them: none are in everything. Every search takes them from here. */
export const wordsOf = (filter: FilterValue): Param =>
  filter.as('text', (given) => {
    const words = String(given).trim();
    if (Array.from(words).length <= MOST_LETTERS) return words;
    throw new BadInputError(
      `搜索词（search）至多 ${MOST_LETTERS} 个字符。`,
      `The words of a search are at most ${MOST_LETTERS} characters.`,
    );
  });

/** A substring of any of the columns, from one character on, case ignored. */
export const contains =
  (...columns: readonly [string, ...string[]]): Filter =>
  (row, filter, scope) => {
    scope.weigh(filter);
    const needle = wordsOf(filter);
    const [first, ...rest] = columns;
    const hay = rest.reduce((text, next) => sql`${text} || ' ' || ${row.col(next)}`, row.col(first));
    return sql`position(lower(${needle}) in lower(${hay})) > 0`;
  };

/** The text of a term in the viewer's language. */
export const inLanguage = (zh: string, en: string): Field =>
  computed(
    (row, scope) => sql`case when ${scope.locale} = ${literal('en')} then ${row.col(en)} else ${row.col(zh)} end`,
  );

const byId: OrderTerm = asc('id', 'uuid');

/** As much of an entity as a view takes over: its table and its columns. */
interface EntityLike {
  readonly meta: {
    readonly tableName?: string;
    readonly schema?: string;
    readonly properties: Readonly<Record<string, unknown>>;
  };
}

interface Property {
  readonly type?: object;
  readonly nullable?: boolean;
}

/** The columns of an entity as fields: `shortName` is the column `short_name`; exact numbers become decimal text. */
function columnsOf(entity: EntityLike): Readonly<Record<string, Field>> {
  // A relation is a function: what it leads to is the view's to say.
  const own = Object.entries(entity.meta.properties).filter(([, options]) => typeof options === 'object');
  const columns = (own as [string, Property][]).map(([property, options]) => {
    const columnName = property.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
    const as = options.type?.constructor.name === 'DecimalType' ? 'decimal' : 'json';
    return [property, { kind: 'column', column: columnName, as, nullable: options.nullable === true }] as const;
  });
  return Object.fromEntries(columns);
}

type Declared = Pick<View, 'type' | 'fields' | 'visible'> &
  Partial<Pick<View, 'key' | 'filters' | 'leads' | 'orders' | 'facets' | 'measures' | 'redirect' | 'scope'>>;

const nothingElse = { filters: {}, leads: {}, facets: {}, measures: {}, redirect: null, scope: null };

const usual = { key: byId, orders: newestFirst, ...nothingElse };

/** A view of an entity: its table, its columns, and what differs. Ordered newest first unless said. */
export function viewOf(entity: EntityLike, declared: Declared): View {
  const { schema, tableName } = entity.meta;
  if (schema === undefined || tableName === undefined) throw new Error(`${declared.type}: the entity names no table`);
  return { ...usual, from: `${schema}.${tableName}`, columns: columnsOf(entity), ...declared };
}

/** A view of what is no entity: an SQL view, or a subquery that needs the viewer. */
export function viewFrom(from: View['from'], declared: Declared): View {
  return { ...usual, from, columns: {}, ...declared };
}
