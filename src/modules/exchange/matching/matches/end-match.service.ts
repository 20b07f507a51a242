/** How matches end, one at its unit's word or many because of something else, and how each is told. */
import type { FilterQuery } from '@mikro-orm/core';
import type { Act } from '../../../../data/act.ts';
import { isOverdue, matchMachine, openStates } from '../../../../domain/exchange/match.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { Need } from '../../listings/needs/need.entity.ts';
import { Offer } from '../../listings/offers/offer.entity.ts';
import { Match } from './match.entity.ts';

/** Matches and their ends, locked as one match is: needs, offers, matches, each in the order of their ids. */
export async function lockMatches(act: Act, which: FilterQuery<Match>): Promise<Match[]> {
  const found = await act.em.find(Match, which);
  for (const id of sorted(found.flatMap(({ needId }) => needId ?? []))) await act.lock(Need, 'need', id);
  for (const id of sorted(found.flatMap(({ offerId }) => offerId ?? []))) await act.lock(Offer, 'offer', id);
  const locked: Match[] = [];
  for (const id of sorted(found.map((match) => match.id))) locked.push(await act.lock(Match, 'match', id));
  return locked;
}

const sorted = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/**
 * Withdraws those of the matches, locked, that are not agreed yet: what they held is free again. What was not answered in time
 * is over already, and stays what it is read as.
 */
export async function withdrawOpen(act: Act, matches: readonly Match[], reason: string): Promise<void> {
  for (const match of matches) {
    if (!openStates.includes(match.state) || isOverdue(match, act.now)) continue;
    endMatch(match, 'WITHDRAWN', reason);
    await tellMatch(act, 'match:withdrawn', match);
  }
}

const endings = { DECLINED: 'decline', WITHDRAWN: 'withdraw', SUPERSEDED: 'accept', CANCELLED: 'cancel' } as const;

/** Ends a match that the caller has locked, and tells. */
export function endMatch(match: Match, to: keyof typeof endings, reason: string): void {
  match.state = advance(matchMachine, match, to, endings[to]);
  match.reason = reason;
}

/** Writes the match and records what became of it. */
export async function tellMatch(act: Act, action: string, match: Match): Promise<{ match: string }> {
  await act.em.flush();
  const { allianceId, supplierUnitId, demanderUnitId, state } = match;
  act.record(action, 'match', match, {
    allianceId,
    unitIds: [supplierUnitId, demanderUnitId, act.unit],
    body: { state },
  });
  return { match: match.id };
}
