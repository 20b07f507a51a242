/** What a row leads to: a row of another type, a row of one of several types, a list. */
import { getNamedType, type FieldNode, type GraphQLField } from 'graphql';
import type { Compilation } from './compilation.ts';
import { compileConnection } from './connection.ts';
import { compileList } from './list.ts';
import type { Registry } from './registry.ts';
import { all, join, sql, type Row, type Sql } from './sql.ts';
import type { Field } from './view.ts';

type Of<K extends Field['kind']> = Extract<Field, { kind: K }>;

/** The row that the column names, as far as the viewer sees it; its key alone where its type is not read here. */
export function selectOne(
  compiler: Compilation,
  registry: Registry,
  entry: Of<'one'>,
  row: Row,
  nodes: readonly FieldNode[],
): Sql {
  const view = registry.view(entry.type);
  if (view === undefined) {
    return compiler.reference(entry.type, entry.references ?? 'id', row.col(entry.column), nodes);
  }
  return compiler.enter(view.scope, () => {
    const other = compiler.freshRow();
    const where = all([
      sql`${other.col(entry.references ?? view.key.column)} = ${row.col(entry.column)}`,
      compiler.visible(view, other),
    ]);
    return sql`(select ${compiler.object(view.type, other, nodes)} from ${compiler.from(view, other)} where ${where})`;
  });
}

export function selectEither(
  compiler: Compilation,
  registry: Registry,
  entry: Of<'either'>,
  row: Row,
  nodes: readonly FieldNode[],
): Sql {
  const branches = entry.choices.map(({ type, column }) => {
    const value = row.col(column);
    const view = registry.view(type);
    const chosen =
      view === undefined
        ? compiler.reference(type, 'id', value, nodes, true)
        : compiler.byKey(view, value, nodes, true);
    return sql`when ${value} is not null then ${chosen}`;
  });
  return sql`case ${join(branches, ' ')} end`;
}

/** A connection, or a plain list where the schema has one. */
export function selectMany(
  compiler: Compilation,
  registry: Registry,
  entry: Of<'many'>,
  field: GraphQLField<unknown, unknown>,
  row: Row,
  nodes: readonly FieldNode[],
): Sql {
  const view = registry.view(entry.type);
  if (view === undefined) throw new Error(`${entry.type} has no view here`);
  const condition = (other: Row): Sql => entry.joined(other, row, compiler.scope);
  const isConnection = getNamedType(field.type).name.endsWith('Connection');
  return compiler.enter(view.scope, () =>
    isConnection
      ? compileConnection(compiler, view, condition, field, nodes, entry.order)
      : compileList(compiler, view, condition, nodes, entry.order),
  );
}
