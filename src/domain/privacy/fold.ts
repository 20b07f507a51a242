/** Text as the rules read it: one character for each that was written, in its plain form, and where it stands in the original. */

export interface Folded {
  /** Full-width, circled and styled letters and digits are plain ones; what has no plain form of one character stays. */
  readonly text: string;
  /** The same with the digits that are written as words: 一三八, 幺, 壹. */
  readonly digits: string;
  /** For each character, where it starts in the original; for the end, where that ends. */
  readonly at: (character: number) => number;
}

/** Stands for what takes more than one UTF-16 unit and has no plain form, as emoji do. */
const SYMBOL = '□';

const DIGITS = new Map(
  ['〇零○', '一壹幺', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((words, digit) =>
    Array.from(words).map((word) => [word, String(digit)] as const),
  ),
);

const WORD = new RegExp(`[${[...DIGITS.keys()].join('')}]`, 'g');
const inDigits = (text: string): string => text.replaceAll(WORD, (word) => DIGITS.get(word) ?? word);

/** Has characters that take two UTF-16 units. */
const LONG = /[\uD800-\uDFFF]/;

export function fold(source: string): Folded {
  // Of a text that is plain as a whole every part is.
  const isPlain = source.normalize('NFKC') === source;
  if (isPlain && !LONG.test(source)) return { text: source, digits: inDigits(source), at: (character) => character };
  let text = '';
  const at: number[] = [];
  let offset = 0;
  for (const written of source) {
    text += isPlain && written.length === 1 ? written : foldOne(written);
    at.push(offset);
    offset += written.length;
  }
  return { text, digits: inDigits(text), at: (character) => at[character] ?? source.length };
}

function foldOne(written: string): string {
  const plain = written.normalize('NFKC');
  if (plain.length === 1) return plain;
  return written.length === 1 ? written : SYMBOL;
}
