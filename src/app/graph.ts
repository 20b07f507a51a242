/** Modules become one graph: one registry of views, one merged schema with its porch. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GraphQLFieldResolver } from 'graphql';
import type { UnitOfWork } from '../data/unit-of-work.ts';
import type { Context } from '../graphql/context.ts';
import type { Graph } from '../graphql/front-door.ts';
import { mergedSchema, rootResolvers, type RootResolvers } from '../graphql/merged.ts';
import { guardRoots, type RootRules } from '../graphql/porch.ts';
import { moduleSchema } from '../graphql/subgraph.ts';
import { Registry } from '../read/registry.ts';
import type { ReadDeclaration } from '../read/view.ts';
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

const nodeRoots: ReadDeclaration = {
  views: [],
  extensions: {},
  roots: { node: { kind: 'node', argument: 'id' }, nodes: { kind: 'nodes', argument: 'ids' } },
};

const read: GraphQLFieldResolver<unknown, Context> = (_root, _args, { reader, viewer }, info) =>
  reader.root(info, viewer);

export function buildRegistry(): Registry {
  return new Registry([...modules.map(({ read: declared }) => declared), nodeRoots]);
}

/** The graph this process serves. Throws where code, views, rules and the committed schema are not of one mind. */
export function buildGraph(work: UnitOfWork, registry: Registry): Graph {
  const api = readFileSync(`${SCHEMA_FOLDER}api.graphql`, 'utf8');
  const built = modules.map((module) => moduleSchema(module, module.instances(work)));
  const resolversOf = (type: 'Query' | 'Mutation'): RootResolvers =>
    Object.assign({}, ...built.map((schema) => rootResolvers(schema, type))) as RootResolvers;
  const schema = mergedSchema(api, { ...resolversOf('Query'), node: read, nodes: read }, resolversOf('Mutation'));
  registry.check(schema);
  const rules = rootRules();
  guardRoots(schema, rules);
  return { schema, rules, supergraph: readFileSync(`${SCHEMA_FOLDER}supergraph.graphql`, 'utf8') };
}

function rootRules(): RootRules {
  const rulesOf = <T extends 'Query' | 'Mutation'>(type: T): RootRules[T] =>
    Object.assign({}, ...modules.map(({ rules }) => rules[type])) as RootRules[T];
  return { Query: { ...rulesOf('Query'), node: 'anyone', nodes: 'anyone' }, Mutation: rulesOf('Mutation') };
}
