/**
 * What a request costs, in points, known before anything of it is done: the same for the same document and variables,
 * whoever asks. The formula is in `docs/api.md`, the figures behind it in `docs/decisions/0029`.
 */
import type { Load } from '../read/weight.ts';

/** A point is about what one thing by its id costs. */
const POINTS = { field: 1, act: 10, scan: 10, introspection: 30 } as const;
const OBJECTS_A_POINT = 50;

export class Bill {
  #points = 0;
  #objects = 0;

  /** A root field of Query. */
  field(load: Load): void {
    this.#points += POINTS.field;
    this.#load(load);
  }

  /** A mutation, and what is read back of it. */
  act(load: Load): void {
    this.#points += POINTS.act;
    this.#load(load);
  }

  /** `__schema` or `__type`. */
  introspection(): void {
    this.#points += POINTS.introspection;
  }

  #load({ objects, scans }: Load): void {
    this.#objects += objects;
    this.#points += scans * POINTS.scan;
  }

  get points(): number {
    return Math.max(1, this.#points + Math.floor(this.#objects / OBJECTS_A_POINT));
  }
}
