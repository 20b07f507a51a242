import { describe, expect, test } from '@jest/globals';
import { fitting, isForKind, schemeOfClass } from '../../../src/domain/directory/classification.ts';

const row = (code: string, isOpen: boolean, isBefore: boolean) => ({ id: `${code} row`, code, isOpen, isBefore });

describe('a class from some instant on', () => {
  test('is free where there is nothing, and ends what is open and began no later', () => {
    expect(fitting('kind.a', [])).toEqual({ kind: 'FREE', toEnd: [] });
    expect(fitting('kind.a', [row('kind.b', true, true)])).toEqual({ kind: 'FREE', toEnd: ['kind.b row'] });
  });

  test('is there already where the same is open, whenever that began', () => {
    for (const isBefore of [true, false])
      expect(fitting('kind.a', [row('kind.a', true, isBefore)])).toEqual({ kind: 'SAME', id: 'kind.a row' });
  });

  test('is not taken where something began later, or has ended since', () => {
    for (const one of [row('kind.b', true, false), row('kind.b', false, true), row('kind.a', false, true)])
      expect(fitting('kind.a', [one])).toEqual({ kind: 'IN_THE_WAY', code: one.code });
  });
});

test('a code begins with its scheme, and a scheme without kinds is for all', () => {
  expect(schemeOfClass('team-kind.repair')).toBe('team-kind');
  expect(schemeOfClass('nothing')).toBe('nothing');
  expect([isForKind([], 'TEAM'), isForKind(['TEAM'], 'TEAM'), isForKind(['TEAM'], 'MALL')]).toEqual([
    true,
    true,
    false,
  ]);
});
