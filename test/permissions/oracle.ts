/**
 * What an answer should have been: the truth, which is the answer of a graph without walls, less what the table does not
 * let this looker see.
 */
import { heardBy } from './heard-by.ts';
import { kindOf, NOBODYS, type Owned } from './kinds.ts';
import { shown } from './masks.ts';
import { asOf, type Row } from './rows.ts';
import { scopeOf } from './scopes.ts';
import { NAMED_BY, ofEdges, type Part, type Shape } from './shape.ts';
import { cell, cellsOf, classOf, isHolder, type Cell } from './table.ts';
import type { Looker } from './world/lookers.ts';
import { found } from './kept.ts';

type Told = Readonly<Record<string, unknown>>;
type OfType = Owned & { readonly type: string };

/** An answer that is not as it should be. */
export interface Difference {
  readonly field: string;
  readonly class: string;
  readonly kind: string;
  readonly cell: Cell;
  readonly row: string;
  readonly expected: unknown;
  readonly answered: unknown;
}

/** Lists in which to be is a fact of its own, by the row that says it: who sees both ends need not see that. */
const LINKS: Readonly<Record<string, (above: string, key: string) => string>> = {
  'Alliance.offers': (alliance, offer) => `${offer}/${alliance}`,
  'Alliance.needs': (alliance, need) => `${need}/${alliance}`,
};

const BY_AGREEMENT: readonly string[] = ['shared', 'partly', 'sharedapp', 'partlyapp'];
const NO_ERRORS: readonly Cell[] = ['sees', 'mask', '-'];

export class Oracle {
  readonly rows: ReadonlyMap<string, Row>;
  /** The cells that somebody was seen to stand in, as `class | kind`. */
  readonly stoodIn = new Set<string>();
  readonly #kinds = new WeakMap<Looker, WeakMap<OfType, Map<string, string>>>();
  readonly #closed = new Set<string>();
  /** Everybody is told the same truth: how much hangs on a row of it is counted once, by how much was asked. */
  readonly #held = new WeakMap<Told, Map<number, number>>();

  /** Ids of what is there no more: another subgraph may name them still. */
  readonly #gone: ReadonlySet<string>;

  constructor(rows: ReadonlyMap<string, Row>, gone: ReadonlySet<string>) {
    this.rows = rows;
    this.#gone = gone;
  }

  row(key: string): Row {
    const row = this.rows.get(key);
    if (row === undefined) throw new Error(`there is no row ${key} in test/permissions/rows.ts`);
    return row;
  }

  /** The codes of the errors that came with the answer that is looked at. */
  errors: readonly string[] = [];

  /** How the looker stands to the row, for what of it is of that class. */
  kind(looker: Looker, row: OfType, name: string): string {
    const ofLooker = found(this.#kinds, looker, () => new WeakMap<OfType, Map<string, string>>());
    const ofRow = found(ofLooker, row, () => new Map<string, string>());
    return found(ofRow, name, () => kindOf(looker.standing, asOf(row, name), scopeOf(row.type, name)));
  }

  cell(looker: Looker, row: Row, name: string = row.class): Cell {
    return cell(name, this.kind(looker, row, name));
  }

  /** Somebody was given what the cell says. */
  stand(looker: Looker, row: OfType, name: string): void {
    this.stoodIn.add(`${name} | ${this.kind(looker, row, name)}`);
  }

  /** The cell is no error, or it is one that was told. */
  #isTold(said: Cell): boolean {
    return NO_ERRORS.includes(said) || this.errors.includes(said === 'HAT' ? 'HAT_REQUIRED' : said);
  }

  isSeen(looker: Looker, row: Row): boolean {
    return this.cell(looker, row) === 'sees' && (row.needs === null || this.#isInReach(looker, this.row(row.needs)));
  }

  /** Seen, and not by an agreement alone: what is only shared is read and no more. */
  #isInReach(looker: Looker, row: Row): boolean {
    return this.isSeen(looker, row) && !BY_AGREEMENT.includes(this.kind(looker, row, row.class));
  }

