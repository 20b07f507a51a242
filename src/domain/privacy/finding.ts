/** What is found in a text that should not be published as it is. */
import type { Folded } from './fold.ts';

export const findingKinds = [
  'MOBILE',
  'LANDLINE',
  'IDENTITY_NUMBER',
  'BANK_CARD',
  'EMAIL',
  'ACCOUNT',
  'PLATE',
  'ADDRESS',
  'NAME',
  'HEALTH',
] as const;

export type FindingKind = (typeof findingKinds)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** Where it stands in the text, in UTF-16 units; the end does not belong to it. */
  readonly start: number;
  readonly end: number;
  /** What was found, masked. */
  readonly shown: string;
}

/** Looks for one kind of thing in the plain form of a text; `start` and `end` are places in that form. */
export type Finder = (folded: Pick<Folded, 'text' | 'digits'>) => Finding[];

/** The same patterns, each looking on from where it was. */
const looking = new WeakMap<RegExp, RegExp>();

/** Every match, also those that begin inside another: `judge` says what it comes to, or null where it is nothing. */
export function findAll(text: string, pattern: RegExp, judge: (match: RegExpExecArray) => Finding | null): Finding[] {
  const found: Finding[] = [];
  const onward = looking.get(pattern) ?? new RegExp(pattern.source, [...new Set(`${pattern.flags}g`)].join(''));
  looking.set(pattern, onward);
  // The search before was of another text.
  onward.lastIndex = 0;
  for (let match = onward.exec(text); match !== null; match = onward.exec(text)) {
    const finding = judge(match);
    if (finding === null) onward.lastIndex = match.index + 1;
    else found.push(finding);
  }
  return found;
}

/** The whole match, as a finding. */
export function whole(kind: FindingKind, match: RegExpExecArray, shown: string): Finding {
  return { kind, start: match.index, end: match.index + match[0].length, shown };
}
