import { describe, expect, test } from '@jest/globals';
import { closedAt, endedAt, NEVER, openedAt, validBetween, validFrom } from '../../src/domain/validity.ts';

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 21, hour));

describe('a range that is ended', () => {
  test.each([
    ['goes on', validFrom(at(1)), validBetween(at(1), at(3))],
    ['would have ended later', validBetween(at(1), at(4)), validBetween(at(1), at(3))],
    ['ended before', validBetween(at(1), at(2)), validBetween(at(1), at(2))],
    ['ends in that instant', validBetween(at(1), at(3)), validBetween(at(1), at(3))],
    ['begins in that instant', validFrom(at(3)), NEVER],
    ['begins later, by a clock that is behind', validBetween(at(4), at(5)), NEVER],
    ['never was', NEVER, NEVER],
    ['as PostgreSQL spells it', '["2026-11-21 01:00:00+00",)', '["2026-11-21 01:00:00+00","2026-11-21T03:00:00.000Z")'],
    ['in another zone', '["2026-11-21 12:30:00.123+08","2026-11-22 00:00:00+08")', NEVER],
  ])('and %s', (_what, range, ended) => {
    expect(endedAt(range, at(3))).toBe(ended);
  });
});

describe('times that begin and end again', () => {
  const [first, second] = [validBetween(at(1), at(2)), validFrom(at(3))];

  test('are one more from then on, and none is open once they are ended', () => {
    expect(openedAt('{}', at(3))).toBe(`{${second}}`);
    expect(openedAt(`{${first}}`, at(3))).toBe(`{${first},${second}}`);
    expect(closedAt(`{${first},${second}}`, at(4))).toBe(`{${first},${validBetween(at(3), at(4))}}`);
    expect(closedAt('{}', at(4))).toBe('{}');
  });

  test('lose what ends as it begins, and are read as PostgreSQL spells them', () => {
    expect(closedAt(`{${first},${second}}`, at(3))).toBe(`{${first}}`);
    const spelled = '{["2026-11-21 09:00:00+08","2026-11-21 10:00:00+08"),["2026-11-21 11:00:00+08",)}';
    expect(closedAt(spelled, at(4))).toBe(
      '{["2026-11-21 09:00:00+08","2026-11-21 10:00:00+08"),["2026-11-21 11:00:00+08","2026-11-21T04:00:00.000Z")}',
    );
  });
});
