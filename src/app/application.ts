/** The application apart from HTTP: database, unit of work, read graph and schema, opened together. */
import { Budgets } from '../data/budgets.ts';
import type { Database } from '../data/database.ts';
import { Files } from '../data/files.ts';
import { openOrm, type Orm } from '../data/orm.ts';
import { Readers } from '../data/readers.ts';
import { UnitOfWork } from '../data/unit-of-work.ts';
import type { Module } from '../graphql/module.ts';
import type { CloseStack } from '../platform/close-stack.ts';
import type { Config } from '../platform/config.ts';
import type { Send } from '../read/reader.ts';
import { buildGraph, buildSubgraph, type ReadableGraph } from './graph.ts';
import { entities, hears, modules } from './modules.ts';

export interface Application {
  readonly orm: Orm;
  readonly work: UnitOfWork;
  readonly readers: Readers;
  readonly budgets: Budgets;
  readonly files: Files;
  readonly limits: { readonly unitFiles: number };
  readonly graph: ReadableGraph;
  /** One part of the graph as a subgraph by itself; its name is one of `subgraphNames`. */
  readonly subgraph: (name: string) => ReadableGraph;
}

interface Sizes extends Pick<Config, 'readers' | 'writers' | 'namedStatements' | 'unitFilesMb'> {
  /** Clients of their own for heavy statements, and for guarded ones: for tests, since every client plans what it is asked. */
  readonly pooled?: number | undefined;
}

/**
 * Opens everything on a migrated database; `stack` closes it again. `tap` sees each reading statement on its way, and
 * `house` is composed in place of the modules: both are for tests.
 */
export async function openApplication(
  database: Database,
  sizes: Sizes,
  stack: CloseStack,
  tap: (send: Send) => Send = (send) => send,
  house: readonly Module[] = modules,
): Promise<Application> {
  const orm = await openOrm(database, 'writer', entities, sizes.writers, sizes.namedStatements);
  stack.defer(() => orm.close());
  const { readers: clients, namedStatements, pooled } = sizes;
  const readers = stack.use(new Readers(database, { clients, namedStatements, pooled }));
  const budgets = stack.use(new Budgets(database, sizes.namedStatements));
  const files = stack.use(new Files(database));
  const work = stack.use(new UnitOfWork(orm, hears));
  const send = tap((statement) => readers.send(statement));
  const limits = { unitFiles: sizes.unitFilesMb * 1024 * 1024 };
  const graph = buildGraph(work, send, house, limits);
  const subgraph = (name: string): ReadableGraph => buildSubgraph(name, work, send, limits);
  return { orm, work, readers, budgets, files, limits, graph, subgraph };
}
