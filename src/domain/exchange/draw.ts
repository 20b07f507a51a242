/**
 * A draw (摇号) that everybody can do again: docs/draws.md. A secret is committed to before anybody applies; a number that nobody
 * can know by then, and the list of who applied, make the order of it.
 */
import type { Bilingual } from '../errors.ts';

/** SHA-256 of a text in UTF-8, in lower-case hexadecimal digits. */
type Hash = (text: string) => string;

interface Drawn {
  readonly listDigest: string;
  readonly seed: string;
  /** The numbers of the applications in the order in which they are offered places. */
  readonly order: readonly string[];
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function drawn(secret: string, publicValue: string, numbers: readonly string[], hash: Hash): Drawn {
  const listDigest = hash(numbers.toSorted(byCode).join('\n'));
  const seed = hash([secret, publicValue, listDigest].join('\n'));
  const ranked = numbers.map((number) => ({ number, rank: hash(`${seed}\n${number}`) }));
  return { listDigest, seed, order: ranked.toSorted((a, b) => byCode(a.rank, b.rank)).map(({ number }) => number) };
}

/** How it is done, for who wants to do it again. */
export const drawAlgorithm: Bilingual = {
  zh: 'H 为 UTF-8 文本的 SHA-256，以小写十六进制书写；各段文字之间以一个换行符（U+000A）相接。commitment = H(secret)；listDigest = H(全部报名号按字符编码升序排列并相接)；seed = H(secret、publicValue、listDigest 相接)；各报名号按 H(seed、报名号相接) 升序排列，即为顺位。',
  en: 'H is SHA-256 of a text in UTF-8, written in lower-case hexadecimal; texts are joined by one line feed (U+000A). commitment = H(secret); listDigest = H(all numbers in ascending order of their codes, joined); seed = H(secret, publicValue and listDigest, joined); the turns are the numbers in ascending order of H(seed and number, joined).',
};