  /** How the answer differs from what it should be; `above` is the row that it hangs on. */
  compare(looker: Looker, shape: Shape, truth: unknown, answer: unknown, above: string | null): Difference[] {
    if (truth === null || truth === undefined) {
      const isGone = shape.isReference === true && this.#gone.has(String((answer as Told | null)?.['id']));
      return answer == null || isGone ? [] : [oddity(shape.type, truth, answer)];
    }
    const told = truth as Told;
    const row = this.row(keyOf(shape, told, above));
    const kind = this.kind(looker, row, row.class);
    if (!this.isSeen(looker, row)) {
      // Where an error is to be told, silence is not enough.
      if (answer == null && this.#isTold(this.cell(looker, row))) {
        this.standIn(looker, shape, truth, above);
        return [];
      }
      return [{ ...this.#about(looker, row, shape.type, row.class), kind, expected: null, answered: answer }];
    }
    if (answer == null) {
      return [{ ...this.#about(looker, row, shape.type, row.class), kind, expected: truth, answered: null }];
    }
    this.stand(looker, row, row.class);
    return shape.parts.flatMap((part) => this.#part(looker, part, row, told, answer as Told));
  }

  /** The same of a thing of another subgraph: that it has the id by which it was asked for is all that is told of it here. */
  reference(looker: Looker, shape: Shape, truth: unknown, answer: unknown, above: string | null): Difference[] {
    const told = truth as Told;
    const row = this.row(keyOf(shape, told, above));
    if (answer == null) return [oddity(shape.type, told['id'], answer)];
    const added = shape.parts.filter(({ field }) => field !== 'id');
    return added.flatMap((part) => this.#part(looker, part, row, told, answer as Told));
  }

  #part(looker: Looker, part: Part, row: Row, truth: Told, answer: Told): Difference[] {
    const { field, kind, of } = part;
    const [real, given] = [truth[field], answer[field]];
    const path = `${row.type}.${field}`;
    switch (kind) {
      case 'leaf':
        return this.#leaf(looker, path, row, real, given);
      case 'value':
        return this.#value(looker, path, of, row, real, given);
      case 'row':
        return this.compare(looker, of, real, given, row.key);
      case 'rows':
        return this.rowsIn(looker, path, of, real as Told[], given as Told[] | null, row.key);
      case 'connection':
        return this.connection(looker, path, of, real as Told, given as Told | null, row.key);
    }
  }

  #leaf(looker: Looker, path: string, row: Row, real: unknown, given: unknown): Difference[] {
    const name = classOf(path, row.class);
    this.stand(looker, row, name);
    const said = this.cell(looker, row, name);
    const expected = shown(path, said, real);
    if (!this.#isTold(said) && shown(path, 'sees', real) !== expected) {
      return [{ ...this.#about(looker, row, path, name), expected: said, answered: given }];
    }
    if (expected === given || JSON.stringify(expected ?? null) === JSON.stringify(given ?? null)) return [];
    return [{ ...this.#about(looker, row, path, name), expected, answered: given }];
  }

  #value(looker: Looker, path: string, of: Shape, row: Row, real: unknown, given: unknown): Difference[] {
    const all = (Array.isArray(real) ? real : [real]) as (Told | null)[];
    const told = (Array.isArray(real) ? given : [given]) as (Told | null)[];
    return all.flatMap((whole, i) => {
      const one = heardBy(this, looker, path, row, whole) as Told | null;
      const other = told[i] ?? null;
      if (one === null || other === null) return this.#leaf(looker, path, row, one, other);
      return of.parts.flatMap((part) => {
        const inner = isHolder(of.type) ? path : `${of.type}.${part.field}`;
        const [a, b] = [heardBy(this, looker, `${of.type}.${part.field}`, row, one[part.field]), other[part.field]];
        return part.kind === 'value'
          ? this.#value(looker, inner, part.of, row, a, b)
          : this.#leaf(looker, inner, row, a, b);
      });
    });
  }

  /** Those of a list that are seen, and nothing else, in the order of the list. */
  rowsIn(
    looker: Looker,
    path: string,
    shape: Shape,
    truth: readonly Told[],
    answer: readonly (Told | null)[] | null,
    above: string | null,
  ): Difference[] {
    const seen = this.seenIn(looker, path, shape, truth, above);
    const keys = seen.map((one) => keyOf(shape, one, above));
    const given = (answer ?? []).map((one) => (one === null ? 'null' : keyOf(shape, one, above)));
    if (keys.join() === given.join()) {
      return seen.flatMap((one, i) => this.compare(looker, shape, one, answer?.[i], above));
    }
    const odd = [...given.filter((key) => !keys.includes(key)), ...keys.filter((key) => !given.includes(key))];
    return (odd.length === 0 ? ['their order'] : odd).map((key) => {
      const row = this.rows.get(key);
      const about =
        row === undefined
          ? { field: path, class: '?', kind: '?', cell: '?', row: key }
          : this.#about(looker, row, path, row.class);
      return { ...about, expected: keys, answered: given };
    });
  }

  /** Those of the rows in truth that the looker should be given. */
  seenIn(looker: Looker, path: string, shape: Shape, truth: readonly Told[], above: string | null): Told[] {
    const link = LINKS[path];
    if (above !== null && this.#isClosed(looker, path, this.row(above))) {
      for (const one of truth) this.standIn(looker, shape, one, above);
      return [];
    }
    return truth.filter((one) => {
      const key = keyOf(shape, one, above);
      if (!this.isSeen(looker, this.row(key))) {
        this.standIn(looker, shape, one, above);
        return false;
      }
      return link === undefined || above === null || this.isSeen(looker, this.row(link(above, key)));
    });
  }

  /** A list that is of a class of its own is there for who sees that, whoever else sees what is in it. */
  #isClosed(looker: Looker, path: string, above: Row): boolean {
    const name = classOf(path, above.class);
    if (name === above.class) return false;
    this.stand(looker, above, name);
    return this.cell(looker, above, name) === '-';
  }

  connection(
    looker: Looker,
    path: string,
    shape: Shape,
    truth: Told,
    answer: Told | null,
    above: string | null,
  ): Difference[] {
    const { nodes, edges, totalCount, pageInfo } = answer ?? {};
    const all = truth['nodes'] as Told[];
    if (answer === null && this.kind(looker, { ...NOBODYS, type: shape.type }, '') === 'noscope') {
      for (const one of all) this.standIn(looker, shape, one, above);
      return this.#isTold('SCOPE_REQUIRED') ? [] : [oddity(path, 'SCOPE_REQUIRED', answer)];
    }
    if (all.length !== truth['totalCount']) throw new Error(`${path} is longer than a page: the world is too large`);
    const seen = this.seenIn(looker, path, shape, all, above).length;
    const inEdges = (edges as { node: Told }[] | undefined)?.map(({ node }) => node);
    const counts = { totalCount, hasNextPage: (pageInfo as Told | undefined)?.['hasNextPage'] };
    const honest = { totalCount: seen, hasNextPage: false };
    return [
      ...this.rowsIn(looker, path, shape, all, nodes as Told[], above),
      ...this.rowsIn(looker, path, ofEdges(shape), all, inEdges ?? [], above),
      ...(JSON.stringify(counts) === JSON.stringify(honest) ? [] : [oddity(`${path}.totalCount`, honest, counts)]),
    ];
  }

  /** The looker was given nothing, or an error in place of all: every cell that closes what is there was stood in. */
  standIn(looker: Looker, shape: Shape, truth: unknown, above: string | null): void {
    if (truth === null || truth === undefined) return;
    const told = truth as Told;
    const row = this.row(keyOf(shape, told, above));
    const ofTold = found(this.#held, told, () => new Map<number, number>());
    const about = [
      shape.type,
      row.class,
      this.kind(looker, row, row.class),
      ...looker.standing.scopes,
      shape.parts.length,
      found(ofTold, shape.parts.length, () => heldIn(shape, told)),
    ].join(' ');
    if (this.#closed.has(about)) return;
    this.#closed.add(about);
    const close = (name: string): void => {
      if (this.cell(looker, row, name) !== 'sees') this.stand(looker, row, name);
    };
    close(row.class);
    for (const { field, kind, of } of shape.parts) {
      if (kind === 'leaf') close(classOf(`${row.type}.${field}`, row.class));
      else if (kind === 'value') {
        const held = classOf(`${row.type}.${field}`, row.class);
        if (cellsOf(held).has(this.kind(looker, row, held))) close(held);
        for (const inner of isHolder(of.type) ? [] : of.parts) close(classOf(`${of.type}.${inner.field}`, row.class));
      } else {
        const below = kind === 'connection' ? (told[field] as Told)['nodes'] : told[field];
        for (const one of [below].flat()) this.standIn(looker, of, one, row.key);
      }
    }
  }

  #about(looker: Looker, row: Row, field: string, name: string): Omit<Difference, 'expected' | 'answered'> {
    const kind = this.kind(looker, row, name);
    return { field, class: name, kind, cell: cell(name, kind), row: row.key };
  }
}

const oddity = (field: string, expected: unknown, answered: unknown): Difference => ({
  ...{ field, class: '?', kind: '?', cell: '?', row: '?' },
  expected,
  answered,
});

/** How many of the parts have something hanging on them. */
const heldIn = (shape: Shape, told: Told): number =>
  shape.parts.filter(({ field }) => JSON.stringify(told[field]).includes('"id"') || isFilled(told[field])).length;

function isFilled(value: unknown): boolean {
  const rows = Array.isArray(value) ? value : (value as Told | null)?.['nodes'];
  return Array.isArray(rows) && rows.length > 0;
}

export function keyOf(shape: Shape, told: Told, above: string | null): string {
  const named = NAMED_BY[shape.type];
  if (named === undefined) return String(told['id']);
  const value = told[named];
  return `${above ?? ''}/${String(typeof value === 'object' ? (value as Told | null)?.['id'] : value)}`;
}
