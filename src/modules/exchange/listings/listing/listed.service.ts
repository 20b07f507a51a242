/** Offers and needs, for acts that treat both alike. */
import type { FilterQuery } from '@mikro-orm/core';
import type { Act } from '../../../../data/act.ts';
import { needMachine, offerMachine, type ListedKind, type ListingState } from '../../../../domain/exchange/listing.ts';
import { openStates } from '../../../../domain/exchange/match.ts';
import { parseId } from '../../../../domain/ids.ts';
import type { Machine } from '../../../../domain/lifecycle.ts';
import type { Match } from '../../matching/matches/match.entity.ts';
import { Need } from '../needs/need.entity.ts';
import { Offer } from '../offers/offer.entity.ts';

export type Listed = Offer | Need;

export const machines: Readonly<Record<ListedKind, Machine<ListingState>>> = { offer: offerMachine, need: needMachine };

/** What a mutation on one is called: `pauseOffer`. */
export const called = (verb: string, kind: ListedKind): string => `${verb}${kind === 'offer' ? 'Offer' : 'Need'}`;

/** Which one is meant, the version of it that was seen, and what else is given. */
export interface OfListed {
  readonly idempotencyKey: string;
  readonly offerId?: string;
  readonly needId?: string;
  readonly expectedVersion: number;
}

/** The id of the one that is meant. */
export const meant = (kind: ListedKind, { offerId, needId }: OfListed): string =>
  parseId(kind, (kind === 'offer' ? offerId : needId) ?? '');

export const seenListed = (act: Act, kind: ListedKind, id: string): Promise<Listed> =>
  kind === 'offer' ? act.get(Offer, kind, id) : act.get(Need, kind, id);

export const lockListed = (act: Act, kind: ListedKind, id: string): Promise<Listed> =>
  kind === 'offer' ? act.lock(Offer, kind, id) : act.lock(Need, kind, id);

/** How much of it matches hold. */
export const heldOf = (listed: Listed): string => ('taken' in listed ? listed.taken : listed.covered);

/** Its matches that somebody has yet to answer. */
export const openMatchesOf = (kind: ListedKind, id: string): FilterQuery<Match> => ({
  ...(kind === 'offer' ? { offerId: id } : { needId: id }),
  state: { $in: [...openStates] },
});
