/**
 * The merged schema: the composed `api.graphql` with root resolvers attached. Everything below a root is an answer of
 * the read graph, keyed by response key, so the default resolver looks there.
 */
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
import { scalars } from './types/scalars.ts';

export type RootResolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, Context>>>;

const byResponseKey: GraphQLFieldResolver<Record<string, unknown>, Context> = (source, _args, _context, info) =>
  source[info.path.key];

export function mergedSchema(api: string, query: RootResolvers, mutation: RootResolvers): GraphQLSchema {
  const schema = buildASTSchema(parse(api));
  const roots: Readonly<Record<string, RootResolvers>> = { Query: query, Mutation: mutation };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isScalarType(type)) {
      const ours = scalars.find(({ name }) => name === type.name);
      if (ours !== undefined) Object.assign(type, pick(ours));
    } else if (isAbstractType(type)) {
      type.resolveType = (value: Record<string, unknown>) => String(value[TYPE_KEY]);
    } else if (isObjectType(type)) {
      const resolvers = roots[type.name];
      for (const field of Object.values(type.getFields())) {
        field.resolve =
          resolvers === undefined ? byResponseKey : (resolvers[field.name] ?? missing(type.name, field.name));
      }
    }
  }
  return schema;
}

function pick(scalar: (typeof scalars)[number]): Pick<typeof scalar, 'parseLiteral' | 'parseValue' | 'serialize'> {
  const { parseLiteral, parseValue, serialize } = scalar;
  return { parseLiteral, parseValue, serialize };
}

function missing(type: string, field: string): never {
  throw new Error(`${type}.${field} has no resolver; is schema/api.graphql in step with the code?`);
}

/** The resolvers of a root type of a module's own schema. */
export function rootResolvers(schema: GraphQLSchema, type: 'Query' | 'Mutation'): RootResolvers {
  const root = type === 'Query' ? schema.getQueryType() : schema.getMutationType();
  const fields = Object.values(root?.getFields() ?? {});
  return Object.fromEntries(fields.flatMap(({ name, resolve }) => (resolve === undefined ? [] : [[name, resolve]])));
}
