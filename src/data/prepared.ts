/**
 * Which statements are prepared under a name. PostgreSQL keeps the plan of a name until its session ends, and
 * `node-pg` never lets go of one: so a name is given to what is asked a second time, and a session takes only so many.
 */
import { LRUCache } from 'lru-cache';
import type pg from 'pg';

/** What a session may hold before it is replaced by a fresh one. */
const NAMES_A_SESSION = 256;
/** Of how many statements it is remembered that they were asked once. */
const REMEMBERED = 4_096;

interface Named {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

export class PreparedStatements {
  readonly #isOn: boolean;
  readonly #askedOnce = new LRUCache<string, true>({ max: REMEMBERED });
  readonly #held = new WeakMap<pg.ClientBase, Set<string>>();

  /** Off for poolers that give every transaction another session. */
  constructor(isOn: boolean) {
    this.#isOn = isOn;
  }

  /** The statement as it is to be sent on that session. */
  query(client: pg.ClientBase, { name, text, values }: Named): pg.QueryArrayConfig<unknown[]> {
    return { text, values: [...values], rowMode: 'array' as const, ...this.named(client, name) };
  }

  /** The name to prepare a statement under on that session, where it is to have one. */
  named(client: pg.ClientBase, name: string): { readonly name?: string } {
    return this.#isOn && this.#takes(client, name) ? { name } : {};
  }

  #takes(client: pg.ClientBase, name: string): boolean {
    const held = this.#held.get(client) ?? new Set();
    if (held.has(name)) return true;
    if (!this.#askedOnce.has(name)) {
      this.#askedOnce.set(name, true);
      return false;
    }
    this.#held.set(client, held.add(name));
    return true;
  }

  /** Whether the session has taken its share. */
  isFull(client: pg.ClientBase): boolean {
    return (this.#held.get(client)?.size ?? 0) >= NAMES_A_SESSION;
  }
}
