/**
 * A world for a test: an exchange of its own behind its real HTTP door, and people in it.
 *
 *     await using world = await createWorld();
 *     const { mall, community } = await world.alliance('五色亲邻', 'coordinator', 'mall', 'community');
 */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { openApplication, type Application } from '../../src/app/application.ts';
import type { ReadableGraph } from '../../src/app/graph.ts';
import { filePartsOf } from '../../src/app/files.ts';
import { mountFiles } from '../../src/app/http/files-route.ts';
import { graphqlHandler, mountGraphql } from '../../src/app/http/graphql-route.ts';
import { createHttpServer, type HttpServer } from '../../src/app/http/server.ts';
import { openTokens } from '../../src/app/who-asks.ts';
import type { Database } from '../../src/data/database.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { IdKind } from '../../src/domain/kinds.ts';
import { freshId } from '../../src/platform/clock.ts';
import { CloseStack } from '../../src/platform/close-stack.ts';
import { DemoIssuer } from '../../src/platform/identity/demo-issuer.ts';
import type { Issuer } from '../../src/platform/identity/identity.ts';
import { createLogger, type Logger } from '../../src/platform/logger.ts';
import type { Statement } from '../../src/read/reader.ts';
import { TestClock } from './clock.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';
import type { Template } from './server.ts';
import { People, type AllianceOfTest } from './people.ts';

export interface Answer<R> {
  readonly data?: R | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly requestId: string; readonly [name: string]: unknown };
  }[];
}

export type Headers = Readonly<Record<string, string>>;

const SECRET = Buffer.from('a secret of tests, which is no secret at all');
/** How many bytes of files a unit may keep. */
export const UNIT_FILES = 64 * 1024 * 1024;

/** Signs `world.token`. */
export const testIssuer = new DemoIssuer(SECRET);

export class World implements AsyncDisposable {
  readonly clock: TestClock;
  readonly exchange: Application;
  readonly sql: TestDatabase['sql'];
  readonly #database: TestDatabase;
  readonly people: People;
  /** Every reading statement that was sent, in order. */
  readonly statements: Statement[];
  /** Every line that was logged, in order. */
  readonly log: string[];
  readonly #server: HttpServer;
  readonly #mount: Mount;
  readonly #stack: CloseStack;
  #keys: number;

  constructor(parts: {
    clock: TestClock;
    exchange: Application;
    database: TestDatabase;
    statements: Statement[];
    log: string[];
    server: HttpServer;
    mount: Mount;
    stack: CloseStack;
    keys: number;
  }) {
    this.clock = parts.clock;
    this.exchange = parts.exchange;
    this.sql = parts.database.sql;
    this.statements = parts.statements;
    this.log = parts.log;
    this.#server = parts.server;
    this.#mount = parts.mount;
    this.#stack = parts.stack;
    this.#database = parts.database;
    this.#keys = parts.keys;
    this.people = new People(parts.database, this);
  }

  /** Units, the first of which leads and coordinates the alliance, each with somebody who acts for it. */
  async alliance<Names extends string>(name: string, ...units: readonly Names[]): Promise<AllianceOfTest<Names>> {
    return this.people.alliance(name, ...units);
  }

  get database(): Database {
    return this.#database.database;
  }

  id<K extends IdKind>(kind: K): Id<K> {
    return freshId(kind, this.clock.now());
  }

  /** A key nobody has used. */
  key(): string {
    this.#keys += 1;
    return `test-${this.#keys}`;
  }

  /** How many keys it gave. */
  get keys(): number {
    return this.#keys;
  }

  /** Its database is kept as that template when the world ends. */
  becomes(template: Template): void {
    this.#database.becomes(template);
  }

  token(kind: 'person' | 'app', id: string): Promise<string> {
    return testIssuer.issue(kind, id, this.clock.now());
  }

  /** Any request at all. */
  async inject(request: InjectOptions): Promise<LightMyRequestResponse> {
    return this.#server.inject(request);
  }

  /** Opens the door to clients over the network of this machine, and says where it is. */
  async listen(): Promise<string> {
    return this.#server.listen({ host: '127.0.0.1', port: 0 });
  }

