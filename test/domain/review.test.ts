import { expect, test } from '@jest/globals';
import { foundIn, maskedPlace } from '../../src/domain/exchange/review.ts';
import { findingKinds } from '../../src/domain/privacy/finding.ts';
import { screen } from '../../src/domain/privacy/screen.ts';

test('what is found is told by its field, in the order in which people read; of a private need nothing is', () => {
  const words = { title: '找王小明先生', description: '请打13812345678', placeName: '孙塘北路12号' };
  const found = [
    { field: 'TITLE', kind: 'NAME', excerpt: '王**' },
    { field: 'DESCRIPTION', kind: 'MOBILE', excerpt: '138****5678' },
    { field: 'PLACE_NAME', kind: 'ADDRESS', excerpt: '路*号' },
  ];
  expect(foundIn(words, 'PUBLIC')).toEqual(found);
  expect(foundIn(words, 'ALLIANCE')).toEqual(found);
  expect(foundIn(words, 'UNIT')).toEqual([]);
  expect(foundIn({ ...words, placeName: null }, 'PUBLIC')).toEqual(found.slice(0, 2));
});

test('no more is kept than a person reads', () => {
  const description = Array.from({ length: 80 }, (_, i) => `138${10_000_000 + i}`).join('；');
  expect(screen(description)).toHaveLength(80);
  expect(foundIn({ title: '一', description, placeName: null }, 'PUBLIC')).toHaveLength(50);
});

test('every kind of finding is found in some text', () => {
  const text = `13812345678；0574-63112345；330282195001011233；6217001420001234569；a@example.com；
    微信 abcdef12；浙B12345；孙塘北路12号；王小明先生；82岁，糖尿病`;
  expect(screen(text).map(({ kind }) => kind)).toEqual(findingKinds);
});

test('a place of which nothing is left but a door is no place', () => {
  expect(maskedPlace('虞波社区3幢')).toBe('虞波社区');
  expect(maskedPlace('12号')).toBeNull();
  expect(maskedPlace(null)).toBeNull();
});
