import { expect, test } from '@jest/globals';
import { isIdentityNumber } from '../../../src/domain/privacy/numbers.ts';

test('an identity number has a province, a day that there was, and the check character of GB 11643', () => {
  for (const number of ['33028219410102001X', '330282194101020028']) expect(isIdentityNumber(number)).toBe(true);
  const wrong = [
    '330282194101020011',
    '33028219410102001x',
    '33028219411302001X',
    '99028219410102001X',
    '330282410102001',
    ' 33028219410102001X',
    '',
  ];
  for (const number of wrong) expect(isIdentityNumber(number)).toBe(false);
});
