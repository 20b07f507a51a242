/** Modules become one graph: one registry of views, one merged schema with its porch. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { UnitOfWork } from '../data/unit-of-work.ts';
import type { Context } from '../graphql/context.ts';
import { mergedSchema, rootResolvers, type RootResolvers } from '../graphql/merged.ts';
import { guardRoots, type RootRules } from '../graphql/porch.ts';
import { moduleSchema } from '../graphql/subgraph.ts';
import { Registry } from '../read/registry.ts';
import { modules } from './modules.ts';

export const SCHEMA_FOLDER = fileURLToPath(new URL('../../schema/', import.meta.url));

/** The fields that belong to no module: anything by its id. */
export const NODE_FIELDS = `
extend type Query {
  """Anything by its global id (按标识读取). Null when there is no such thing or you may not see it."""
  node(
    """The global id (全局标识)."""
    id: ID!
  ): Node

  """Several things by their global ids, in the order asked (按标识批量读取): at most 100. Null where there is none or you may not see it."""
  nodes(
    """The global ids (全局标识)."""
    ids: [ID!]!
  ): [Node]!
}`;

const byId: GraphQLFieldResolver<unknown, Context> = (_root, _args, { reader, viewer }, info) =>
  reader.byIds(info, viewer, 'id');
const byIds: GraphQLFieldResolver<unknown, Context> = (_root, _args, { reader, viewer }, info) =>
  reader.byIds(info, viewer, 'ids');

export function buildRegistry(): Registry {
  return new Registry(modules.map(({ read }) => read));
}

/** The schema this process serves. Throws where code, views, rules and the committed schema are not of one mind. */
export function buildSchema(work: UnitOfWork, registry: Registry): GraphQLSchema {
  const api = readFileSync(`${SCHEMA_FOLDER}api.graphql`, 'utf8');
  const built = modules.map((module) => moduleSchema(module, module.instances(work)));
  const resolversOf = (type: 'Query' | 'Mutation'): RootResolvers =>
    Object.assign({}, ...built.map((schema) => rootResolvers(schema, type))) as RootResolvers;
  const schema = mergedSchema(api, { ...resolversOf('Query'), node: byId, nodes: byIds }, resolversOf('Mutation'));
  registry.check(schema, ['node', 'nodes']);
  guardRoots(schema, rootRules());
  return schema;
}

function rootRules(): RootRules {
  const rulesOf = <T extends 'Query' | 'Mutation'>(type: T): RootRules[T] =>
    Object.assign({}, ...modules.map(({ rules }) => rules[type])) as RootRules[T];
  return { Query: { ...rulesOf('Query'), node: 'anyone', nodes: 'anyone' }, Mutation: rulesOf('Mutation') };
}
