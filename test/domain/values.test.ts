import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayInChina, instantInChina } from '../../src/domain/calendar.ts';
import { overlaps, within } from '../../src/domain/period.ts';
import { isFigure, isQuantity, LARGEST_QUANTITY, mustFit, plain, remaining, sum } from '../../src/domain/quantity.ts';
import { endedAt, validFrom } from '../../src/domain/validity.ts';

describe('quantities', () => {
  test('are exact: what is taken and what is left make the whole', () => {
    const amount = fc.integer({ min: 0, max: 10 ** 9 }).map((n) => plain(n / 10_000));
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(sum([remaining(a, b), b])).toBe(a);
      }),
    );
    expect(sum(['0.1', '0.2'])).toBe('0.3');
    expect(remaining('60.0000', '48')).toBe('12');
  });

  test.each([
    ['1', true],
    ['0.0001', true],
    ['1000000000', true],
    ['0000000001000000000', true],
    ['0', false],
    ['-1', false],
    ['1e3', false],
    ['0.00001', false],
    ['1000000000.0001', false],
    ['10000000000', false],
    ['', false],
    ['.5', false],
  ])('%j may be counted: %s', (text, holds) => {
    expect(isQuantity(text, LARGEST_QUANTITY)).toBe(holds);
  });

  test.each([
    ['0', true],
    ['0.0000', true],
    ['5500', true],
    ['-1', false],
    ['0.00001', false],
    ['1e3', false],
  ])('a figure may be nothing: %s %s', (text, holds) => {
    expect(isFigure(text, LARGEST_QUANTITY)).toBe(holds);
  });

  test('that do not fit are refused with what is left, never less than nothing', () => {
    const offer = { kind: 'offer' as const, id: '01a1fcf4-51c2-7434-ac35-165d5f2946a2', unit: '场' };
    expect(() => mustFit({ ...offer, quantity: '4.0000', taken: '1.5' }, '2.5')).not.toThrow();
    expect(() => mustFit({ ...offer, quantity: '4', taken: '1.5' }, '2.6')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ requested: '2.6', remaining: '2.5' }) }),
    );
    expect(() => mustFit({ ...offer, quantity: '1', taken: '2' }, '1')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ remaining: '0' }) }),
    );
  });
});

describe('periods', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));

  test('are half-open', () => {
    expect(overlaps({ start: at(1), end: at(2) }, { start: at(2), end: at(3) })).toBe(false);
    expect(overlaps({ start: at(1), end: at(3) }, { start: at(2), end: at(4) })).toBe(true);
    expect(overlaps({ start: null, end: at(2) }, { start: at(1), end: null })).toBe(true);
    expect(overlaps({ start: null, end: at(2) }, { start: at(2), end: null })).toBe(false);
    expect(within({ start: at(1), end: at(2) }, { start: null, end: at(2) })).toBe(true);
    expect(within({ start: at(1), end: at(3) }, { start: at(1), end: at(2) })).toBe(false);
  });

  test('of validity end at the instant', () => {
    expect(endedAt(validFrom(at(1)), at(2))).toBe('["2026-11-21T01:00:00.000Z","2026-11-21T02:00:00.000Z")');
  });
});

describe('days', () => {
  test('are Beijing’s', () => {
    expect(dayInChina(new Date('2026-11-21T15:59:59Z'))).toBe('2026-11-21');
    expect(dayInChina(new Date('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
    expect(instantInChina('2026-11-22', '00:00').toISOString()).toBe('2026-11-21T16:00:00.000Z');
  });
});
