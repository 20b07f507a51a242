/** Numbers by which somebody is called, known or paid: telephones, identity numbers, bank cards. */
import { findAll, whole, type Finder, type Finding } from './finding.ts';
import { mask } from './mask.ts';

const GAP = String.raw`[\s\p{P}\p{S}\p{M}\p{Cf}]`;

/** Eleven digits with up to three signs between any two of them, after the code of China or without. */
const ELEVEN = new RegExp(String.raw`(?<!\d)(?:\+?(?:00)?86${GAP}{0,3})?(?=1)((?:\d${GAP}{0,3}){10}\d)(?!\d)`, 'u');

/** 138转1234转5678: the same sign twice, whatever it is. */
const FILLED = /(?<!\d)(1[3-9]\d)([^\d\s])(\d{4})\2(\d{4})(?!\d)/;

/** How people space a mobile number. Other groups of digits are times, prices and ranges, unless they are said to be a number. */
const SPACED = /^(?:11|3-4-4|3-4-2-2|3-2-2-2-2|1(?:-1){10})$/;
/** The same, but only with spaces and dashes: with commas these are amounts. */
const DASHED = /^(?:3-8|7-4|3-3-5)$/;

const SAID_TO_BE_A_NUMBER = /(?:电话|手机|联系|号码|致电|拨打|短信|tel|phone|mobile)\D{0,8}$/i;

/** Times have colons, and what is measured has 长×宽×高. */
const NOT_IN_A_NUMBER = /[:*×xX✕]/;

function mobile(match: RegExpExecArray): Finding | null {
  const [all, number = ''] = match;
  const groups = number.split(/\D+/);
  const gaps = number.replaceAll(/\d/g, '');
  const compact = groups.join('');
  if (!/^1[3-9]/.test(compact) || NOT_IN_A_NUMBER.test(gaps)) return null;
  const sizes = groups.map((group) => group.length).join('-');
  const isSpaced = SPACED.test(sizes) || (DASHED.test(sizes) && /^[\s\p{Pd}]*$/u.test(gaps));
  const before = match.input.slice(Math.max(0, match.index - 16), match.index);
  if (!isSpaced && !SAID_TO_BE_A_NUMBER.test(before)) return null;
  return { kind: 'MOBILE', start: match.index, end: match.index + all.length, shown: mask.mobile(compact) };
}

function filled(match: RegExpExecArray): Finding | null {
  const [, first = '', filler = '', second = '', third = ''] = match;
  return NOT_IN_A_NUMBER.test(filler) ? null : whole('MOBILE', match, mask.mobile(first + second + third));
}

/** The shortest of these numbers, a telephone with its area code, has so many digits. */
const FEWEST = 10;
const FIGURES = new RegExp(String.raw`(?:\d\D*){${FEWEST}}`);

/** In figures first: 一 before a figure may be a word. Then in words and figures mixed. */
const inFigures =
  (find: (text: string) => Finding[]): Finder =>
  ({ text, digits }) =>
    [text, ...(digits === text ? [] : [digits])].flatMap((one) => (FIGURES.test(one) ? find(one) : []));

export const mobiles = inFigures((text) => [...findAll(text, ELEVEN, mobile), ...findAll(text, FILLED, filled)]);

/** An area code and seven or eight digits. Hotlines (81890, 12345), 400 numbers and numbers without area code are no matter. */
const LANDLINE = /(?<![\d.])\(?(0(?:10|2\d|[3-9]\d{2}))\)?[\s\p{Pd}]{0,3}(\d{3,4}[\s\p{Pd}]?\d{4})(?!\d)/u;

export const landlines = inFigures((text) =>
  findAll(text, LANDLINE, (match) => whole('LANDLINE', match, `${match[1] ?? ''}****${(match[2] ?? '').slice(-4)}`)),
);

const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of GB 11643 (ISO 7064, MOD 11-2) for the first 17 digits. */
function checkOf(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return '10X98765432'.charAt(sum % 11);
}

/** Of a place and a day; the check character may be wrong, as a slip of the pen leaves it. */
function looksLikeIdentity(number: string): boolean {
  const day = number.length === 18 ? number.slice(6, 14) : `19${number.slice(6, 12)}`;
  return (
    PROVINCES.has(number.slice(0, 2)) &&
    isDay(Number(day.slice(0, 4)), Number(day.slice(4, 6)), Number(day.slice(6, 8)))
  );
}

/** A citizen's identity number (公民身份号码) of 18 characters: a province, a day, and the right check character. */
export function isIdentityNumber(number: string): boolean {
  return /^\d{17}[\dX]$/.test(number) && looksLikeIdentity(number) && number.endsWith(checkOf(number));
}

const IDENTITY = /(?<![\dA-Za-z])\d(?:[\s\p{Pd}]{0,2}\d){16}[\s\p{Pd}]{0,2}[\dXx](?![\dA-Za-z])/u;
const OLD_IDENTITY = /(?<![\dA-Za-z])\d{15}(?![\dA-Za-z])/;
const SAID_TO_BE_IDENTITY = /身份证\D{0,8}$/;

function identity(match: RegExpExecArray): Finding | null {
  const number = match[0].replaceAll(/[^\dXx]/g, '').toUpperCase();
  if (!looksLikeIdentity(number)) return null;
  const isChecked = number.length === 15 || number.endsWith(checkOf(number));
  const before = match.input.slice(Math.max(0, match.index - 12), match.index);
  if (!isChecked && !SAID_TO_BE_IDENTITY.test(before)) return null;
  return whole('IDENTITY_NUMBER', match, mask.identityNumber(number));
}

export const identityNumbers = inFigures((text) => [
  ...findAll(text, IDENTITY, identity),
  ...findAll(text, OLD_IDENTITY, identity),
]);

/** Sixteen to nineteen digits in one, or in fours. Cards in China begin with 3 to 6, old ones with 9558. */
const CARD = /(?<![\dA-Za-z])(?:\d{16,19}|\d{4}([\s\p{Pd}])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?)(?![\dA-Za-z])/u;

/** The check digit of ISO/IEC 7812. */
function fitsLuhn(number: string): boolean {
  const sum = Array.from(number)
    .reverse()
    .reduce((total, digit, i) => {
      const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

export const bankCards = inFigures((text) =>
  findAll(text, CARD, (match) => {
    const number = match[0].replaceAll(/\D/g, '');
    const isCard = /^(?:[3-6]|9558)/.test(number) && fitsLuhn(number);
    return isCard ? whole('BANK_CARD', match, `${number.slice(0, 4)}****${number.slice(-4)}`) : null;
  }),
);
