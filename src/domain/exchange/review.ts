/** The review of a need's words (送审): what was found in them, and what a coordinator judges of it. */
import type { FindingKind } from '../privacy/finding.ts';
import { mask } from '../privacy/mask.ts';
import { screen } from '../privacy/screen.ts';
import type { Visibility } from './listing.ts';

/** Released (放行): nothing in it need be hidden. Returned (退回): its unit is to write it anew. */
export type Verdict = 'RELEASED' | 'RETURNED';

/** What people write of a need. */
export interface Words {
  readonly title: string;
  readonly description: string;
  readonly placeName: string | null;
}

export interface Found {
  readonly field: 'TITLE' | 'DESCRIPTION' | 'PLACE_NAME';
  readonly kind: FindingKind;
  readonly excerpt: string;
}

/** As many are kept as a person reads. */
const MOST = 50;

/** What is found in the words; nothing in those of a private need, which its unit alone reads. */
export function foundIn({ title, description, placeName }: Words, visibility: Visibility): Found[] {
  if (visibility === 'UNIT') return [];
  const fields = [
    ['TITLE', title],
    ['DESCRIPTION', description],
    ['PLACE_NAME', placeName ?? ''],
  ] as const;
  return fields
    .flatMap(([field, text]) => screen(text).map(({ kind, shown }) => ({ field, kind, excerpt: shown })))
    .slice(0, MOST);
}

/** The name of a place to the community, null where nothing of it is left. */
export function maskedPlace(placeName: string | null): string | null {
  const masked = placeName === null ? '' : mask.address(placeName);
  return masked === '' ? null : masked;
}
