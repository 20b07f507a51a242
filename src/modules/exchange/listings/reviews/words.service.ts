/** Words of offers and needs on their way to others: screened, and held up where something is found. */
import type { Act } from '../../../../data/act.ts';
import type { ListedKind, Visibility } from '../../../../domain/exchange/listing.ts';
import { foundIn, type Found, type Words } from '../../../../domain/exchange/review.ts';
import { NeedFinding, OfferFinding } from './review.entity.ts';

interface Screened {
  readonly outcome: { readonly state: 'PUBLISHED' | 'IN_REVIEW'; readonly isFlagged: boolean };
  readonly found: readonly Found[];
}

/** What becomes of words that are handed in. */
export function screened(words: Words, visibility: Visibility): Screened {
  const found = foundIn(words, visibility);
  const isFlagged = found.length > 0;
  return { outcome: { state: isFlagged ? 'IN_REVIEW' : 'PUBLISHED', isFlagged }, found };
}

/** Keeps what was found in the present words. */
export function keepFindings(
  act: Act,
  kind: ListedKind,
  { id, wording }: { readonly id: string; readonly wording: number },
  found: readonly Found[],
): void {
  for (const [position, finding] of found.entries()) {
    const of = { wording, position, ...finding };
    if (kind === 'offer') act.em.create(OfferFinding, { offerId: id, ...of });
    else act.em.create(NeedFinding, { needId: id, ...of });
  }
}
