/** Modules become one graph: one registry of views, one merged schema with its porch; or each a subgraph by itself. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GraphQLFieldResolver } from 'graphql';
import type { UnitOfWork } from '../data/unit-of-work.ts';
import type { Context, Instances } from '../graphql/context.ts';
import type { Graph } from '../graphql/front-door.ts';
import { mergedSchema, rootResolvers, subgraphSchema, type RootResolvers } from '../graphql/executable.ts';
import type { Module } from '../graphql/module.ts';
import { guardRoots, type RootRules } from '../graphql/porch.ts';
import { moduleSchema } from '../graphql/subgraph.ts';
import { mustFit } from '../read/fit.ts';
import { pendingRead } from '../read/pending.ts';
import { Reader, type Send } from '../read/reader.ts';
import { Registry } from '../read/registry.ts';
import type { Limits } from '../read/sql.ts';
import type { ReadDeclaration } from '../read/view.ts';
import { modules } from './modules.ts';
import { nodeRead, nodeRules } from './node-subgraph.ts';

export const SCHEMA_FOLDER = fileURLToPath(new URL('../../schema/', import.meta.url));

const sdlOf = (name: string): string => readFileSync(`${SCHEMA_FOLDER}${name}.graphql`, 'utf8');

const read: GraphQLFieldResolver<unknown, Context> = (_root, _args, { reader, viewer }, info) =>
  reader.root(info, viewer);

/** A graph, and what answers it on one database: the reader, and the resolvers. */
export interface ReadableGraph extends Graph {
  readonly reader: Reader;
  readonly instances: Instances;
}

/** What of a graph is the same on every database. */
interface Structure extends Graph {
  readonly registry: Registry;
}

/** What waits for somebody, in whichever module: of a part that is served by itself too, since the tables are all there. */
const pendingIn = (house: readonly Module[]): ReadDeclaration =>
  pendingRead(house.flatMap(({ pending = [] }) => pending));

const readBy = (house: readonly Module[]): ReadDeclaration[] => [
  ...house.map((module) => module.read),
  nodeRead,
  pendingIn(house),
];

/** The registry of everything there is. */
export const buildRegistry = (house: readonly Module[] = modules): Registry => new Registry(readBy(house));

/**
 * All modules as one graph. Throws where code, views, rules and the committed schema are not of one mind. `house` is not
 * for processes: tests of the walls compose modules of theirs with it.
 */
export function buildGraph(
  work: UnitOfWork,
  send: Send,
  house: readonly Module[] = modules,
  limits: Limits = {},
): ReadableGraph {
  const structure = structures.get(house) ?? structureOf(house);
  structures.set(house, structure);
  return answeredOn(structure, house, work, send, limits);
}

/** By the modules they are made of: a process that opens several databases builds one. */
const structures = new WeakMap<readonly Module[], Structure>();

function answeredOn(
  { registry, ...graph }: Structure,
  house: readonly Module[],
  work: UnitOfWork,
  send: Send,
  limits: Limits,
): ReadableGraph {
  const instances = new Map(house.flatMap((module) => [...module.instances(work)]));
  return { ...graph, reader: new Reader(registry, send, limits), instances };
}

function structureOf(house: readonly Module[]): Structure {
  const registry = buildRegistry(house);
  const built = house.map((module) => moduleSchema(module));
  const resolversOf = (type: 'Query' | 'Mutation'): RootResolvers =>
    Object.assign({}, ...built.map((schema) => rootResolvers(schema, type))) as RootResolvers;
  const query = { ...resolversOf('Query'), node: read, nodes: read };
  const schema = mergedSchema(sdlOf('api'), query, resolversOf('Mutation'));
  mustFit(registry, schema);
  const rules = mergedRules(house);
  guardRoots(schema, rules);
  return { schema, rules, sdl: sdlOf('supergraph'), registry };
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
export function buildSubgraph(name: string, work: UnitOfWork, send: Send, limits: Limits = {}): ReadableGraph {
  const module = modules.find((one) => one.name === name);
  const own = module === undefined ? null : moduleSchema(module);
  const query = own === null ? { node: read, nodes: read } : rootResolvers(own, 'Query');
  const mutation = own === null ? {} : rootResolvers(own, 'Mutation');
  const sdl = sdlOf(name);
  const schema = subgraphSchema(sdl, { ...query, _entities: read }, mutation);
  const { Query, Mutation } = module?.rules ?? nodeRules;
  const rules: RootRules = { Query: { ...Query, _entities: 'anyone', _service: 'anyone' }, Mutation };
  guardRoots(schema, rules);
  const registry = new Registry(
    module === undefined ? [...readBy(modules), entitiesRead] : [module.read, entitiesRead, pendingIn(modules)],
  );
  return answeredOn({ schema, rules, sdl, registry }, module === undefined ? [] : [module], work, send, limits);
}
