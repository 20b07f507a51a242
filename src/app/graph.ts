/** Modules become one graph: one registry of views, one merged schema with its porch; or each a subgraph by itself. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GraphQLFieldResolver } from 'graphql';
import type { UnitOfWork } from '../data/unit-of-work.ts';
import type { Context } from '../graphql/context.ts';
import type { Graph } from '../graphql/front-door.ts';
import { mergedSchema, rootResolvers, subgraphSchema, type RootResolvers } from '../graphql/executable.ts';
import type { Module } from '../graphql/module.ts';
import { guardRoots, type RootRules } from '../graphql/porch.ts';
import { moduleSchema } from '../graphql/subgraph.ts';
import { mustFit } from '../read/fit.ts';
import { Reader, type Send } from '../read/reader.ts';
import { Registry } from '../read/registry.ts';
import type { ReadDeclaration } from '../read/view.ts';
import { modules } from './modules.ts';
import { nodeRead, nodeRules } from './node-subgraph.ts';

export const SCHEMA_FOLDER = fileURLToPath(new URL('../../schema/', import.meta.url));

const sdlOf = (name: string): string => readFileSync(`${SCHEMA_FOLDER}${name}.graphql`, 'utf8');

const read: GraphQLFieldResolver<unknown, Context> = (_root, _args, { reader, viewer }, info) =>
  reader.root(info, viewer);

/** A graph, and the reader that answers it. */
export interface ReadableGraph extends Graph {
  readonly reader: Reader;
}

const readBy = (house: readonly Module[]): ReadDeclaration[] => [...house.map((module) => module.read), nodeRead];

/** The registry of everything there is. */
export const buildRegistry = (house: readonly Module[] = modules): Registry => new Registry(readBy(house));

/**
 * All modules as one graph. Throws where code, views, rules and the committed schema are not of one mind. `house` is not
 * for processes: tests of the walls compose modules of theirs with it.
 */
export function buildGraph(work: UnitOfWork, send: Send, house: readonly Module[] = modules): ReadableGraph {
  const registry = buildRegistry(house);
  const built = house.map((module) => moduleSchema(module, module.instances(work)));
  const resolversOf = (type: 'Query' | 'Mutation'): RootResolvers =>
    Object.assign({}, ...built.map((schema) => rootResolvers(schema, type))) as RootResolvers;
  const query = { ...resolversOf('Query'), node: read, nodes: read };
  const schema = mergedSchema(sdlOf('api'), query, resolversOf('Mutation'));
  mustFit(registry, schema);
  const rules = mergedRules(house);
  guardRoots(schema, rules);
  return { schema, rules, sdl: sdlOf('supergraph'), reader: new Reader(registry, send) };
}

function mergedRules(house: readonly Module[]): RootRules {
  const all = [...house.map(({ rules }) => rules), nodeRules];
  const rulesOf = <T extends 'Query' | 'Mutation'>(type: T): RootRules[T] =>
    Object.assign({}, ...all.map((rules) => rules[type])) as RootRules[T];
  return { Query: rulesOf('Query'), Mutation: rulesOf('Mutation') };
}

/** The parts that can be served each by itself. */
export const subgraphNames: readonly string[] = [...modules.map(({ name }) => name), 'node'];

const entitiesRead: ReadDeclaration = {
  views: [],
  extensions: {},
  roots: { _entities: { kind: 'entities', argument: 'representations' } },
};

/** One part as a subgraph: it reads what is its own, and answers with the keys of what is not. */
export function buildSubgraph(name: string, work: UnitOfWork, send: Send): ReadableGraph {
  const module = modules.find((one) => one.name === name);
  const own = module === undefined ? null : moduleSchema(module, module.instances(work));
  const query = own === null ? { node: read, nodes: read } : rootResolvers(own, 'Query');
  const mutation = own === null ? {} : rootResolvers(own, 'Mutation');
  const sdl = sdlOf(name);
  const schema = subgraphSchema(sdl, { ...query, _entities: read }, mutation);
  const { Query, Mutation } = module?.rules ?? nodeRules;
  const rules: RootRules = { Query: { ...Query, _entities: 'anyone', _service: 'anyone' }, Mutation };
  guardRoots(schema, rules);
  const registry = new Registry(
    module === undefined ? [...readBy(modules), entitiesRead] : [module.read, entitiesRead],
  );
  return { schema, rules, sdl, reader: new Reader(registry, send) };
}
