/** One field of one row, one SELECT. */
import { getNamedType, type GraphQLResolveInfo } from 'graphql';
import { globalId } from '../../../src/domain/ids.ts';
import type { Scope } from '../../../src/read/scope.ts';
import { all, sql, whole, type Row, type Sql } from '../../../src/read/sql.ts';
import type { Field, FieldArguments, View } from '../../../src/read/view.ts';
import { connection, list, type Belonging, type ListArguments } from './pages.ts';
import { constant, FoundRow, FoundValue, isVisible, item, only, parent, record, table, type Send } from './rows.ts';

export interface Asked {
  readonly args: ListArguments;
  readonly info: GraphQLResolveInfo;
  readonly viewOf: (type: string) => View;
  readonly send: Send;
}

type ValueField = Extract<Field, { kind: 'value' }>;

export async function field(entry: Field, row: FoundRow, asked: Asked): Promise<unknown> {
  switch (entry.kind) {
    case 'id': {
      const id = await scalar(row, asked, () => item.col(entry.column));
      return typeof id === 'string' ? globalId(entry.of, id) : null;
    }
    case 'column':
      return entry.as === 'decimal'
        ? decimal(await scalar(row, asked, () => sql`${item.col(entry.column)}::text`))
        : scalar(row, asked, () => item.col(entry.column));
    case 'computed':
      return scalar(row, asked, (scope) => entry.value(item, scope, given(asked)));
    case 'value':
      return value(entry, row, asked);
    case 'values': {
      const each = await Promise.all(entry.items.map((one) => value(one, row, asked)));
      return each.filter((one) => one !== null);
    }
    case 'rows':
      return rows(entry, row, asked);
    case 'one':
      return one(entry, row, asked);
    case 'either':
      return either(entry, row, asked);
    case 'many':
      return many(entry, row, asked);
  }
}

/** The arguments of the field, as graphql-js has read them. */
const given = ({ args }: Asked): FieldArguments => ({
  as: (name, cast, read = (value) => value) => {
    const of = (argument: string): unknown => (args as Readonly<Record<string, unknown>>)[argument];
    return constant(cast, read(of(name), of));
  },
});

async function scalar(row: FoundRow, { send }: Asked, expression: (scope: Scope) => Sql): Promise<unknown> {
  const found = await send((scope) => {
    const { from, where } = only(row, item, scope);
    return sql`select json_build_array(${expression(scope)}) from ${from} where ${where}`;
  });
  if (!Array.isArray(found)) throw new Error(`a row of ${row.view.type} is gone: ${row.record}`);
  return found[0] as unknown;
}

/** An exact number without trailing zeros. */
function decimal(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

async function value(entry: ValueField, row: FoundRow, asked: Asked): Promise<FoundValue | null> {
  const { present, fields, from } = entry;
  const isThere =
    present === null || (await scalar(row, asked, (scope) => present(item, scope, given(asked)))) === true;
  if (!isThere) return null;
  return new FoundValue(from === null ? row : row.reached((of, scope) => from(of, scope, given(asked))), fields);
}

/** Each by its number among the others: nothing says that no two are alike. */
async function rows(entry: Extract<Field, { kind: 'rows' }>, row: FoundRow, asked: Asked): Promise<FoundValue[]> {
  const from = (of: Row, scope: Scope): Sql => entry.from(of, scope, given(asked));
  const count = await scalar(row, asked, (scope) => sql`(select count(*) from (${from(item, scope)}) each)`);
  return Array.from({ length: Number(count) }, (_, i) => {
    const nth = (of: Row, scope: Scope): Sql => sql`select * from (${from(of, scope)}) each offset ${whole(i)} limit 1`;
    return new FoundValue(row.reached(nth), entry.fields);
  });
}

async function one(entry: Extract<Field, { kind: 'one' }>, row: FoundRow, asked: Asked): Promise<FoundRow | null> {
  const view = asked.viewOf(entry.type);
  const found = await asked.send((scope) => {
    const { from, where } = only(row, parent, scope);
    const isNamed = sql`${item.col(entry.references ?? view.key.column)} = ${parent.col(entry.column)}`;
    return sql`select to_json(${record(item)}) from ${table(view, item, scope)}, ${from}
      where ${all([where, isNamed, isVisible(view, item, scope)])}`;
  });
  return typeof found === 'string' ? new FoundRow(view, found) : null;
}

/** The row of the first type whose column holds an id. */
async function either(
  { choices }: Extract<Field, { kind: 'either' }>,
  row: FoundRow,
  asked: Asked,
): Promise<FoundRow | null> {
  for (const { type, column } of choices) {
    const id = await scalar(row, asked, () => item.col(column));
    if (id !== null) return one({ kind: 'one', type, column, references: null, nullable: true }, row, asked);
  }
  return null;
}

function many(entry: Extract<Field, { kind: 'many' }>, row: FoundRow, asked: Asked): Promise<unknown> {
  const view = asked.viewOf(entry.type);
  const belonging: Belonging = (scope) => {
    const { from, where } = only(row, parent, scope);
    return { from: [from], where: [where, entry.joined(item, parent, scope)] };
  };
  const isConnection = getNamedType(asked.info.returnType).name.endsWith('Connection');
  return isConnection
    ? connection(view, belonging, { ...asked.args, order: asked.args.order ?? entry.order }, asked.send)
    : list(view, belonging, entry.order, asked.send);
}
