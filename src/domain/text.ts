/** Which characters a text may hold: what people write, and what PostgreSQL and JSON can keep. */

const CONTROL = /\p{Cc}/u;
const LINES_AND_TABS = /\r?\n|\t/g;

/** One line without control characters, well-formed as Unicode. */
export function isLine(text: string): boolean {
  return text.isWellFormed() && !CONTROL.test(text);
}

/** The same, of several lines and with tabs. */
export function isLines(text: string): boolean {
  return isLine(text.replaceAll(LINES_AND_TABS, ' '));
}

/** In one line, with single spaces within and none around. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
