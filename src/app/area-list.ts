/** What a list of divisions changes in those that are there: what is new, ended, renamed, or known to have begun on a day. */
import { createHash } from 'node:crypto';
import type { AreaLevel } from '../domain/directory/area-code.ts';
import { CODE_TAKEN, endsTooEarly, levelDiffers, noSuccessor } from './area-conflicts.ts';
import { refusedLine, type Division } from './area-lines.ts';

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

export interface Told<T> {
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

/** A line with the area that it tells of: one that is there, or one that is new. */
interface Line {
  readonly division: Division;
  readonly row: Known | undefined;
  readonly id: string;
  /** Its first day, where the list tells; and whether it began then whatever was known of it. */
  readonly since: { readonly day: string; readonly isSure: boolean } | undefined;
}

/** Throws `ConfigError` naming a line. */
export function changesOf(divisions: readonly Division[], known: readonly Known[]): Changes {
  const lines = linesOf(divisions, known);
  const there = lines.flatMap(({ row, ...line }) => (row === undefined ? [] : [{ ...line, row }]));
  const idAt = new Map(lines.map(({ division, id }) => [keyOf(division.code, division.until), id]));
  return {
    ended: there.filter(({ division, row }) => row.until !== division.until),
    made: lines.flatMap(({ division, row, id, since }) => {
      if (row !== undefined) return [];
      const { code, name, level, parent, until } = division;
      const parentId = parent === null ? null : (idAt.get(keyOf(parent, null)) ?? null);
      const made = { id, code, name, level, parentId, since: since?.day ?? null, until };
      if (known.some((one) => one.code === code && meet(one, made))) throw refusedLine(division, CODE_TAKEN);
      return [{ division, row: made }];
    }),
    named: there.filter(({ division, row }) => row.listedName !== division.name),
    begun: there.flatMap(({ division, id, row, since }) =>
      row.since === null && since?.isSure === true ? [{ division, row: { id, since: since.day } }] : [],
    ),
    followed: lines.flatMap(({ division, id }) => {
      if (division.successor === null) return [];
      const to = idAt.get(keyOf(division.successor, null));
      if (to === undefined) throw refusedLine(division, noSuccessor(division.successor));
      return [{ division, row: { from: id, to } }];
    }),
  };
}

/** Areas are matched by their code and whether they are in force, whoever made them. */
function linesOf(divisions: readonly Division[], known: readonly Known[]): readonly Line[] {
  const rows = Map.groupBy(known, ({ code }) => code);
  const listed = new Set(divisions.filter(({ until }) => until === null).map(({ code }) => code));
  const ids = new Set(known.map(({ id }) => id));
  const matched = divisions.map((division) => ({
    division,
    row: rowOf(division, rows.get(division.code) ?? [], listed),
  }));
  const beginnings = beginningsOf(matched);
  return matched.map(({ division, row }) => {
    const since = division.until === null ? beginnings.get(division.code) : undefined;
    return { division, row, since, id: row?.id ?? newId(division, since?.day, ids) };
  });
}

const keyOf = (code: string, until: string | null): string => `${code} ${until ?? ''}`;

/** Which of the areas with its code a line tells of: what it ends is in force as yet, unless the list has the code in force too. */
function rowOf(division: Division, of: readonly Known[], listed: ReadonlySet<string>): Known | undefined {
  const { code, level, until } = division;
  const wasInForce = until !== null && !listed.has(code);
  const row = of.find((one) => one.until === until) ?? (wasInForce ? of.find((one) => one.until === null) : undefined);
  if (row === undefined) return undefined;
  if (row.level !== level) throw refusedLine(division, levelDiffers(row.level, level));
  if (until !== null && row.since !== null && until <= row.since) throw refusedLine(division, endsTooEarly(row.since));
  return row;
}

/** Of the same code and end always the same id, unless an area that was ended by a list has it. */
function newId({ code, until }: Division, since: string | undefined, taken: ReadonlySet<string>): string {
  const own = divisionId(code, until);
  return taken.has(own) ? divisionId(code, `from ${since ?? ''}`) : own;
}

/** Of the same code and end always the same id. */
export function divisionId(code: string, day: string | null): string {
  const hex = createHash('md5')
    .update(`area STATISTICS ${code}${day === null ? '' : ` ${day}`}`)
    .digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * When areas began, as what they followed says: one that was recoded or renamed into them ended on that day. Where others were
 * merged into something that nobody knew before, that began then too.
 */
function beginningsOf(
  lines: readonly Pick<Line, 'division' | 'row'>[],
): ReadonlyMap<string, NonNullable<Line['since']>> {
  const days = new Map<string, NonNullable<Line['since']>>();
  for (const { division, row } of lines) {
    const { successor, until, how } = division;
    const isSure = how === 'RECODED' || how === 'RENAMED';
    const isEnded = row !== undefined && row.until !== until;
    if (successor === null || until === null || !(isSure || isEnded)) continue;
    const before = days.get(successor);
    if (before === undefined || (isSure && !before.isSure) || until < before.day)
      days.set(successor, { day: until, isSure });
  }
  return days;
}

const meet = (a: Pick<Known, 'since' | 'until'>, b: Pick<Known, 'since' | 'until'>): boolean =>
  (a.since === null || b.until === null || a.since < b.until) &&
  (b.since === null || a.until === null || b.since < a.until);
