/** What a list of divisions changes in those that are there: what is new, ended, renamed, or known to have begun on a day. */
import { createHash } from 'node:crypto';
import type { AreaLevel } from '../domain/directory/area-code.ts';

export interface Division {
  /** Of the file it stands in. */
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  /** The nearest code above it that the list has. */
  readonly parent: string | null;
  readonly until: string | null;
  readonly successor: string | null;
  readonly how: string | null;
}

/** An area that is there; its name as a list had it last, where one did. */
export interface Known {
  readonly id: string;
  readonly code: string;
  readonly listedName: string | null;
  readonly level: AreaLevel;
  readonly since: string | null;
  readonly until: string | null;
}

interface Made extends Omit<Known, 'listedName'> {
  readonly name: string;
  readonly parentId: string | null;
}

interface Told<T> {
  readonly division: Division;
  readonly row: T;
}

interface Changes {
  readonly ended: readonly Told<Known>[];
  readonly made: readonly Told<Made>[];
  /** Told by the list under another name than before, or for the first time. */
  readonly named: readonly Told<Known>[];
  /** Of which is known by now on which day they began. */
  readonly begun: readonly Told<{ readonly id: string; readonly since: string }>[];
  readonly followed: readonly Told<{ readonly from: string; readonly to: string }>[];
}

/** A line that does not go with what is there. */
export class DivisionConflictError extends Error {
  override readonly name = 'DivisionConflictError';
  readonly division: Division;

  constructor(division: Division, why: string) {
    super(why);
    this.division = division;
  }
}

/** Of the same code and end always the same id. */
export function divisionId(code: string, day: string | null): string {
  const hex = createHash('md5')
    .update(`area STATISTICS ${code}${day === null ? '' : ` ${day}`}`)
    .digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Areas are matched by their code and whether they are in force, whoever made them. Throws `DivisionConflictError`. */
export function changesOf(divisions: readonly Division[], known: readonly Known[]): Changes {
  const rows = Map.groupBy(known, ({ code }) => code);
  const inForce = new Map(divisions.filter(({ until }) => until === null).map((one) => [one.code, one]));
  const ids = new Set(known.map(({ id }) => id));
  const ended: Told<Known>[] = [];
  const made: Told<Made>[] = [];
  const named: Told<Known>[] = [];
  const begun: Told<{ readonly id: string; readonly since: string }>[] = [];
  /** Ids as they will be, by code and end. */
  const place = new Map<string, string>();
  const key = (code: string, until: string | null): string => `${code} ${until ?? ''}`;

  const found = (division: Division): Known | undefined => {
    const of = rows.get(division.code) ?? [];
    const same = of.find(({ until }) => until === division.until);
    if (same !== undefined || division.until === null || inForce.has(division.code)) return same;
    return of.find(({ until }) => until === null);
  };
  for (const division of divisions) {
    const row = found(division);
    if (row === undefined) continue;
    if (row.level !== division.level) throw new DivisionConflictError(division, `it is a ${row.level} already`);
    place.set(key(division.code, division.until), row.id);
    if (row.until !== division.until) ended.push({ division, row });
    if (row.listedName !== division.name) named.push({ division, row });
  }
  const beginnings = beginningsOf(divisions, new Set(ended.map(({ division }) => division)));
  for (const division of divisions) {
    const since = division.until === null ? (beginnings.get(division.code) ?? null) : null;
    const row = found(division);
    if (row !== undefined) {
      if (row.since === null && since?.isSure === true) begun.push({ division, row: { id: row.id, since: since.day } });
      continue;
    }
    const own = divisionId(division.code, division.until);
    const id = ids.has(own) ? divisionId(division.code, `from ${since?.day ?? ''}`) : own;
    const parentId = division.parent === null ? null : (place.get(key(division.parent, null)) ?? null);
    place.set(key(division.code, division.until), id);
    const { code, name, level, until } = division;
    const row2 = { id, code, name, level, parentId, since: since?.day ?? null, until };
    if ((rows.get(code) ?? []).some((other) => meets(other, row2))) {
      throw new DivisionConflictError(division, 'its code is that of another area at that time');
    }
    made.push({ division, row: row2 });
  }
  const followed = divisions.flatMap((division) => {
    if (division.successor === null) return [];
    const [from, to] = [place.get(key(division.code, division.until)), place.get(key(division.successor, null))];
    if (from === undefined || to === undefined) throw new DivisionConflictError(division, 'no line has its successor');
    return [{ division, row: { from, to } }];
  });
  return { ended, made, named, begun, followed };
}

/**
 * When areas began, as what they followed says: one that was recoded or renamed into them ended on that day. Where others were
 * merged into something that nobody knew before, that began then too.
 */
function beginningsOf(
  divisions: readonly Division[],
  ending: ReadonlySet<Division>,
): ReadonlyMap<string, { readonly day: string; readonly isSure: boolean }> {
  const days = new Map<string, { day: string; isSure: boolean }>();
  for (const division of divisions) {
    const { successor, until, how } = division;
    const isSure = how === 'RECODED' || how === 'RENAMED';
    if (successor === null || until === null || !(isSure || ending.has(division))) continue;
    const before = days.get(successor);
    if (before === undefined || (isSure && !before.isSure) || until < before.day)
      days.set(successor, { day: until, isSure });
  }
  return days;
}

const meets = (a: Pick<Known, 'since' | 'until'>, b: Pick<Known, 'since' | 'until'>): boolean =>
  (a.since === null || b.until === null || a.since < b.until) &&
  (b.since === null || a.until === null || b.since < a.until);
