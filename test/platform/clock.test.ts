import { expect, test } from '@jest/globals';
import { freshId } from '../../src/platform/clock.ts';

test('ids of one process sort in the order they were made, also within a millisecond', () => {
  const now = new Date('2026-11-21T09:00:00+08:00');
  const ids = Array.from({ length: 10_000 }, () => freshId('offer', now));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
