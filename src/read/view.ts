/**
 * The words in which a module says how its types are read. A view names its table and, field by field, where each
 * GraphQL field comes from; `visible` says which rows a viewer may see and holds wherever the type appears.
 */
import type { AppScope } from '../domain/access/roles.ts';
import type { IdKind } from '../domain/kinds.ts';
import type { Row, Sql, Param } from './sql.ts';
import type { Scope } from './scope.ts';

/** The arguments of a field that has some of its own. */
export interface FieldArguments {
  /** The value as a parameter of that SQL type; `read` makes it of what was given, beside the others, and may refuse it. */
  as(name: string, cast: string, read?: (given: unknown, other: (name: string) => unknown) => unknown): Param;
}

/** What is computed of a row, for the viewer, with the arguments of the field. */
export type Computes = (row: Row, scope: Scope, args: FieldArguments) => Sql;

export type Field =
  | { readonly kind: 'id'; readonly of: IdKind; readonly column: string; readonly nullable: boolean }
  | { readonly kind: 'column'; readonly column: string; readonly as: ColumnForm; readonly nullable: boolean }
  | {
      readonly kind: 'computed';
      readonly value: Computes;
      readonly nullable: boolean;
      /** What an app needs to be let to read it, beside what its type takes. */
      readonly scope: AppScope | null;
    }
  | {
      /** A value of several fields from the same row; null where `present` does not hold. */
      readonly kind: 'value';
      readonly fields: Fields;
      readonly present: Computes | null;
      /** The only row of this query instead: what several of the fields need is found once. */
      readonly from: Computes | null;
    }
  | { readonly kind: 'values'; readonly items: readonly Extract<Field, { kind: 'value' }>[] }
  /** A list of values, each made of one of the few rows of this query, in its order. */
  | { readonly kind: 'rows'; readonly fields: Fields; readonly from: Computes }
  | {
      readonly kind: 'one';
      readonly type: string;
      readonly column: string;
      /** The column of the other table that `column` names; its key unless said. */
      readonly references: string | null;
      readonly nullable: boolean;
    }
  | {
      /** One of several types of an interface or union: the first whose column holds an id. */
      readonly kind: 'either';
      readonly type: string;
      readonly choices: readonly { readonly type: string; readonly column: string }[];
    }
  | {
      readonly kind: 'many';
      readonly type: string;
      /** Which rows of the other table belong to this one. */
      readonly joined: (other: Row, row: Row, scope: Scope) => Sql;
      readonly order: string | null;
    };

/** How a column is spelled in JSON: as PostgreSQL would, or as the text of an exact number without trailing zeros. */
type ColumnForm = 'json' | 'decimal';

export type Fields = Readonly<Record<string, Field>>;

/** A value of an argument inside a filter. */
export interface FilterValue {
  /** The value as a parameter of that SQL type; `read` makes it of what was given, and may refuse it. */
  as(cast: string, read?: (given: unknown) => unknown): Param;
  /** A global id (or a list of them) of that kind, as a uuid parameter. */
  id(kind: IdKind): Param;
  /** A global id of whatever kind, as two parameters: its prefix as text and itself as a uuid. */
  anyId(): { readonly kind: Param; readonly id: Param };
}

/** What a list is filtered by: the entries of its filter that hold a value. */
export type FilterValues = ReadonlyMap<string, FilterValue>;

export const NO_FILTERS: FilterValues = new Map();

/** `filters` are all that the list has. */
export type Filter = (row: Row, value: FilterValue, scope: Scope, filters: FilterValues) => Sql;

/**
 * For a filter whose rows are found sooner than by going through the table in the order of the list until a page is full,
 * unless they are many. The filter is asked of them all the same.
 */
export interface Lead {
  /** Whether they are many, which is settled when the statement runs. */
  readonly areMany: Sql;
  /** A query of the keys of rows among which all are that the filter lets through. */
  readonly keys: Sql;
  /** Where an index has them in the order of the list: then a page takes no longer however many they are. */
  readonly parts?: Parts;
}

/** Rows that an index has in the order of the list, part by part. No row is in two parts, and all that the filter lets through are in one. */
export interface Parts {
  /** A query of the parts: there are few. */
  readonly of: Sql;
  /** The rows of a part: a condition, and what it is asked of beside the row. */
  readonly rows: (row: Row, part: Sql) => { readonly beside?: Sql; readonly where: Sql };
}

export type CursorCast = 'uuid' | 'integer' | 'numeric' | 'float8' | 'text' | 'timestamptz' | 'date';

export interface OrderTerm {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
  readonly cast: CursorCast;
  /** What a missing value is ordered as: the column may be null. */
  readonly nullsAs?: string;
  /** The collation of the database that it is ordered by, where that is not the column's own. */
  readonly collation?: string;
}

export interface Measure {
  readonly amount: (row: Row) => Sql;
  readonly unit: (row: Row) => Sql;
}

export interface View {
  /** The GraphQL object type. */
  readonly type: string;
  /** The table or SQL view, or a subquery that needs the viewer, or what a list is filtered by: none where it is no list. */
  readonly from: string | ((scope: Scope, filters: FilterValues) => Sql);
  readonly key: OrderTerm;
  /** The columns of the entity behind the table: a field of the same name is taken from here. */
  readonly columns: Fields;
  /** Where a field differs from a column of its name. */
  readonly fields: Fields;
  readonly filters: Readonly<Record<string, Filter>>;
  /** By the names of filters, what leads to their rows in a list at the root; null where the others that are given do so better. */
  readonly leads: Readonly<Record<string, (value: FilterValue, filters: FilterValues) => Lead | null>>;
  /** By the names of the order enum. The key is added where it is not last already. The first is the default. */
  readonly orders: Readonly<Record<string, readonly OrderTerm[]>>;
  /** By the names of the facet enum: what of a row is counted by, as text. */
  readonly facets: Readonly<Record<string, (row: Row, scope: Scope) => Sql>>;
  /** By the names of the measure enum: what of a row is summed, and in which unit of measure. */
  readonly measures: Readonly<Record<string, Measure>>;
  /** `everyone`, or which rows the viewer may see. The predicate holds in items, lists, counts and nested answers alike. */
  readonly visible: typeof everyone | ((row: Row, scope: Scope) => Sql);
  /** A function of the database that gives, of the key of a row that went into another, that of the other; null where none does. */
  readonly redirect: string | null;
  /** What an app needs to be let to read of an alliance, under whose hat it asks; null where it needs nothing. */
  readonly scope: AppScope | null;
}

/** A row that anybody may see. */
export const everyone = 'EVERYONE';

/** What a root field of Query reads. */
export type Root =
  | { readonly kind: 'one'; readonly type: string; readonly argument: string; readonly of: IdKind }
  | { readonly kind: 'many'; readonly type: string }
  | { readonly kind: 'viewer'; readonly type: string }
  /** A thing of any type by its global id. */
  | { readonly kind: 'node'; readonly argument: string }
  /** Things of any types by their global ids, in the order asked. */
  | { readonly kind: 'nodes'; readonly argument: string }
  /** Federation's `_entities`: things by the keys that other subgraphs know. */
  | { readonly kind: 'entities'; readonly argument: string };

/** What one module tells the read graph. */
export interface ReadDeclaration {
  readonly views: readonly View[];
  /** Fields a module adds to a type of another module. */
  readonly extensions: Readonly<Record<string, Fields>>;
  readonly roots: Readonly<Record<string, Root>>;
}
