/**
 * What an agreement says (协议条款): who is in it, who promises whom what, and its clauses. An edition of it is a text in one form
 * alone, so that whoever makes the text of the same terms has the same hash: docs/agreements.md.
 */
import { instantText } from '../calendar.ts';
import { RefusalError } from '../errors.ts';
import type { FlowAction } from './flow.ts';
import { plain } from '../quantity.ts';
import { oneLine } from '../text.ts';
import type { Tried } from '../tried.ts';
import type { Worth } from './worth.ts';

/** Units are named by their global ids, instants as the API spells them. */
export interface TermsParty {
  readonly unit: string;
  readonly role: string | null;
  readonly mustSign: boolean;
}

export interface PlannedCommitment {
  readonly from: string;
  readonly to: string;
  readonly action: FlowAction;
  readonly title: string;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly dueAt: string | null;
  readonly recurrence: string | null;
  /** What one of it is worth in accounts of the alliance; left out where nothing is said. */
  readonly account?: Worth;
}

export interface Clause {
  readonly title: string;
  readonly text: string;
}

export interface Terms {
  readonly title: string;
  readonly parties: readonly TermsParty[];
  readonly commitments: readonly PlannedCommitment[];
  readonly clauses: readonly Clause[];
  readonly validFrom: string | null;
  readonly validThrough: string | null;
  /** After how many days a delivery that nobody answered counts as confirmed; null: never. */
  readonly confirmWithinDays: number | null;
  /** How many days before it takes effect notice is given. Where that is not said, the key is not there, as before there was one. */
  readonly noticeDays?: number;
}

/** One thing promised once: of what is promised again and again, each time. */
export interface Promised extends Omit<PlannedCommitment, 'recurrence' | 'dueAt'> {
  readonly dueAt: Date | null;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** JSON with the keys of each object in ascending order of their codes and without white space: RFC 8785, for what terms are made of. */
export function canonicalText(terms: Terms): string {
  return textOf(terms as unknown as Json);
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${textOf(item)}`).join(',')}}`;
}

/** The terms that a text says, which `canonicalText` made. */
export const termsOf = (canonical: string): Terms => JSON.parse(canonical) as Terms;

/** A quantity and an instant as terms spell them: a unit of measure is the same one however much space there is around it. */
export const spelledQuantity = ({ value, unit }: PlannedCommitment['quantity']): PlannedCommitment['quantity'] => ({
  value: plain(value),
  unit: oneLine(unit),
});
export const spelledInstant = (at: Date | null | undefined): string | null => (at == null ? null : instantText(at));

/** What to do about terms that came out of a match, and about those that were drafted. */
const otherTerms = {
  matched: {
    zh: '请取消该协议（cancelAgreement），如仍需合作再行撮合。',
    en: 'Cancel it (cancelAgreement), and have a match proposed anew where it is still wanted.',
  },
  drafted: {
    zh: '请另提条款（proposeTerms），或取消后另行起草（draftAgreement）。',
    en: 'Propose other terms (proposeTerms), or cancel it and draft another (draftAgreement).',
  },
} as const;

interface Signable {
  readonly id: string;
  readonly state: string;
  readonly matchId?: string | null | undefined;
}

/** Throws `WRONG_STATE` where the time for which they are is over, or something in them is due already. */
export function mustBeInTerm(
  { id, state, matchId }: Signable,
  { commitments, validThrough }: Terms,
  act: Tried,
  now: Date,
): void {
  const isPast = (at: string | null): boolean => at !== null && new Date(at) <= now;
  const isOver = isPast(validThrough);
  if (!isOver && !commitments.some(({ dueAt }) => isPast(dueAt))) return;
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'agreement', id, state, act },
    is: isOver
      ? { zh: '期限已过', en: 'is for a time that is over' }
      : { zh: '所约定的履行期限已到', en: 'promises something that is due already' },
    wayOut: matchId == null ? otherTerms.drafted : otherTerms.matched,
  });
}
