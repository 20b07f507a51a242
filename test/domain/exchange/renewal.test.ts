/** What is due when an agreement goes on for another time. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayNumber, dayText, partsOf } from '../../../src/domain/calendar/days.ts';
import { beginsAsRuled } from '../../../src/domain/exchange/instalments.ts';
import { movedDay, renewedTerms } from '../../../src/domain/exchange/renewal.ts';
import type { Terms } from '../../../src/domain/exchange/terms.ts';

const someDay = fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2035-12-31') }).map(dayText);

const terms = (dueAt: string, recurrence: string | null): Terms => ({
  ...{ title: '结对', parties: [], clauses: [], confirmWithinDays: null },
  ...{ validFrom: '2026-12-01T00:00:00+08:00', validThrough: '2027-11-30T23:59:00+08:00' },
  commitments: [
    { from: 'a', to: 'b', action: 'WORK', title: '值守', quantity: { value: '1', unit: '小时' }, dueAt, recurrence },
  ],
});

describe('a day moves along', () => {
  test('by as many days as the beginning does, or by whole months where that does', () => {
    fc.assert(
      fc.property(someDay, someDay, fc.nat(800), (from, to, after) => {
        const day = addDays(from, after);
        const moved = movedDay(day, from, to);
        const days = dayNumber(moved) - dayNumber(to);
        if (partsOf(from).date !== partsOf(to).date) expect(days).toBe(after);
        else {
          // The same day of the month, or the last one where it has fewer.
          expect(Math.abs(days - after)).toBeLessThanOrEqual(3);
          expect(partsOf(moved).date).toBeLessThanOrEqual(partsOf(day).date);
        }
      }),
    );
  });

  test('to the end of a month that is shorter', () => {
    expect(movedDay('2027-08-31', '2026-12-01', '2027-06-01')).toBe('2028-02-29');
    expect(movedDay('2027-03-31', '2026-12-01', '2027-12-01')).toBe('2028-03-31');
  });
});

test('what recurs begins on a day of its rule, at the same time of day, and not before the agreement does', () => {
  const rules = fc.constantFrom(null, 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO', 'FREQ=MONTHLY;BYDAY=1SA', 'FREQ=YEARLY');
  fc.assert(
    fc.property(rules, someDay, fc.nat(300), (rule, to, after) => {
      const dueAt = `${addDays('2026-12-01', after)}T09:30:00+08:00`;
      const period = { validFrom: new Date(`${to}T08:00:00+08:00`), validThrough: new Date('2040-01-01T00:00:00Z') };
      const begun = new Date('2026-12-01T00:00:00+08:00');
      const due = renewedTerms(terms(dueAt, rule), begun, period).commitments[0]?.dueAt ?? '';
      expect(due.slice(10)).toBe('T09:30:00+08:00');
      expect(new Date(due) >= period.validFrom).toBe(true);
      if (rule !== null) expect(beginsAsRuled(rule, new Date(due))).toBe(true);
    }),
  );
});
