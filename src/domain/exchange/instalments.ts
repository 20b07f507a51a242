/** What is promised again and again (分期承诺): on each day of a rule, from when it is due first until the agreement ends. */
import { addDays, dayNumber } from '../calendar/days.ts';
import { readRecurrence, recursOn } from '../calendar/recurrence.ts';
import { dayInChina } from '../calendar.ts';
import type { PlannedCommitment, Promised, Terms } from './terms.ts';

const DAY_MS = 86_400_000;

/** When it is due each time, at the same time of day in Beijing. None where the first day is not one of the rule. */
export function instalments(recurrence: string, first: Date, through: Date): Date[] {
  const rule = readRecurrence(recurrence);
  const firstDay = dayInChina(first);
  const days = dayNumber(dayInChina(through)) - dayNumber(firstDay);
  const due: Date[] = [];
  for (let i = 0; i <= days; i += 1) {
    if (!recursOn(rule, firstDay, addDays(firstDay, i))) continue;
    const at = new Date(first.getTime() + i * DAY_MS);
    if (at <= through) due.push(at);
  }
  return due;
}

/** Everything that the terms promise, one by one, in their order. */
export const promisedBy = ({ commitments, validThrough }: Terms): Promised[] =>
  commitments.flatMap((each) => timesOf(each, validThrough));

function timesOf({ recurrence, dueAt, ...each }: PlannedCommitment, validThrough: string | null): Promised[] {
  const first = dueAt === null ? null : new Date(dueAt);
  if (recurrence === null || first === null || validThrough === null) return [{ ...each, dueAt: first }];
  return instalments(recurrence, first, new Date(validThrough)).map((at) => ({ ...each, dueAt: at }));
}
