import { describe, expect, test } from '@jest/globals';
import { numberOf, periodStart } from '../../../src/domain/exchange/distribution.ts';
import { available, isLow, picked, usable } from '../../../src/domain/exchange/stock.ts';

const lots = [
  { id: 'a', onHand: '5', expiresOn: null },
  { id: 'b', onHand: '3.5', expiresOn: '2026-12-01' },
  { id: 'c', onHand: '4', expiresOn: '2026-11-20' },
  { id: 'd', onHand: '2', expiresOn: '2026-12-01' },
  { id: 'e', onHand: '0', expiresOn: '2026-11-22' },
];
const today = '2026-11-21';

describe('what goes out of a stock', () => {
  test('it is what expires first, then what came first, and what keeps last', () => {
    expect(picked(lots, '7', { today })).toEqual({
      shares: [
        { lotId: 'b', amount: '3.5' },
        { lotId: 'd', amount: '2' },
        { lotId: 'a', amount: '1.5' },
      ],
      missing: '0',
    });
  });

  test('what has expired stays, but where it is let go', () => {
    expect(usable(lots, today)).toBe('10.5');
    expect(picked(lots, '12', { today }).missing).toBe('1.5');
    expect(picked(lots, '4', { today, expiredToo: true }).shares).toEqual([{ lotId: 'c', amount: '4' }]);
    expect(usable(lots, '2026-11-20')).toBe('14.5');
  });

  test('what is promised is put aside, and a minimum is reached at the figure itself', () => {
    expect([available('10.5', '4'), available('3', '4')]).toEqual(['6.5', '0']);
    expect([isLow('200.0000', '200'), isLow('200.1', '200'), isLow('0', null)]).toEqual([true, false, false]);
  });
});

describe('whom something is handed out to', () => {
  test('a period begins with the day, month or year in China', () => {
    const at = new Date('2026-12-31T16:30:00Z');
    expect((['EVER', 'DAY', 'MONTH', 'YEAR'] as const).map((every) => periodStart(every, at))).toEqual([
      ...['2000-01-01', '2027-01-01', '2027-01-01', '2027-01-01'],
    ]);
  });

  test('a number is the same however it is written', () => {
    for (const written of ['13800000001', '+86 138 0000 0001', '86-138-0000-0001']) {
      expect(numberOf('MOBILE', written)).toBe('13800000001');
    }
    expect(numberOf('IDENTITY_NUMBER', '11010519491231002x')).toBe('11010519491231002X');
    expect(() => numberOf('MOBILE', '11010519491231002X')).toThrow('INVALID_INPUT');
    expect(() => numberOf('IDENTITY_NUMBER', '110105194912310021')).toThrow('INVALID_INPUT');
  });
});
