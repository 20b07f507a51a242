/** What the parts of one compilation need of each other: rows, relations and the viewer of the statement being made. */
import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';
import type { AppScope } from '../domain/access/roles.ts';
import type { Arguments } from './arguments.ts';
import type { Scope } from './scope.ts';
import type { Document } from './selection.ts';
import type { Param, Row, Sql } from './sql.ts';
import type { FilterValues, View } from './view.ts';
import type { Weight } from './weight.ts';

export interface Compilation {
  readonly document: Document;
  readonly scope: Scope;
  readonly weight: Weight;
  /** A row under an alias nobody has yet. */
  freshRow(): Row;
  objectType(type: string): GraphQLObjectType;
  /** What is compiled meanwhile lies under that response key. */
  under<T>(key: string, compile: () => T): T;
  args(field: GraphQLField<unknown, unknown>, node: FieldNode): Arguments;
  /** The table of the view under the alias of the row; of a list, as it is filtered. */
  from(view: View, row: Row, filters?: FilterValues): Sql;
  /** Whether the viewer may see the row. */
  visible(view: View, row: Row): Sql;
  /** What is read of the view, closed to an app that was not let read it: the answer is null, and the field is told of. */
  enter(scope: AppScope | null, read: () => Sql): Sql;
  /** The row as a JSON object of what the nodes select. */
  object(type: string, row: Row, nodes: readonly FieldNode[], isAbstract?: boolean): Sql;
  /** What can be said here of a thing whose type has no view here: its key, and the fields that are added to it. */
  reference(type: string, key: string, value: Sql, nodes: readonly FieldNode[], isAbstract?: boolean): Sql;
  /** The visible row with that key, as an object; null otherwise. */
  byKey(view: View, key: Param | Sql, nodes: readonly FieldNode[], isAbstract?: boolean): Sql;
}
