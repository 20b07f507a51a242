import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  isOfOnePerson,
  judgeUscc,
  normalisedCode,
  organisationCheckOf,
  usccCheck,
} from '../../../src/domain/directory/uscc.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const GOOD = { fault: null, wrongCheck: null, wrongOrganisationCheck: null };

/** A code of that beginning, with both its check characters. */
function codeOf(head: string, organisation: string): string {
  const first = `${head}${organisation}${organisationCheckOf(organisation)}`;
  return `${first}${usccCheck(first)}`;
}

const headOf = (pair: string) => `${pair}330282`;
const organisations = fc.string({ unit: fc.constantFrom(...Array.from(ALPHABET)), minLength: 8, maxLength: 8 });
const codes = fc
  .tuple(fc.constantFrom('11', '12', '51', '52', '91', '92', '93', 'N1', 'N2', 'N3', 'Y1'), organisations)
  .map(([pair, organisation]) => codeOf(headOf(pair), organisation));

describe('a 统一社会信用代码', () => {
  test.each(['91350100M000100Y43', '91512081MA62K0260E'])('%s is good', (code) => {
    expect(judgeUscc(code)).toEqual(GOOD);
  });

  test.each([
    ['91350100M000100Y4Z', 'CHARACTER'],
    ['91350100M000100Y4', 'LENGTH'],
    ['91350100M000100Y433', 'LENGTH'],
    ['91350100M000100I43', 'CHARACTER'],
    ['94350100M000100Y43', 'REGISTRAR'],
    ['N4330282M000100Y43', 'REGISTRAR'],
    ['Z1350100M000100Y43', 'CHARACTER'],
    ['B1350100M000100Y43', 'REGISTRAR'],
    ['9135A100M000100Y43', 'AREA'],
    ['91990100M000100Y43', 'AREA'],
  ])('%s is none: %s', (code, fault) => {
    expect(judgeUscc(code)).toEqual({ fault, wrongCheck: null, wrongOrganisationCheck: null });
  });

  test.each([
    ['91350211M0000XUF46', '6'],
    ['91350100M0001TGQXM', 'M'],
  ])('%s, as people report it, has the form and fails its check', (code) => {
    const { fault, wrongCheck } = judgeUscc(code);
    expect(fault).toBeNull();
    expect(wrongCheck).not.toBeNull();
    expect(judgeUscc(code.slice(0, 17) + String(wrongCheck)).wrongCheck).toBeNull();
  });

  test('is good for collective economic organisations of a group, a village and a township', () => {
    for (const pair of ['N1', 'N2', 'N3']) expect(judgeUscc(codeOf(headOf(pair), 'MF000100'))).toEqual(GOOD);
  });

  test('is good with every check character, 0 among them', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(codes, (code) => {
        seen.add(code.charAt(17));
        expect(judgeUscc(code)).toEqual(GOOD);
      }),
      { numRuns: 2000 },
    );
    expect([...seen].sort().join('')).toBe(ALPHABET);
  });

  test('is compared in half-width upper case, without spaces and dashes', () => {
    expect(normalisedCode(' ９１３５０１００－m000100y-43　')).toBe('91350100M000100Y43');
  });

  test('of a sole trader points to one person', () => {
    expect(isOfOnePerson(codeOf(headOf('92'), 'MA000100'))).toBe(true);
    expect(isOfOnePerson('91350100M000100Y43')).toBe(false);
  });
});

describe('the check character', () => {
  const place = fc.integer({ min: 0, max: 17 });

  test('tells every change of one character', () => {
    fc.assert(
      fc.property(codes, place, fc.constantFrom(...Array.from(ALPHABET)), (code, i, other) => {
        fc.pre(code.charAt(i) !== other);
        expect(judgeUscc(code.slice(0, i) + other + code.slice(i + 1))).not.toEqual(GOOD);
      }),
    );
  });

  test('tells every two neighbours that change places', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 16 }), (code, i) => {
        const [a, b] = [code.charAt(i), code.charAt(i + 1)];
        fc.pre(a !== b);
        expect(judgeUscc(code.slice(0, i) + b + a + code.slice(i + 2))).not.toEqual(GOOD);
      }),
    );
  });

  test('tells all of them by itself, which that of the organisation code does not', () => {
    const [all, missed] = [{ n: 0 }, { n: 0 }];
    const code = codeOf(headOf('91'), 'MA62K026');
    const [head, organisation] = [code.slice(0, 8), code.slice(8, 16)];
    for (let i = 0; i < 8; i += 1) {
      for (const other of ALPHABET.replace(organisation.charAt(i), '')) {
        const changed = organisation.slice(0, i) + other + organisation.slice(i + 1);
        all.n += 1;
        if (organisationCheckOf(changed) === code.charAt(16)) missed.n += 1;
        expect(usccCheck(`${head}${changed}${code.charAt(16)}`)).not.toBe(code.charAt(17));
      }
    }
    // Of two characters whose values differ by 11 or 22 it knows no difference: 0, B and M, for one.
    expect(all.n).toBe(240);
    expect(missed.n).toBe(13);
  });
});
