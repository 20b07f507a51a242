import { expect, test } from '@jest/globals';
import { mayBeBornOn } from '../../../src/domain/directory/person-attribute.ts';

test('who is there was born on a day of the calendar, not to come, and within 130 years', () => {
  expect(mayBeBornOn('2026-11-21', '2026-11-21')).toBe(true);
  expect(mayBeBornOn('2026-11-22', '2026-11-21')).toBe(false);
  expect(mayBeBornOn('1896-11-22', '2026-11-21')).toBe(true);
  expect(mayBeBornOn('1896-11-21', '2026-11-21')).toBe(false);
  for (const none of ['1960-02-30', '1960-5-1', '今天', '']) expect(mayBeBornOn(none, '2026-11-21')).toBe(false);
});
