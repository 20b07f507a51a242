/**
 * Schemas that are executed: the merged one, which is the composed `api.graphql` with root resolvers attached, and each
 * module's own. Everything below a root is an answer of the read graph, keyed by response key, so that is where the
 * resolvers of fields look.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  buildASTSchema,
  isAbstractType,
  isObjectType,
  isScalarType,
  parse,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { TYPE_KEY } from '../read/compile.ts';
import type { Context } from './context.ts';
import { Settled } from './settled.ts';
import { scalars } from './types/scalars.ts';

export type RootResolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, Context>>>;

const byResponseKey: GraphQLFieldResolver<Record<string, unknown>, Context> = (source, _args, _context, info) =>
  source[info.path.key];

/** `api` is as it is composed and committed: that it is valid was looked at then. */
export function mergedSchema(api: string, query: RootResolvers, mutation: RootResolvers): GraphQLSchema {
  return answering(buildASTSchema(parse(api), { assumeValidSDL: true }), query, mutation);
}

/** One module by itself: the schema that `schema/<module>.graphql` describes, with federation's own root fields. */
export function subgraphSchema(sdl: string, query: RootResolvers, mutation: RootResolvers): GraphQLSchema {
  return answering(buildSubgraphSchema(parse(sdl)), query, mutation);
}

/** Puts resolvers into the schema: the given ones at its roots, and below them nothing but looking up. */
function answering(schema: GraphQLSchema, query: RootResolvers, mutation: RootResolvers): GraphQLSchema {
  const roots: Readonly<Record<string, RootResolvers>> = { Query: query, Mutation: mutation };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || type.name === '_Service') continue;
    if (isScalarType(type)) {
      const ours = scalars.find(({ name }) => name === type.name);
      if (ours !== undefined) Object.assign(type, pick(ours));
    } else if (isAbstractType(type)) {
      type.resolveType = (value: Record<string, unknown>) => String(value[TYPE_KEY]);
    } else if (isObjectType(type)) {
      const resolvers = roots[type.name];
      for (const field of Object.values(type.getFields())) {
        if (resolvers === undefined) field.resolve = byResponseKey;
        else if (field.name !== '_service')
          field.resolve = unlessSettled(resolvers[field.name] ?? missing(type.name, field.name));
      }
    }
  }
  return schema;
}

/** What was done is not done again. */
const unlessSettled =
  (resolve: RootResolvers[string]): RootResolvers[string] =>
  (root, ...rest) =>
    root instanceof Settled ? root.done : resolve(root, ...rest);

function pick(scalar: (typeof scalars)[number]): Pick<typeof scalar, 'parseLiteral' | 'parseValue' | 'serialize'> {
  const { parseLiteral, parseValue, serialize } = scalar;
  return { parseLiteral, parseValue, serialize };
}

function missing(type: string, field: string): never {
  throw new Error(`${type}.${field} has no resolver; is schema/ in step with the code?`);
}

/** The resolvers of a root type of a module's own schema. */
export function rootResolvers(schema: GraphQLSchema, type: 'Query' | 'Mutation'): RootResolvers {
  const root = type === 'Query' ? schema.getQueryType() : schema.getMutationType();
  const fields = Object.values(root?.getFields() ?? {});
  return Object.fromEntries(fields.flatMap(({ name, resolve }) => (resolve === undefined ? [] : [[name, resolve]])));
}
