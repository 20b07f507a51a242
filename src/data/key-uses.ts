/**
 * When app keys were last used: noted in this process, and told to the database at most once a minute and at the end. It is
 * for people to see which keys are still in use; a process that is killed forgets what it had not told yet.
 */
import type { KeyUses } from '../platform/identity/identity.ts';
import type { Logger } from '../platform/logger.ts';
import type { Orm } from './orm.ts';

const EVERY_MS = 60_000;

/** In the order of the keys: two processes that tell of the same ones wait for each other and not in a circle. */
const TELL = `select access.note_key_use(used.key, used.at)
  from (select key, at from json_to_recordset(?::json) as told(key uuid, at timestamptz) order by key) used`;

export class KeyUseNotes implements KeyUses, AsyncDisposable {
  readonly #orm: Orm;
  readonly #logger: Logger;
  readonly #everyMs: number;
  #noted = new Map<string, Date>();
  #timer: NodeJS.Timeout | null = null;
  #telling: Promise<void> = Promise.resolve();

  constructor(orm: Orm, logger: Logger, everyMs = EVERY_MS) {
    this.#orm = orm;
    this.#logger = logger;
    this.#everyMs = everyMs;
  }

  note(key: string, at: Date): void {
    const before = this.#noted.get(key);
    if (before === undefined || before < at) this.#noted.set(key, at);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#telling = this.#tell();
    }, this.#everyMs).unref();
  }

  /** What was not told is told the next time. */
  async #tell(): Promise<void> {
    const noted = this.#noted;
    if (noted.size === 0) return;
    this.#noted = new Map();
    const told = Array.from(noted, ([key, at]) => ({ key, at: at.toISOString() }));
    try {
      await this.#orm.em.fork().execute(TELL, [JSON.stringify(told)]);
    } catch (err) {
      this.#logger.warn({ err, keys: noted.size }, 'uses of app keys not recorded');
      for (const [key, at] of noted) this.note(key, at);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#telling;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#tell();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
