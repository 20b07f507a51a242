/** Recurrence rules beside a library that has them whole. */
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayText } from '../../../src/domain/calendar/days.ts';
import { needsFirstDay, readRecurrence, recursOn, RecurrenceError } from '../../../src/domain/calendar/recurrence.ts';
import { scaled } from '../../support/scale.ts';

interface Oracle {
  readonly rrulestr: (text: string, options: { dtstart: Date }) => { between(a: Date, b: Date, inc: boolean): Date[] };
}
const { rrulestr } = createRequire(import.meta.url)('rrule') as Oracle;

const days = (from: string, count: number): string[] => Array.from({ length: count }, (_, i) => addDays(from, i));

const found = (text: string, first: string, from: string, count: number): string[] => {
  const rule = readRecurrence(text);
  return days(from, count).filter((day) => first <= day && recursOn(rule, first, day));
};

const instant = (day: string): Date => new Date(`${day}T00:00:00Z`);

const expected = (text: string, first: string, from: string, count: number): string[] => {
  // The library looks for a day until the year 9999 where there is none; told an end, it looks no further.
  const bounded = `${text};UNTIL=${addDays(from, count - 1).replaceAll('-', '')}T000000Z`;
  const all = rrulestr(bounded, { dtstart: instant(first) });
  return all.between(instant(from), instant(addDays(from, count - 1)), true).map((at) => at.toISOString().slice(0, 10));
};

const some = <T>(values: readonly T[], most: number): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: most });

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Rules of every frequency; months are few only where a date of them is sure to come. */
const rules: fc.Arbitrary<string> = fc
  .record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 4 }),
    byDay: some(WEEKDAYS, 3),
    which: fc.constantFrom('', '', '1', '2', '-1', '5'),
    byMonth: some([1, 2, 5, 7, 12], 3),
    byMonthDay: some([1, 2, 15, 28, -1, -7], 2),
  })
  .map(({ frequency, interval, byDay, which, byMonth, byMonthDay }) => {
    const mayCount = frequency === 'MONTHLY' || (frequency === 'YEARLY' && byMonth.length > 0);
    const parts = [`FREQ=${frequency}`, `INTERVAL=${interval}`];
    if (byDay.length > 0) parts.push(`BYDAY=${byDay.map((day) => (mayCount ? which : '') + day).join(',')}`);
    if (byMonth.length > 0) parts.push(`BYMONTH=${byMonth.join(',')}`);
    if (byMonthDay.length > 0 && frequency !== 'WEEKLY') parts.push(`BYMONTHDAY=${byMonthDay.join(',')}`);
    return parts.join(';');
  });

const firstDays = fc.integer({ min: 18_262, max: 20_819 }).map(dayText);

test('whatever the rule, it has the days that the library finds', () => {
  fc.assert(
    fc.property(rules, firstDays, fc.integer({ min: 0, max: 500 }), (text, first, later) => {
      const from = addDays(first, later);
      expect(found(text, first, from, 250)).toEqual(expected(text, first, from, 250));
    }),
    { numRuns: scaled(60, 2_000) },
  );
});

test('a rule that needs no first day has the same days whichever it is', () => {
  fc.assert(
    fc.property(rules, firstDays, firstDays, (text, first, other) => {
      const rule = readRecurrence(text);
      fc.pre(!needsFirstDay(rule));
      for (const day of days('2026-01-01', 366)) expect(recursOn(rule, first, day)).toBe(recursOn(rule, other, day));
    }),
  );
});

test.each([
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-09-01', ['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04']],
  ['FREQ=MONTHLY;BYDAY=1SA', '2026-09-01', ['2026-09-05']],
  ['FREQ=MONTHLY;BYDAY=-1FR', '2026-09-20', ['2026-09-25']],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', '2026-09-01', ['2026-09-03']],
  ['FREQ=DAILY;BYMONTH=8', '2026-08-30', ['2026-08-30', '2026-08-31']],
])('%s from %s', (text, from, is) => {
  expect(found(text, '2026-08-03', from, 6)).toEqual(is);
});

describe('what is no rule of days is refused', () => {
  test.each([
    ['', 'is no part'],
    ['FREQ=HOURLY', 'FREQ is DAILY'],
    ['FREQ=DAILY;COUNT=3', '"COUNT=3" is no part'],
    ['FREQ=DAILY;UNTIL=20261231T000000Z', 'is no part'],
    ['FREQ=DAILY;BYHOUR=8', 'is no part'],
    ['RRULE:FREQ=DAILY', 'is no part'],
    ['INTERVAL=2', 'FREQ is'],
    ['FREQ=DAILY;FREQ=DAILY', 'twice'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL is of whole numbers from 1 to 366'],
    ['FREQ=DAILY;BYMONTH=13', 'BYMONTH'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'does not go with'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'Which weekday of the month'],
    ['FREQ=YEARLY;BYDAY=1MO', 'Which weekday of the month'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY is of MO to SU'],
    ['FREQ=WEEKLY;BYDAY=6MO', 'BYDAY is of MO to SU'],
    ['FREQ=WEEKLY;WKST=SU', 'Weeks begin on Monday'],
    [`FREQ=DAILY;BYMONTH=${'1,'.repeat(120)}1`, 'at most 200 characters'],
  ])('%s', (text, message) => {
    expect(() => readRecurrence(text)).toThrow(RecurrenceError);
    expect(() => readRecurrence(text)).toThrow(message);
  });
});
