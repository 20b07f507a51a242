/** Which cells an answer opens that the table closes: what is to be seen in it that should not be. */
import { keyOf, type Oracle } from './oracle.ts';
import type { Row } from './rows.ts';
import type { Shape } from './shape.ts';
import { cellsOf, classOf, isHolder } from './table.ts';
import type { Looker } from './world/lookers.ts';

type Told = Readonly<Record<string, unknown>>;

export class Opened {
  readonly #oracle: Oracle;
  readonly #kinds = new Map<string, Set<string>>();

  constructor(oracle: Oracle) {
    this.#oracle = oracle;
  }

  add(name: string, kind: string): void {
    const kinds = this.#kinds.get(name) ?? new Set();
    this.#kinds.set(name, kinds.add(kind));
  }

  /** The kinds for whom the class was opened, in the order of the table: `-` for none, `all` for all who did not see it. */
  of(name: string): string {
    const kinds = this.#kinds.get(name);
    if (kinds === undefined) return '-';
    const closed = [...cellsOf(name)].filter(([, cell]) => cell !== 'sees').map(([kind]) => kind);
    const opened = closed.filter((kind) => kinds.has(kind));
    return opened.length === closed.length ? 'all' : opened.join(' ');
  }

  /** Goes through an answer beside the truth. */
  look(looker: Looker, shape: Shape, truth: unknown, answer: unknown, above: string | null): void {
    if (truth === null || truth === undefined || answer === null || answer === undefined) return;
    const [real, given] = [truth as Told, answer as Told];
    const row = this.#oracle.row(keyOf(shape, real, above));
    if (!this.#oracle.isSeen(looker, row)) this.#note(looker, row, row.class);
    for (const { field, kind, of } of shape.parts) {
      const [a, b] = [real[field], given[field]];
      if (kind === 'leaf') this.#leaf(looker, row, `${row.type}.${field}`, a, b);
      else if (kind === 'value') this.#value(looker, row, of, a, b);
      else if (kind === 'row') this.look(looker, of, a, b, row.key);
      else if (kind === 'rows') this.rows(looker, of, a, b, row.key);
      else this.rows(looker, of, (a as Told)['nodes'], (b as Told | null)?.['nodes'], row.key);
    }
  }

  /** Rows of a list, each beside itself. */
  rows(looker: Looker, shape: Shape, truth: unknown, answer: unknown, above: string | null): void {
    const real = new Map((truth as Told[]).map((one) => [keyOf(shape, one, above), one]));
    for (const one of (answer as (Told | null)[] | null | undefined) ?? []) {
      if (one !== null) this.look(looker, shape, real.get(keyOf(shape, one, above)), one, above);
    }
  }

  #leaf(looker: Looker, row: Row, path: string, real: unknown, given: unknown): void {
    const name = classOf(path, row.class);
    if (TELLING.has(path)) return;
    if (name === row.class || given === null || JSON.stringify(real) !== JSON.stringify(given)) return;
    this.#note(looker, row, name);
  }

  /** Values of what is seen with its row say no more than that; those with classes of their own are looked at. */
  #value(looker: Looker, row: Row, of: Shape, real: unknown, given: unknown): void {
    if (isHolder(of.type) || typeof given !== 'object' || given === null) return;
    for (const { field } of of.parts) {
      this.#leaf(looker, row, `${of.type}.${field}`, (real as Told)[field], (given as Told)[field]);
    }
  }

  #note(looker: Looker, row: Row, name: string): void {
    if (this.#oracle.cell(looker, row, name) !== 'sees') this.add(name, this.#oracle.kind(looker, row, name));
  }
}

/** Says how much is shown, and is no part of it. */
const TELLING = new Set([
  'UnitContact.disclosure',
  'Beneficiary.disclosure',
  'Need.locationPrecision',
  'Place.locationPrecision',
]);
