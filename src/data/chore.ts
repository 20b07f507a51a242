/** A chore of a serving process: done again and again beside the requests, on a connection of its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { sleepUnless } from '../platform/stop.ts';
import { clientConfig, type Database } from './database.ts';

/** How long work under way may take to end when the process stops. */
const PATIENCE_MS = 1_000;

/** As much of a connection as is needed. */
export interface Connection {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

export interface Work {
  /** Does what there is to do, in small parts, until `isOver` says to stop. */
  readonly run: (connection: Connection, now: Date, isOver: () => boolean) => Promise<unknown>;
  readonly everyMs: number;
  /** Whether the connection is kept from one time to the next. */
  readonly isKept: boolean;
  /** What the log says when it fails, and when it goes right again. */
  readonly failing: string;
  readonly again: string;
}

export class Chore implements AsyncDisposable {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #logger: Pick<Logger, 'warn' | 'info'>;
  readonly #work: Work;
  readonly #stopped = new AbortController();
  readonly #running: Promise<void>;
  #client: pg.Client | null = null;
  #isFailing = false;

  /** Begins at once. */
  constructor(database: Database, clock: Clock, logger: Pick<Logger, 'warn' | 'info'>, work: Work) {
    this.#database = database;
    this.#clock = clock;
    this.#logger = logger;
    this.#work = work;
    this.#running = this.#run();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#once();
      await sleepUnless(signal, this.#work.everyMs);
    }
  }

  /** Whatever goes wrong, the next time may go right: said once, and once more when it does. */
  async #once(): Promise<void> {
    const { signal } = this.#stopped;
    const { run, isKept, failing, again } = this.#work;
    try {
      const client = (this.#client ??= await this.#connect());
      await run(client, this.#clock.now(), () => signal.aborted);
      if (!isKept) await this.#letGo();
      if (this.#isFailing) this.#logger.info(again);
      this.#isFailing = false;
    } catch (error) {
      await this.#letGo();
      if (!this.#isFailing && !signal.aborted) this.#logger.warn({ err: error }, failing);
      this.#isFailing = true;
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(clientConfig(this.#database, 'writer'));
    // A connection that breaks while it is idle is found broken by the next time.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async #letGo(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  /** Lets work under way end; what takes too long is broken off with its connection. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    await Promise.race([this.#running, sleep(PATIENCE_MS, undefined, { ref: false })]);
    await this.#letGo();
    await this.#running;
    // One that was being opened meanwhile.
    await this.#letGo();
  }
}
