/** What an agreement says when it goes on for another time (续签): the same, with all that is due moved along. */
import { dayInChina, minuteInChina } from '../calendar.ts';
import { addDays, dayNumber, dayText, daysInMonth, partsOf } from '../calendar/days.ts';
import { RefusalError } from '../errors.ts';
import { beginsAsRuled } from './instalments.ts';
import { spelledInstant, type PlannedCommitment, type Terms } from './terms.ts';

const DAY_MS = 86_400_000;

/** No rule of days leaves out more than that: the 29th of February comes after eight years at the latest. */
const MOST_DAYS = 8 * 366;

interface Period {
  readonly validFrom: Date;
  readonly validThrough: Date;
}

/** The terms for another time; `begun` is when the agreement began, by its terms or by the last signature. */
export function renewedTerms(terms: Terms, begun: Date, { validFrom, validThrough }: Period): Terms {
  const [from, to] = [dayInChina(begun), dayInChina(validFrom)];
  return {
    ...terms,
    commitments: terms.commitments.map((each) => movedAlong(each, validFrom, (day) => movedDay(day, from, to))),
    validFrom: spelledInstant(validFrom),
    validThrough: spelledInstant(validThrough),
  };
}

/** By whole months where it begins on the same day of a month, so that what is due at the end of March is so again; else by days. */
export function movedDay(day: string, from: string, to: string): string {
  const [old, next, { year, month, date }] = [partsOf(from), partsOf(to), partsOf(day)];
  if (old.date !== next.date) return addDays(day, dayNumber(to) - dayNumber(from));
  const months = year * 12 + month - 1 + (next.year - old.year) * 12 + next.month - old.month;
  const moved = { year: Math.floor(months / 12), month: (months % 12) + 1 };
  const of = [moved.month, Math.min(date, daysInMonth({ ...moved, date }))].map((part) =>
    String(part).padStart(2, '0'),
  );
  return [String(moved.year).padStart(4, '0'), ...of].join('-');
}

/** At the same time of day, and not before it begins; what recurs, from the first day on that its rule has. */
function movedAlong(each: PlannedCommitment, validFrom: Date, move: (day: string) => string): PlannedCommitment {
  const { dueAt, recurrence } = each;
  if (dueAt === null) return each;
  const due = new Date(dueAt);
  const begin = dayNumber(dayInChina(due));
  const on = (day: number): Date => new Date(due.getTime() + (day - begin) * DAY_MS);
  const first = dayNumber(move(dayText(begin)));
  const fits = (at: Date): boolean => at >= validFrom && (recurrence === null || beginsAsRuled(recurrence, at));
  let day = first;
  while (day < first + MOST_DAYS && !fits(on(day))) day += 1;
  return { ...each, dueAt: spelledInstant(on(day)) };
}

/** Throws `INVALID_INPUT` where something is due only after the time for which the agreement goes on. */
export function mustBeDueInTime({ commitments }: Terms, validThrough: Date): void {
  const late = commitments.find(({ dueAt }) => dueAt !== null && new Date(dueAt) > validThrough);
  if (late?.dueAt == null) return;
  const by = minuteInChina(new Date(late.dueAt));
  throw RefusalError.invalid(
    ['input', 'validThrough'],
    `input.validThrough 早于“${late.title}”顺延后的期限 ${by}；请延长期限，或另行起草（draftAgreement）。`,
    `input.validThrough is before "${late.title}" is due, moved along to ${by} (Beijing time): choose a longer time, or draft anew (draftAgreement).`,
  );
}
