/**
 * The porch, first of the three walls: who may try a root field at all. Denied by default: a root field without a rule
 * stops the process at start. graphql-shield, wrapped only around the fields that carry a rule.
 */
import { createRequire } from 'node:module';
import util from 'node:util';
import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type * as Shield from 'graphql-shield';
import type { Viewer } from '../domain/access/viewer.ts';
import type { Context } from './context.ts';
import { AuthenticationError } from '../platform/identity/identity.ts';

// graphql-shield 7.6 calls util.isUndefined, which Node 23 removed; its ES module build does not even load, its
// CommonJS build does. See docs/decisions/0008.
const loose: { isUndefined?: (value: unknown) => boolean } = util as never;
loose.isUndefined ??= (value) => value === undefined;
const { rule, shield } = createRequire(import.meta.url)('graphql-shield') as typeof Shield;

type RootRule = 'anyone' | 'signedIn';

/** Whether the rule lets the viewer in. Where it does not, shield says so. */
export function admits(rule: RootRule, { subject }: Viewer): boolean {
  return rule === 'anyone' || subject.kind !== 'ANONYMOUS';
}

export interface RootRules {
  readonly Query: Readonly<Record<string, RootRule>>;
  readonly Mutation: Readonly<Record<string, RootRule>>;
}

const signedIn = rule('signedIn', { cache: 'no_cache' })(
  (_root: unknown, _args: unknown, { viewer }: Context) =>
    admits('signedIn', viewer) || new AuthenticationError('this field needs a token'),
);

type Wrapped = (
  resolve: GraphQLFieldResolver<unknown, Context>,
  ...rest: Parameters<GraphQLFieldResolver<unknown, Context>>
) => unknown;

/** Puts the rules round the root fields of the schema. */
export function guardRoots(schema: GraphQLSchema, rules: RootRules): void {
  const roots = { Query: schema.getQueryType(), Mutation: schema.getMutationType() } as const;
  const all = { Query: guarded(roots.Query, rules.Query), Mutation: guarded(roots.Mutation, rules.Mutation) };
  // shield refuses rules for a type that the schema does not have.
  const tree = Object.fromEntries(Object.entries(all).filter(([, fields]) => Object.keys(fields).length > 0));
  const guard = shield(tree, { allowExternalErrors: true, fallbackError: new AuthenticationError('denied') });
  const made = (guard as unknown as { generate(of: GraphQLSchema): Record<string, Record<string, Wrapped>> }).generate(
    schema,
  );
  for (const type of ['Query', 'Mutation'] as const) {
    for (const name of Object.keys(all[type])) wrap(roots[type], name, made[type]?.[name]);
  }
}

function guarded(
  type: GraphQLObjectType | null | undefined,
  rules: Readonly<Record<string, RootRule>>,
): Record<string, typeof signedIn> {
  const open = Object.keys(type?.getFields() ?? {}).filter((name) => !(name in rules));
  if (open.length > 0) throw new Error(`${type?.name ?? ''}.${open.join(', ')}: a root field needs a rule`);
  return Object.fromEntries(
    Object.entries(rules).flatMap(([name, is]) => (is === 'signedIn' ? [[name, signedIn]] : [])),
  );
}

function wrap(type: GraphQLObjectType | null | undefined, name: string, middleware: Wrapped | undefined): void {
  const field = type?.getFields()[name];
  const resolve = field?.resolve;
  if (field === undefined || resolve === undefined || middleware === undefined)
    throw new Error(`no such root field: ${name}`);
  field.resolve = (root, args, context: Context, info) => middleware(resolve, root, args, context, info);
}
