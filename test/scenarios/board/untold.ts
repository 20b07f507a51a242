/**
 * What of a column of the board is told outside of the alliance, by the rule of docs/decisions/0099 and nothing else: figures
 * of the rows by their keys, the row of what has no key under ''.
 */
export interface Column {
  readonly total: number;
  readonly rows: ReadonlyMap<string, number>;
}

export interface ToldColumn {
  readonly total: number | null;
  readonly rows: ReadonlyMap<string, number | null>;
}

const isSmall = (count: number): boolean => count > 0 && count < 5;
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

export function told({ total, rows }: Column): ToldColumn {
  const small = [...rows.values()].filter(isSmall);
  if (small.length === 0) return { total, rows };
  const none = new Map([...rows.keys()].map((key) => [key, null]));
  if (isSmall(total)) return { total: null, rows: none };
  const [first] = [...rows].filter(([, count]) => count >= 5).sort(([a], [b]) => (a < b ? -1 : 1));
  // All small ones would be one, and the other five: then what they come to would say so.
  if (first === undefined || sum(small) + first[1] === small.length + 5) return { total, rows: none };
  const some = [...rows].map(([key, count]) => [key, isSmall(count) || key === first[0] ? null : count] as const);
  return { total, rows: new Map(some) };
}

interface Figure {
  readonly column: string;
  readonly tally: { readonly count: number } | null;
  readonly isSuppressed: boolean;
}

interface Line {
  readonly key: string | null;
  readonly figures: readonly Figure[];
}

export interface Listings {
  readonly total: readonly Figure[];
  readonly rows: readonly Line[];
}

/** Micro-wishes are somebody's. */
const WISHES: readonly string[] = ['WISHES', 'CLAIMED', 'GRANTED'];

/** A side as it is told outside, of what is told inside. */
export function outside<L extends Listings>({ total, rows, ...rest }: L, by: string): L {
  const columns = total.map(({ column, tally }, i): ToldColumn => {
    const counts = rows.map(({ key, figures }) => [key ?? '', figures[i]?.tally?.count ?? 0] as const);
    if (!WISHES.includes(column)) return told({ total: tally?.count ?? 0, rows: new Map(counts) });
    return { total: null, rows: new Map(counts.map(([key]) => [key, null])) };
  });
  const shown = (figure: Figure, count: number | null | undefined): Figure => ({
    ...figure,
    tally: count === null || count === undefined ? null : { ...figure.tally, count },
    isSuppressed: count === null,
  });
  const lines = rows.map((line) => ({
    ...line,
    figures: line.figures.map((figure, i) => shown(figure, columns[i]?.rows.get(line.key ?? ''))),
  }));
  const isOfUse = ({ figures }: Line): boolean => by !== 'UNIT' && figures.some(({ tally }) => (tally?.count ?? 0) > 0);
  return {
    ...rest,
    total: total.map((figure, i) => shown(figure, columns[i]?.total)),
    rows: lines.filter(isOfUse),
  } as unknown as L;
}
