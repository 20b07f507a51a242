/** Where an act works: its transaction, and MikroORM on top of it from when it is first asked for. */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Orm } from './orm.ts';
import type { Transaction } from './transaction.ts';

export class Desk {
  readonly transaction: Transaction;
  readonly #orm: Orm;
  #em: EntityManager | null = null;

  constructor(orm: Orm, transaction: Transaction) {
    this.#orm = orm;
    this.transaction = transaction;
  }

  /** Made when it is needed: many an act changes no entity. */
  get em(): EntityManager {
    if (this.#em !== null) return this.#em;
    this.#em = this.#orm.em.fork();
    this.#em.setTransactionContext(this.transaction);
    return this.#em;
  }

  /** What is the same in every transaction: what entities are, and how their values are spelled. */
  get words(): EntityManager {
    return this.#em ?? this.#orm.em;
  }

  /** Where something may wait to be written. */
  get used(): EntityManager | null {
    return this.#em;
  }

  /** Writes what was done to entities. */
  async flush(): Promise<void> {
    await this.#em?.flush();
  }
}

/** The desk of an act, or a transaction of MikroORM's own. */
export type Within = Desk | EntityManager;
