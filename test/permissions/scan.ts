/**
 * One look at the text of every answer, whatever was asked: a mark or an id in it belongs to a field of a row, and if its
 * class does not let this looker see it, it is a leak. Knows nothing of paths, and expects nothing but silence.
 */
import type { Oracle } from './oracle.ts';
import type { Row } from './rows.ts';
import { classOf } from './table.ts';
import type { Looker } from './world/lookers.ts';
import { MARK } from './world/marks.ts';

const ID = /\b[a-z]+_[0-9a-f]{32}\b/g;

/** The record says what an act was done to, whether or not that is still to be seen: `AuditEntry.subjectId`. */
const NAMING = /"subjectId":"\w+"/g;

interface Mark {
  readonly row: Row;
  readonly path: string;
}

export class Scan {
  readonly #oracle: Oracle;
  /** Where each mark is; null for one that is in two places, as amounts may come to the same. */
  readonly #marks = new Map<string, Mark | null>();

  constructor(oracle: Oracle) {
    this.#oracle = oracle;
  }

  get size(): number {
    return [...this.#marks.values()].filter((mark) => mark !== null).length;
  }

  /** Learns the marks in a value of that field. */
  learn(row: Row, path: string, value: unknown): void {
    for (const [mark] of JSON.stringify(value ?? null).matchAll(MARK)) {
      const known = this.#marks.get(mark);
      const isSame = known === undefined || (known !== null && known.row === row && known.path === path);
      this.#marks.set(mark, isSame ? { row, path } : null);
    }
  }

  /** Whose marks are in the text: those that are no other's too. */
  marksIn(text: string): Mark[] {
    return [...text.matchAll(MARK)].flatMap(([mark]) => this.#marks.get(mark) ?? []);
  }

  /** What is in the text and should not be; `given` is what the looker said itself. */
  leaks(looker: Looker, text: string, given: string): string[] {
    const named = text.replaceAll(NAMING, '');
    const marked = this.marksIn(text)
      .filter(({ row, path }) => !this.#isShown(looker, row, path))
      .map(({ row, path }) => `${path} of ${row.key} (${row.class})`);
    const ids = [...named.matchAll(ID)]
      .filter(([id]) => !given.includes(id))
      .flatMap(([id]) => this.#oracle.rows.get(id) ?? [])
      .filter((row) => !this.#oracle.isSeen(looker, row))
      .map((row) => `the id ${row.key} (${row.class})`);
    return [...new Set([...marked, ...ids])];
  }

  #isShown(looker: Looker, row: Row, path: string): boolean {
    return this.#oracle.isSeen(looker, row) && this.#oracle.cell(looker, row, classOf(path, row.class)) === 'sees';
  }
}
