/** What benefits take off a price, who pays for that, and when they are given again. */
import { describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import {
  chargeOf,
  cutOf,
  opensAgain,
  shared,
  windowStart,
  type Benefit,
} from '../../../src/domain/exchange/benefit.ts';
import { dayInChina } from '../../../src/domain/calendar.ts';

const fens = (most: number) => fc.integer({ min: 1, max: most });
const yuan = (fen: number): string => new Decimal(fen).dividedBy(100).toFixed(2);

describe('money', () => {
  test('price, cut and charge always add up, and no cut is more than the price', () => {
    const benefit: fc.Arbitrary<Benefit> = fc.oneof(
      fc.constant({ kind: 'FREE' as const, amount: null }),
      fens(10_000).map((percent) => ({ kind: 'PERCENTAGE' as const, amount: yuan(percent) })),
    );
    fc.assert(
      fc.property(benefit, fens(100_000), (what, price) => {
        const cut = cutOf(what, yuan(price));
        expect(new Decimal(cut).plus(chargeOf(yuan(price), cut)).toFixed(2)).toBe(yuan(price));
        expect(new Decimal(cut).lessThanOrEqualTo(yuan(price))).toBe(true);
      }),
    );
  });

  test('the shares are the cut, to the fen, and each is within a fen of what it would be', () => {
    const whole = fc
      .array(fens(3000), { minLength: 1, maxLength: 8 })
      .filter((all) => all.reduce((sum, one) => sum + one, 0) < 10_000)
      .map((all) => [...all, 10_000 - all.reduce((sum, one) => sum + one, 0)].map(yuan));
    fc.assert(
      fc.property(whole, fc.integer({ min: 0, max: 1_000_000 }), (percents, cut) => {
        const funders = percents.map((percent, i) => ({ unitId: String(i), percent }));
        const shares = shared(yuan(cut), funders);
        expect(shares.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toFixed(2)).toBe(yuan(cut));
        for (const [i, { amount }] of shares.entries()) {
          const exact = new Decimal(cut).times(percents[i] ?? 0).dividedBy(100);
          expect(new Decimal(amount).times(100).minus(exact).abs().lessThan(1)).toBe(true);
        }
      }),
    );
  });

  test('half a fen is a fen', () => {
    expect(cutOf({ kind: 'PERCENTAGE', amount: '30' }, '11.15')).toBe('3.35');
    expect(cutOf({ kind: 'AMOUNT_OFF', amount: '3' }, '15')).toBe('3.00');
  });
});

describe('windows', () => {
  test.each([
    ['DAY', '2026-11-21', '2026-11-21', '2026-11-22'],
    ['WEEK', '2026-11-22', '2026-11-16', '2026-11-23'],
    ['WEEK', '2026-11-23', '2026-11-23', '2026-11-30'],
    ['MONTH', '2026-12-31', '2026-12-01', '2027-01-01'],
    ['MONTH', '2028-02-29', '2028-02-01', '2028-03-01'],
  ] as const)('a %s with %s in it begins on %s, and the next on %s', (window, day, start, next) => {
    expect(windowStart(window, day)).toBe(start);
    for (const time of ['00:00:00', '23:59:59']) {
      const opens = opensAgain(window, new Date(`${day}T${time}+08:00`));
      expect(opens?.toISOString()).toBe(new Date(`${next}T00:00:00+08:00`).toISOString());
    }
  });

  test('the next one begins where this one ends, and what lasts for ever does not open again', () => {
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom('DAY' as const, 'WEEK' as const, 'MONTH' as const), instant, (window, at) => {
        const opens = opensAgain(window, at) ?? new Date(0);
        expect(opens > at).toBe(true);
        expect(windowStart(window, dayInChina(opens))).toBe(dayInChina(opens));
        expect(windowStart(window, dayInChina(new Date(opens.getTime() - 1)))).toBe(
          windowStart(window, dayInChina(at)),
        );
      }),
    );
    expect(opensAgain('TOTAL', new Date())).toBeNull();
  });
});
