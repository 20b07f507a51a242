/** What is promised again and again (分期承诺): on each day of a rule, from when it is due first until the agreement ends. */
import { dayNumber, dayText } from '../calendar/days.ts';
import { readRecurrence, recursOn } from '../calendar/recurrence.ts';
import { dayInChina } from '../calendar.ts';
import type { Promised, Terms } from './terms.ts';

const DAY_MS = 86_400_000;

/** Whether the day on which it is due first is one of the rule. */
export function beginsAsRuled(recurrence: string, first: Date): boolean {
  const day = dayInChina(first);
  return recursOn(readRecurrence(recurrence), day, day);
}

/** When it is due each time, at the same time of day in Beijing: found as it is asked for. */
export function* instalments(recurrence: string, first: Date, through: Date): Generator<Date, void> {
  const rule = readRecurrence(recurrence);
  const firstDay = dayInChina(first);
  const begin = dayNumber(firstDay);
  for (let i = 0, at = first; at <= through; i += 1, at = new Date(first.getTime() + i * DAY_MS)) {
    if (recursOn(rule, firstDay, dayText(begin + i))) yield at;
  }
}

/** Everything that the terms promise, one by one, in their order. */
export function* promisedBy({ commitments, validThrough }: Terms): Generator<Promised, void> {
  for (const { recurrence, dueAt, ...each } of commitments) {
    const first = dueAt === null ? null : new Date(dueAt);
    if (recurrence === null || first === null || validThrough === null) yield { ...each, dueAt: first };
    else for (const at of instalments(recurrence, first, new Date(validThrough))) yield { ...each, dueAt: at };
  }
}

/** Whether it is more than so many in all; no more of them are looked for than that takes. */
export function promisesMoreThan(most: number, terms: Terms): boolean {
  let count = 0;
  for (const _ of promisedBy(terms)) if ((count += 1) > most) return true;
  return false;
}
