/** The text of terms, and what is promised by them. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instalments, promisedBy } from '../../../src/domain/exchange/instalments.ts';
import { canonicalText, termsOf, type Terms } from '../../../src/domain/exchange/terms.ts';

const text = fc.string({ unit: 'grapheme' });
const planned = fc.record({
  from: text,
  to: text,
  action: fc.constantFrom('WORK' as const, 'USE' as const),
  title: text,
  quantity: fc.record({ value: fc.constantFrom('1', '0.5', '180'), unit: text }),
  dueAt: fc.option(fc.constantFrom('2026-12-01T09:00:00+08:00')),
  recurrence: fc.constant(null),
});
/** What is worth nothing in an account says nothing of it. */
const worthSomething = fc.tuple(planned, text).map(([each, unit]) => ({
  ...each,
  account: { dimension: 'GOODS' as const, perUnit: { value: '0.5', unit } },
}));
const wholeTerms = fc.record({
  title: text,
  parties: fc.array(fc.record({ unit: text, role: fc.option(text), mustSign: fc.boolean() })),
  commitments: fc.array(fc.oneof(planned, worthSomething)),
  clauses: fc.array(fc.record({ title: text, text })),
  validFrom: fc.constant(null),
  validThrough: fc.option(fc.constantFrom('2027-12-01T09:00:00+08:00')),
  confirmWithinDays: fc.option(fc.nat()),
});
const someTerms: fc.Arbitrary<Terms> = fc
  .tuple(wholeTerms, fc.option(fc.nat()))
  .map(([terms, noticeDays]) => (noticeDays === null ? terms : { ...terms, noticeDays }));

const turnedRound = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turnedRound);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, each]) => [key, turnedRound(each)] as const);
  return Object.fromEntries(entries.toReversed());
};

describe('the text of terms', () => {
  test('is one, in whatever order they were written, and says them again', () => {
    fc.assert(
      fc.property(someTerms, (terms) => {
        const canonical = canonicalText(terms);
        expect(canonicalText(turnedRound(terms) as Terms)).toBe(canonical);
        expect(canonicalText(termsOf(canonical))).toBe(canonical);
        expect(termsOf(canonical)).toEqual(terms);
      }),
    );
  });

  test('is what it was before notice could be agreed, where none was', () => {
    fc.assert(
      fc.property(wholeTerms, fc.nat(), (terms, noticeDays) => {
        expect(canonicalText(terms)).not.toContain('noticeDays');
        expect(canonicalText({ ...terms, noticeDays }).replace(`"noticeDays":${noticeDays},`, '')).toBe(
          canonicalText(terms),
        );
      }),
    );
  });

  test('is another for other terms', () => {
    fc.assert(
      fc.property(someTerms, someTerms, (a, b) => {
        expect(canonicalText(a) === canonicalText(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});

describe('what recurs', () => {
  const first = new Date('2026-12-01T09:30:00+08:00');
  const day = 86_400_000;

  test('is due at the same time of day, from the first time on, as long as the agreement lasts', () => {
    const rules = fc.constantFrom('FREQ=DAILY', 'FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY', 'FREQ=MONTHLY');
    fc.assert(
      fc.property(rules, fc.nat(1000), fc.nat(day), (rule, days, rest) => {
        const through = new Date(first.getTime() + days * day + rest);
        const due = [...instalments(rule, first, through)];
        expect(due[0]).toEqual(first);
        expect(due).toEqual(due.toSorted((a, b) => a.getTime() - b.getTime()));
        for (const at of due) {
          expect((at.getTime() - first.getTime()) % day).toBe(0);
          expect(at <= through).toBe(true);
        }
      }),
    );
  });

  test('comes to sixty times a year where it is five a month', () => {
    const promised: Terms = {
      title: '空间换服务',
      parties: [],
      commitments: [
        {
          ...{ from: 'a', to: 'b', action: 'DELIVER_SERVICE', title: '培训' },
          quantity: { value: '1', unit: '场' },
          dueAt: '2026-12-01T09:30:00+08:00',
          recurrence: 'FREQ=MONTHLY;BYMONTHDAY=1,6,11,16,21',
        },
      ],
      clauses: [],
      validFrom: null,
      validThrough: '2027-11-30T23:59:00+08:00',
      confirmWithinDays: null,
    };
    const each = [...promisedBy(promised)];
    expect(each).toHaveLength(60);
    expect(each[59]?.dueAt?.toISOString()).toBe('2027-11-21T01:30:00.000Z');
  });
});
