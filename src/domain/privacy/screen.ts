/**
 * Screening (脱敏筛查) of what people write before it is published: numbers by which somebody is reached or known, doors,
 * names, illness. It holds up what slips from a pen; who means to get something past it will (docs/decisions/0028).
 */
import { accounts, emails, plates } from './accounts.ts';
import { addresses } from './addresses.ts';
import type { Finder, Finding } from './finding.ts';
import { fold } from './fold.ts';
import { illnesses, names } from './names.ts';
import { bankCards, identityNumbers, landlines, mobiles } from './numbers.ts';

/** What is surer comes first: what overlaps it is not found a second time. */
const finders: readonly Finder[] = [
  identityNumbers,
  bankCards,
  mobiles,
  landlines,
  emails,
  accounts,
  plates,
  addresses,
  names,
  illnesses,
];

/** What is found in the text, in the order of the text. */
export function screen(text: string): Finding[] {
  const folded = fold(text);
  const found: Finding[] = [];
  for (const finding of finders.flatMap((find) => find(folded))) {
    if (!found.some(({ start, end }) => finding.start < end && start < finding.end)) found.push(finding);
  }
  return found
    .map((finding) => ({ ...finding, start: folded.at(finding.start), end: folded.at(finding.end) }))
    .sort((a, b) => a.start - b.start);
}
