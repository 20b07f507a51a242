/** Lots: of the same secret, number and list always the same order, and of any other another. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawn } from '../../../src/domain/exchange/draw.ts';
import { numberOf, respondBy } from '../../../src/domain/exchange/enrolment.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const lists = fc.uniqueArray(
  fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => numberOf(bytes)),
  { minLength: 2, maxLength: 40 },
);

describe('a draw', () => {
  test('is of everybody, once, in whatever order the list is given', () => {
    fc.assert(
      fc.property(lists, fc.string(), fc.string(), (numbers, secret, value) => {
        const { order, seed } = drawn(secret, value, numbers, hash);
        expect([...order].sort()).toEqual([...numbers].sort());
        expect(drawn(secret, value, numbers.toReversed(), hash)).toMatchObject({ order, seed });
      }),
    );
  });

  test('has another seed when the secret, the public number or the list is another', () => {
    const { seed } = drawn('a', '1', ['AAAAAAAA', 'BBBBBBBB'], hash);
    const others = [
      drawn('b', '1', ['AAAAAAAA', 'BBBBBBBB'], hash),
      drawn('a', '2', ['AAAAAAAA', 'BBBBBBBB'], hash),
      drawn('a', '1', ['AAAAAAAA'], hash),
    ];
    for (const other of others) expect(other.seed).not.toBe(seed);
  });

  test('is as the page says: figures that anybody can check', () => {
    expect(drawn('secret', '03 07', ['BBBBBBBB', 'AAAAAAAA'], hash)).toMatchObject({
      listDigest: hash('AAAAAAAA\nBBBBBBBB'),
      seed: hash(`secret\n03 07\n${hash('AAAAAAAA\nBBBBBBBB')}`),
    });
  });
});

test('numbers have eight letters and digits, none of which is read for another', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
      expect(numberOf(bytes)).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    }),
  );
});

test('a place is held for so many hours', () => {
  const until = respondBy(new Date('2026-11-21T09:00:00+08:00'), 48);
  expect(until.toISOString()).toBe('2026-11-23T01:00:00.000Z');
});
