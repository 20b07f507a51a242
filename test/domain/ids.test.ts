import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globalId, newId, parseId, readId } from '../../src/domain/ids.ts';
import { idTypes, type IdKind } from '../../src/domain/kinds.ts';

const kind = fc.constantFrom(...(Object.keys(idTypes) as IdKind[]));
const instant = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('ids', () => {
  test('are UUIDs of version 7 that carry their instant, and survive being spelled and read', () => {
    fc.assert(
      fc.property(kind, instant, random, (of, at, bytes) => {
        const id = newId(of, at, bytes);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at.getTime());
        expect(parseId(of, globalId(of, id))).toBe(id);
        expect(readId(globalId(of, id))).toEqual({ kind: of, id });
      }),
    );
  });

  test('of later instants sort after earlier ones', () => {
    fc.assert(
      fc.property(instant, instant, random, random, (a, b, x, y) => {
        fc.pre(a < b);
        expect(newId('offer', a, x) < newId('offer', b, y)).toBe(true);
      }),
    );
  });

  test.each([
    '',
    'offer',
    'offer_',
    'offer_123',
    'OFFER_01a1fcf451c27434ac35165d5f2946a2',
    'toString_01a1fcf451c27434ac35165d5f2946a2',
    'offer_01A1FCF451C27434AC35165D5F2946A2',
  ])('%j is none', (text) => {
    expect(() => readId(text)).toThrow('is not an id');
  });

  test('of another kind is refused', () => {
    expect(() => parseId('need', 'offer_01a1fcf451c27434ac35165d5f2946a2')).toThrow('starts with need_ is wanted');
  });
});
