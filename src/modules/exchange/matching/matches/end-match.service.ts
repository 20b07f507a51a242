/** How matches end, one at its unit's word or many because of something else, and how each is told. */
import type { FilterQuery } from '@mikro-orm/core';
import type { Act } from '../../../../data/act.ts';
import type { ListedKind } from '../../../../domain/exchange/listing.ts';
import { isOverdue, matchMachine, openStates } from '../../../../domain/exchange/match.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { Need } from '../../listings/needs/need.entity.ts';
import { Offer } from '../../listings/offers/offer.entity.ts';
import { Match } from './match.entity.ts';

/** Matches and their ends, locked as one match is: needs, offers, matches, each in the order of their ids. */
export async function lockMatches(act: Act, which: FilterQuery<Match>): Promise<Match[]> {
  const found = await act.em.find(Match, which);
  await act.lockAll(
    Need,
    found.flatMap(({ needId }) => needId ?? []),
  );
  await act.lockAll(
    Offer,
    found.flatMap(({ offerId }) => offerId ?? []),
  );
  return act.lockAll(
    Match,
    found.map(({ id }) => id),
  );
}

const RELIED = (kind: ListedKind): string => `
select m.id from exchange.match m where m.${kind}_id = $1::uuid and m.state = any($2::text[])
  and not exists (select from exchange.agreement g where g.match_id = m.id and g.state in ('COMPLETED', 'TERMINATED', 'EXPIRED'))`;

/** Matches that somebody has yet to answer or to carry out: what both sides rely on. */
export async function reliedOn(act: Act, kind: ListedKind, id: string): Promise<FilterQuery<Match>> {
  const found = await act.run<{ id: string }>(RELIED(kind), [id, [...openStates, 'AGREED']]);
  return { id: { $in: found.map((match) => match.id) } };
}

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

type Told = Pick<Match, 'id' | 'version' | 'allianceId' | 'supplierUnitId' | 'demanderUnitId' | 'state'>;

/** Writes the match and records what became of it. */
export async function tellMatch(act: Act, action: string, match: Told): Promise<{ match: string }> {
  await act.flush();
  const { allianceId, supplierUnitId, demanderUnitId, state } = match;
  act.record(action, 'match', match, {
    allianceId,
    unitIds: [supplierUnitId, demanderUnitId, act.unit],
    body: { state },
  });
  return { match: match.id };
}
