/**
 * What an act looks up by key, gathered by DataLoader: what is asked for in one turn is one statement, and what was
 * found is not asked for again. One set an act; nothing is remembered beyond it.
 */
import type { EntityName } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import type { Within } from './desk.ts';
import { findRows, seeRows } from './rows.ts';
import { run } from './statement.ts';

interface Keyed {
  readonly id: string;
}

/** A unit in an alliance. */
interface Place {
  readonly unit: string;
  readonly alliance: string;
}

const keyOf = ({ unit, alliance }: Place): string => `${unit} ${alliance}`;

// In the order of alliance and unit, so that two acts that hold several wait for each other and do not lock each other out.
const HOLD = `
select h.held from (
  select p.n, rights.hold_membership(p.unit, p.alliance, $3::timestamptz) as held
  from (select * from unnest($1::uuid[], $2::uuid[]) with ordinality p(unit, alliance, n) order by alliance, unit) p
) h order by h.n`;

export class Loaders {
  readonly #within: Within;
  readonly #now: string;
  readonly #rows = new Map<EntityName<Keyed>, DataLoader<string, Keyed | null>>();
  readonly #seen = new Map<EntityName<Keyed>, DataLoader<string, Keyed | null>>();
  readonly #places = new Map<string, Promise<boolean>>();
  /** Whether the unit is an active member of the alliance; if so, it will be until the act is done. */
  readonly holdMembership: DataLoader<Place, boolean, string>;

  constructor(within: Within, now: Date) {
    this.#within = within;
    this.#now = now.toISOString();
    const cacheMap = this.#places;
    this.holdMembership = new DataLoader((places) => this.#hold(places), { cacheKeyFn: keyOf, cacheMap });
  }

  /** The same, sent at once: what is locked next is locked after it. */
  holdNow(place: Place): void {
    if (this.#places.has(keyOf(place))) return;
    const held = this.#hold([place]).then(([isHeld = false]) => isHeld);
    // Whoever needs to know asks for it.
    held.catch(() => undefined);
    this.holdMembership.prime(place, held);
  }

  async #hold(places: readonly Place[]): Promise<boolean[]> {
    const [units, alliances] = [places.map(({ unit }) => unit), places.map(({ alliance }) => alliance)];
    const rows = await run<{ held: boolean }>(this.#within, HOLD, [units, alliances, this.#now]);
    return rows.map(({ held }) => held);
  }

  /** The row with that id, not locked; null where there is none. */
  async row<E extends Keyed>(entity: EntityName<E>, id: string): Promise<E | null> {
    return (await this.#loader(this.#rows, findRows, entity as EntityName<Keyed>).load(id)) as E | null;
  }

  /** The same as it stands. */
  async seen<E extends Keyed>(entity: EntityName<E>, id: string): Promise<Readonly<E> | null> {
    return (await this.#loader(this.#seen, seeRows, entity as EntityName<Keyed>).load(id)) as Readonly<E> | null;
  }

  #loader(
    loaders: Map<EntityName<Keyed>, DataLoader<string, Keyed | null>>,
    find: typeof seeRows<Keyed>,
    entity: EntityName<Keyed>,
  ): DataLoader<string, Keyed | null> {
    const known = loaders.get(entity);
    if (known !== undefined) return known;
    const loader = new DataLoader<string, Keyed | null>(async (ids) => {
      const rows = await find(this.#within, entity, ids);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id) ?? null);
    });
    loaders.set(entity, loader);
    return loader;
  }
}
