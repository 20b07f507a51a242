/** Whom a resource, an offer or a need is shown to, decided when it is published. */
import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { Visibility } from '../../../../domain/exchange/listing.ts';
import { parseId, type Id } from '../../../../domain/ids.ts';

interface Shown {
  readonly visibility: Visibility;
  readonly audience?: readonly string[] | null | undefined;
}

/** Whether it is for the alliance of the hat, and for no other. */
export const isForHat = ({ visibility, audience }: Shown): boolean =>
  visibility === 'ALLIANCE' && (audience ?? []).length === 0;

/**
 * The alliances of the audience. For `ALLIANCE` without any it is the alliance of the hat; a unit shows things only to
 * alliances it is an active member of, and will be until the act is done.
 */
export async function audienceOf(act: Act, { visibility, audience }: Shown): Promise<Id<'alliance'>[]> {
  const named = (audience ?? []).map((id) => parseId('alliance', id));
  if (visibility === 'UNIT') {
    if (named.length === 0) return [];
    throw RefusalError.invalid(
      ['input', 'audience'],
      '仅本单位可见时不能指定面向的联盟。',
      'input.audience must be empty where only the unit itself may see it.',
    );
  }
  if (isForHat({ visibility, audience })) return [await act.alliance()];
  if (named.length === 0) return [];
  const held = await Promise.all(named.map((allianceId) => act.holdMembership(act.unit, allianceId)));
  const elsewhere = named.find((_, i) => held[i] !== true);
  if (elsewhere !== undefined) {
    throw RefusalError.of('NOT_A_MEMBER', { unitId: act.unit, allianceId: elsewhere, isOwn: true });
  }
  return named;
}

interface Recorded {
  readonly kind: 'resource' | 'offer' | 'need';
  readonly row: { readonly id: string; readonly version: number; readonly shownTo: readonly string[] };
  /** The alliances it concerns where it is shown to none; none unless said. */
  readonly otherwise?: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
  /** Whom it concerns; the unit acted for unless said. */
  readonly unitIds?: readonly string[];
}

/** Records an act on a listing for each alliance that sees it, so that the coordinator of each reads what was done; once where there is none. */
export function recordListing(act: Act, action: string, { kind, row, otherwise = [], ...rest }: Recorded): void {
  const alliances = row.shownTo.length === 0 ? otherwise : row.shownTo;
  for (const allianceId of alliances.length === 0 ? [null] : alliances)
    act.record(action, kind, row, { allianceId, ...rest });
}
