/**
 * A page of `docs/guides/` as it is tested: its blocks, and what `…` stands for in them.
 *
 * - A word with a prefix, such as `app_…`, `qlk_…` or `key_…2`, stands for one whole id or key that begins like it: the
 *   first answer that shows it says which, every later one shows the same, and what is sent has that in its place.
 * - Any other `…` in an answer stands for at least one character of a string or a line.
 * - `remaining` and `retryAfter` are whole numbers that depend on how fast the page is gone through.
 * - `extensions` of an answer may be left out; nothing else may.
 */
import { expect } from '@jest/globals';

const languages = ['sh', 'js', 'graphql', 'json', 'http', 'text'] as const;
type Language = (typeof languages)[number];

export interface Block {
  readonly language: Language;
  readonly text: string;
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

const isLanguage = (name: string): name is Language => (languages as readonly string[]).includes(name);

/** Throws on a block in no language that we know how to run. */
export function sectionsOf(page: string): Section[] {
  return page.split(/^## /m).map((section) => {
    const fences = [...section.matchAll(/^ *```(.*)\n([\s\S]*?)^ *```$/gm)];
    if (fences.length * 2 !== [...section.matchAll(/^ *(```|~~~)/gm)].length) {
      throw new Error(`a fence of "${section.split('\n', 1)[0] ?? ''}" is not closed`);
    }
    const blocks = fences.map(([, name = '', text = '']): Block => {
      if (!isLanguage(name)) throw new Error(`nobody knows how to run a block of "${name}"`);
      return { language: name, text };
    });
    return { title: section.split('\n', 1)[0] ?? '', blocks };
  });
}

const NAMED = /\b[a-z]+_…\w*/g;
const CHANGING = new Set(['remaining', 'retryAfter']);

/** Ids and keys by the placeholders of the page. */
export class Placeholders {
  readonly #known = new Map<string, string>();

  /** What is sent, with everything in its place. */
  filled(text: string): string {
    const filled = text.replace(NAMED, (name) => {
      const value = this.#known.get(name);
      if (value === undefined) throw new Error(`no answer before said what ${name} is`);
      return value;
    });
    if (filled.includes('…')) throw new Error(`what is "…" in ${text}`);
    return filled;
  }

  expectJson(shown: string, answer: string): void {
    const [page, real] = [JSON.parse(shown) as unknown, JSON.parse(answer) as unknown];
    const isBilled = isObject(page) && !('extensions' in page);
    const { extensions: _, ...rest } = isObject(real) ? real : {};
    expect(this.#asShown(page, isBilled ? rest : real)).toEqual(page);
  }

  expectLines(shown: string, printed: string): void {
    expect(this.#asShown(shown.trimEnd().split('\n'), printed.trimEnd().split('\n'))).toEqual(
      shown.trimEnd().split('\n'),
    );
  }

  /** Status, the headers that are shown, and the body. */
  expectHttp(shown: string, answer: string): void {
    const [head = '', body = ''] = shown.split(/\n\n([\s\S]*)/);
    const [realHead = '', realBody = ''] = answer.split(/\r\n\r\n([\s\S]*)/);
    const [status, ...headers] = head.split('\n');
    const [realStatus, ...realHeaders] = realHead.split('\r\n');
    expect(realStatus).toBe(status);
    const names = headers.map((header) => header.split(':', 1)[0]);
    const told = names.map((name) => realHeaders.find((header) => header.split(':', 1)[0]?.toLowerCase() === name));
    expect(this.#asShown(headers, told)).toEqual(headers);
    this.expectJson(body, realBody);
  }

  /** The real value, with what the page shows wherever that stands for it. */
  #asShown(shown: unknown, real: unknown, name = ''): unknown {
    if (Array.isArray(shown) && Array.isArray(real)) return real.map((one, i) => this.#asShown(shown[i], one));
    if (isObject(shown) && isObject(real)) {
      return Object.fromEntries(
        Object.entries(real).map(([key, value]) => [key, this.#asShown(shown[key], value, key)]),
      );
    }
    if (typeof shown === 'number' && CHANGING.has(name)) return isCount(real) ? shown : real;
    if (typeof shown === 'string' && typeof real === 'string') return this.#standsFor(shown, real) ? shown : real;
    return real;
  }

  #standsFor(shown: string, real: string): boolean {
    if (shown.match(NAMED)?.[0] !== shown) return patternOf(shown).test(real);
    const [prefix = ''] = shown.split('…');
    const known = this.#known.get(shown) ?? real;
    this.#known.set(shown, known);
    return known === real && /^\w+_[\w-]{8,}$/.test(real) && real.startsWith(prefix);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

function patternOf(shown: string): RegExp {
  const parts = shown.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}
