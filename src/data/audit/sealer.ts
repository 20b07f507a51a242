/** The sealer of a serving process: every few seconds it seals what there is, on a connection of its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { sleepUnless } from '../../platform/stop.ts';
import { clientConfig, type Database } from '../database.ts';
import { sealAll } from './seals.ts';

const EVERY_MS = 5_000;
/** How long a batch under way may take to end when the process stops. */
const PATIENCE_MS = 1_000;

export class Sealer implements AsyncDisposable {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #logger: Pick<Logger, 'warn' | 'info'>;
  readonly #everyMs: number;
  readonly #stopped = new AbortController();
  readonly #running: Promise<void>;
  #client: pg.Client | null = null;
  #isFailing = false;

  /** Begins at once. Several processes may have one each: of those at work at the same moment, one seals. */
  constructor(database: Database, clock: Clock, logger: Pick<Logger, 'warn' | 'info'>, everyMs = EVERY_MS) {
    this.#database = database;
    this.#clock = clock;
    this.#logger = logger;
    this.#everyMs = everyMs;
    this.#running = this.#run();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#seal();
      await sleepUnless(signal, this.#everyMs);
    }
  }

  /** Whatever goes wrong, the next time may go right: said once, and once more when it does. */
  async #seal(): Promise<void> {
    const { signal } = this.#stopped;
    try {
      const client = (this.#client ??= await this.#connect());
      await sealAll(client, { now: this.#clock.now() }, () => signal.aborted);
      if (this.#isFailing) this.#logger.info('the audit is sealed again');
      this.#isFailing = false;
    } catch (error) {
      await this.#letGo();
      if (!this.#isFailing && !signal.aborted) this.#logger.warn({ err: error }, 'the audit is not sealed');
      this.#isFailing = true;
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(clientConfig(this.#database, 'writer'));
    // A connection that breaks while it is idle is found broken by the next batch.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async #letGo(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  /** Lets a batch under way end; one that takes too long is broken off with its connection. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    await Promise.race([this.#running, sleep(PATIENCE_MS, undefined, { ref: false })]);
    await this.#letGo();
    await this.#running;
    // One that was being opened meanwhile.
    await this.#letGo();
  }
}
