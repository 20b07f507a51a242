/** The words of a need on their way to others: screened, and held up where something is found. */
import type { Act } from '../../../../data/act.ts';
import type { Visibility } from '../../../../domain/exchange/listing.ts';
import { foundIn, maskedPlace, type Found, type Words } from '../../../../domain/exchange/review.ts';
import type { Need } from '../needs/need.entity.ts';
import { NeedFinding } from './review.entity.ts';

interface Screened {
  readonly state: 'PUBLISHED' | 'IN_REVIEW';
  readonly isFlagged: boolean;
  readonly placeMasked: string | null;
  readonly found: readonly Found[];
}

/** What becomes of words that are handed in. */
export function screened(words: Words, visibility: Visibility): Screened {
  const found = foundIn(words, visibility);
  const isFlagged = found.length > 0;
  return { state: isFlagged ? 'IN_REVIEW' : 'PUBLISHED', isFlagged, placeMasked: maskedPlace(words.placeName), found };
}

/** Keeps what was found in the present words of the need. */
export function keepFindings(act: Act, { id, wording }: Need, found: readonly Found[]): void {
  for (const [position, finding] of found.entries()) {
    act.em.create(NeedFinding, { needId: id, wording, position, ...finding });
  }
}
