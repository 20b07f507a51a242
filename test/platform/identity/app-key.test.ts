import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { APP_KEY_BYTES, isLikeAppKey, makeAppKey, readAppKey } from '../../../src/platform/identity/app-key.ts';

const KEY = makeAppKey(Uint8Array.from({ length: APP_KEY_BYTES }, (_, i) => i));

describe('an app key', () => {
  test('is spelled so that people, this door and scanners of secrets know it', () => {
    // As Python's base64 and zlib spell the same bytes.
    expect(KEY.text).toBe('qlk_aaaqeaye_BQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQ48OSKM');
    expect(KEY.prefix).toBe('aaaqeaye');
    expect(KEY.text).toMatch(/^qlk_[a-z2-7]{8}_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}$/);
    expect(KEY.hash).toEqual(createHash('sha256').update(KEY.text).digest());
  });

  test('is read as what was made, whatever the bytes', () => {
    const bytes = fc.uint8Array({ minLength: APP_KEY_BYTES, maxLength: APP_KEY_BYTES });
    fc.assert(
      fc.property(bytes, (random) => {
        const { text, ...mark } = makeAppKey(random);
        expect([isLikeAppKey(text), readAppKey(text)]).toEqual([true, mark]);
      }),
    );
  });

  test('with any one character of another kind is none', () => {
    for (let i = 0; i < KEY.text.length; i += 1) {
      for (const other of ['a', 'B', '7', '_']) {
        const text = KEY.text.slice(0, i) + other + KEY.text.slice(i + 1);
        if (text !== KEY.text) expect([text, readAppKey(text)]).toEqual([text, null]);
      }
    }
  });

  test.each([
    ['nothing', ''],
    ['its beginning alone', 'qlk_'],
    ['less than a key', KEY.text.slice(0, -1)],
    ['more than a key', `${KEY.text}a`],
    ['a line after it', `${KEY.text}\n`],
    ['a key of another product', KEY.text.replace('qlk_', 'ghp_')],
  ])('is not %s', (_what, text) => {
    expect(readAppKey(text)).toBeNull();
  });

  test('is made of all its bytes and no more', () => {
    for (const length of [0, APP_KEY_BYTES - 1, APP_KEY_BYTES + 1]) {
      expect(() => makeAppKey(new Uint8Array(length))).toThrow(RangeError);
    }
  });
});
