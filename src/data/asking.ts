/** What an act asks inside its transaction: rows, memberships, and statements of its own. */
import type { EntityName, RequiredEntityData } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { RefusalError } from '../domain/errors.ts';
import type { IdKind } from '../domain/kinds.ts';
import type { Desk } from './desk.ts';
import { Loaders } from './loaders.ts';
import { addRow, lockRow, lockRows, seeLockedRow } from './rows.ts';
import { run, type SentAhead } from './statement.ts';

export abstract class Asking {
  protected readonly desk: Desk;
  readonly #loaders: Loaders;
  readonly #ahead: SentAhead | null;

  protected constructor(desk: Desk, now: Date, ahead: SentAhead | null) {
    this.desk = desk;
    this.#loaders = new Loaders(desk, now);
    this.#ahead = ahead;
  }

  /** MikroORM in the transaction. */
  get em(): EntityManager {
    return this.desk.em;
  }

  /** Writes what was done to entities. */
  flush(): Promise<void> {
    return this.desk.flush();
  }

  /** Whether the unit is an active member of the alliance, and will be until this act is done. */
  holdMembership(unit: string, alliance: string): Promise<boolean> {
    return this.#loaders.holdMembership.load({ unit, alliance });
  }

  /** The same for an act that knows it will ask: it is held before anything that is sent from now on. */
  holdMembershipNow(unit: string, alliance: string): void {
    this.#loaders.holdNow({ unit, alliance });
  }

  /** What is known to be so: nobody asks for it again. */
  protected holdsMembership(unit: string, alliance: string): void {
    this.#loaders.holdMembership.prime({ unit, alliance }, true);
  }

  /** A statement of its own, with parameters `$1`, `$2` and so on. What was sent ahead is not sent again. */
  run<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    const sent = this.#ahead?.take(text, values) ?? null;
    return sent === null ? run<Row>(this.desk, text, values) : (sent as Promise<Row[]>);
  }

  /** Waits for acts that take turns under the same name, and lets others wait until this one is done: where no row stands for that. */
  async takeTurn(name: string): Promise<void> {
    await this.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
  }

  /** A new row that this act changes no more. Its columns are told back. */
  add<E extends object, D extends object>(entity: EntityName<E>, data: D & RequiredEntityData<E>): D {
    return addRow<E, D>(this.desk, entity, data);
  }

  /** The row, locked against everybody else's change. Throws `NOT_FOUND`. */
  async lock<E extends { id: string }>(entity: EntityName<E>, kind: IdKind, id: string): Promise<E> {
    const found = await lockRow(this.desk, entity, id);
    if (found === null) throw RefusalError.notFound(kind, id);
    return found;
  }

  /** The same as it stands, for an act that changes nothing of it: that costs less, and less still with few columns. */
  async seeLocked<E extends { id: string }, P extends keyof E = keyof E>(
    entity: EntityName<E>,
    kind: IdKind,
    id: string,
    columns?: readonly P[],
  ): Promise<Readonly<Pick<E, P>>> {
    const found = await seeLockedRow(this.desk, entity, id, columns);
    if (found === null) throw RefusalError.notFound(kind, id);
    return found;
  }

  /** The rows, each locked in its turn, in the order of their ids: two who lock several wait for each other only once. */
  async *lockEach<E extends { id: string }>(
    entity: EntityName<E>,
    kind: IdKind,
    rows: readonly { readonly id: string }[],
  ): AsyncGenerator<E, void> {
    for (const { id } of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) yield await this.lock(entity, kind, id);
  }

  /** The rows, locked in the order of their ids by one statement. Those that are gone are left out. */
  async lockAll<E extends { id: string }>(entity: EntityName<E>, ids: readonly string[]): Promise<E[]> {
    return ids.length === 0 ? [] : lockRows(this.desk, entity, [...new Set(ids)]);
  }

  /** Rows that nobody changes, or that need no lock. Throws `NOT_FOUND`. */
  async get<E extends { id: string }>(entity: EntityName<E>, kind: IdKind, id: string): Promise<E> {
    const found = await this.#loaders.row(entity, id);
    if (found === null) throw RefusalError.notFound(kind, id);
    return found;
  }

  /** A row as it stands, not locked, for an act that changes nothing of it. Throws `NOT_FOUND`. */
  async see<E extends { id: string }>(entity: EntityName<E>, kind: IdKind, id: string): Promise<Readonly<E>> {
    const found = await this.#loaders.seen(entity, id);
    if (found === null) throw RefusalError.notFound(kind, id);
    return found;
  }
}