  async post(body: unknown, headers: Headers = {}): Promise<LightMyRequestResponse> {
    return injected(this.#server, body as object, headers);
  }

  /** Another graph behind a door of its own, in the same world: a subgraph, or one that is built otherwise. */
  async door(graph: ReadableGraph): Promise<(body: object, headers: Headers) => Promise<LightMyRequestResponse>> {
    const server = await this.#mount(graph, this.#stack);
    return (payload, headers) => injected(server, payload, headers);
  }

  /** Asks as anybody; what comes back is as HTTP gave it. */
  async ask<R, V>(
    document: TypedDocumentNode<R, V> | string,
    variables?: V,
    headers: Headers = {},
  ): Promise<Answer<R>> {
    const query = typeof document === 'string' ? document : print(document);
    return (await this.post({ query, variables }, headers)).json<Answer<R>>();
  }

  /** Done when the world ends. */
  defer(work: () => Promise<void> | undefined): void {
    this.#stack.defer(async () => work());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack[Symbol.asyncDispose]();
  }
}

interface Making {
  /** With nothing in it at all, instead of the words everybody uses. */
  readonly isEmpty?: boolean;
  /** Whose tokens are believed; the issuer of `world.token` unless said otherwise. */
  readonly trust?: (logger: Logger) => readonly Issuer[];
  /** As another world left it that became a template. */
  readonly after?: { readonly template: Template; readonly now: string; readonly keys: number };
  /**
   * Whether little is to be planned, and the plans may be simple: one session a lane, and one way to join. Where all there is is
   * asked of few rows, PostgreSQL plans longer than it reads.
   */
  readonly isPlannedLightly?: boolean;
}

const LIGHT_PLANS = { enable_hashjoin: 'off', enable_mergejoin: 'off', max_parallel_workers_per_gather: '0' };

export async function createWorld({
  isEmpty = false,
  trust = () => [testIssuer],
  after,
  isPlannedLightly = false,
}: Making = {}): Promise<World> {
  await using stack = new CloseStack();
  const database = stack.use(
    await cloneDatabase(after?.template ?? (isEmpty ? 'migrated' : 'worded'), isPlannedLightly ? LIGHT_PLANS : {}),
  );
  const statements: Statement[] = [];
  const clock = new TestClock();
  if (after !== undefined) clock.set(after.now);
  const exchange = await openApplication(
    database.database,
    {
      ...(isPlannedLightly ? { readers: 1, pooled: 1 } : { readers: 2 }),
      ...{ writers: 12, namedStatements: true, unitFilesMb: UNIT_FILES / 1024 / 1024 },
    },
    stack,
    (send) => (statement) => {
      statements.push(statement);
      return send(statement);
    },
  );
  const log: string[] = [];
  const logger = createLogger('debug', {
    write: (line) => {
      log.push(line);
      if (process.env['QINLIN_TEST_LOG'] !== undefined) process.stdout.write(line);
    },
  });
  const tokens = openTokens(trust(logger), exchange, logger, stack);
  const mount: Mount = async (graph, closing) => {
    const server = createHttpServer(logger);
    const { budgets } = exchange;
    const parts = { graph, budgets, tokens, clock, logger, introspection: true };
    const handler = await graphqlHandler(parts, closing);
    mountGraphql(server, () => handler);
    const fileParts = filePartsOf(exchange, tokens, clock);
    mountFiles(server, () => fileParts);
    closing.defer(() => server.close());
    return server;
  };
  const server = await mount(exchange.graph, stack);
  const keys = after?.keys ?? 0;
  return new World({ clock, exchange, database, statements, log, server, mount, stack: stack.move(), keys });
}

/** Puts a graph behind `/graphql` of an HTTP server of its own, until the stack closes. */
type Mount = (graph: ReadableGraph, closing: CloseStack) => Promise<HttpServer>;

async function injected(server: HttpServer, payload: object, headers: Headers): Promise<LightMyRequestResponse> {
  const asked = { 'content-type': 'application/json', ...headers };
  return server.inject({ method: 'POST', url: '/graphql', headers: asked, payload });
}
