/**
 * What one statement may ask for at most. Counted while it is made, by page sizes and not by what there turns out to be,
 * so that the same document is always either good or refused.
 */
import { BadInputError } from '../domain/errors.ts';

const MOST_FIELDS = 2_000;
const MOST_LEVELS = 16;
/** How many rows a statement may come to. */
export const MOST_ROWS = 100_000;

/** More rows than this may take a while: the statement is sent where none waits behind it. */
export const HEAVY_ROWS = 2_500;

/** How many things a plain list is counted as: they are few by nature. */
export const ROWS_OF_LIST = 5;

/** How many objects the count, facet or sum of a list within a row is as dear as. */
const OBJECTS_OF_AGGREGATE = 10;

/** What a statement may come to at most, by its page sizes: what it is charged for. */
export interface Load {
  readonly objects: number;
  /** Searches, and aggregates of whole root lists: how much they go through is known only afterwards. */
  readonly scans: number;
}

export class Weight {
  #fields = 0;
  #rows = 0;
  #objects = 0;
  #times = 1;
  #levels = 0;

  /** Rows that the statement may come to. */
  get rows(): number {
    return this.#rows;
  }

  /** Objects that the answer may come to: rows, what they lead to, and values of several parts. */
  get objects(): number {
    return this.#objects;
  }

  /** Counts the fields of one object, and its level while they are made. */
  object<T>(fields: number, make: () => T): T {
    this.#fields += fields;
    this.#objects += this.#times;
    if (this.#fields > MOST_FIELDS) {
      throw new BadInputError(
        `一个根字段展开后最多 ${MOST_FIELDS} 个字段。请减少字段或分次查询。`,
        `A root field may come to at most ${MOST_FIELDS} fields when its fragments are opened: ask for less, or in several queries.`,
      );
    }
    if (this.#levels >= MOST_LEVELS) {
      throw new BadInputError(
        `查询嵌套最多 ${MOST_LEVELS} 层。请减少层数，用 id 另行查询。`,
        `A query may be at most ${MOST_LEVELS} objects deep: go on from an id in another query.`,
      );
    }
    this.#levels += 1;
    const made = make();
    this.#levels -= 1;
    return made;
  }

  /** Counts aggregates of a list, once for each row that has the list. */
  aggregates(count: number): void {
    this.#objects += this.#times * count * OBJECTS_OF_AGGREGATE;
  }

  /** Counts a list of so many rows, each of which has whatever is made inside. */
  list<T>(size: number, make: () => T): T {
    const outside = this.#times;
    this.#times *= size;
    this.#rows += this.#times;
    mustBeAffordable(this.#rows);
    const made = make();
    this.#times = outside;
    return made;
  }
}

/** Throws `BadInputError` for more rows than one statement may come to. */
export function mustBeAffordable(rows: number): void {
  if (rows <= MOST_ROWS) return;
  throw new BadInputError(
    `该查询按分页大小最多可达 ${rows} 行，超过上限 ${MOST_ROWS}。请减小 first/last 或减少嵌套的列表。`,
    `By its page sizes this query may come to ${rows} rows; ${MOST_ROWS} are the most. Ask for smaller pages, or nest fewer lists.`,
  );
}
