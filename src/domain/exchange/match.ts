import { advance, type Machine } from '../lifecycle.ts';
import { RefusalError } from '../errors.ts';

export type MatchState = 'PROPOSED' | 'ACCEPTED_BY_ONE' | 'AGREED' | 'DECLINED' | 'WITHDRAWN' | 'CANCELLED';
export type MatchOrigin = 'PROPOSAL' | 'CLAIM';
type Side = 'SUPPLIER' | 'DEMANDER';

/** A match (撮合): proposed by a coordinator, or claimed (认领) by a supplier, and binding once both sides accepted. */
export const matchMachine: Machine<MatchState> = {
  kind: 'match',
  start: ['PROPOSED', 'ACCEPTED_BY_ONE'],
  transitions: {
    PROPOSED: ['ACCEPTED_BY_ONE', 'DECLINED', 'WITHDRAWN'],
    ACCEPTED_BY_ONE: ['AGREED', 'DECLINED', 'WITHDRAWN'],
    AGREED: ['CANCELLED'],
    DECLINED: [],
    WITHDRAWN: [],
    CANCELLED: [],
  },
};

/** A match that one side or both have yet to answer. */
export const openStates: readonly MatchState[] = ['PROPOSED', 'ACCEPTED_BY_ONE'];

/** From the first acceptance on, a match holds its quantity of the need and of the offer. */
export const holdingStates: readonly MatchState[] = ['ACCEPTED_BY_ONE', 'AGREED'];

interface MatchParties {
  readonly id: string;
  state: MatchState;
  supplierAcceptedAt?: Date | null | undefined;
  demanderAcceptedAt?: Date | null | undefined;
}

/** One side accepts. The match is agreed when it was the second. A side that accepted already is told so. */
export function acceptBy(match: MatchParties, side: Side, at: Date): void {
  const own = side === 'SUPPLIER' ? match.supplierAcceptedAt : match.demanderAcceptedAt;
  const other = side === 'SUPPLIER' ? match.demanderAcceptedAt : match.supplierAcceptedAt;
  if (own != null && match.state === 'ACCEPTED_BY_ONE') {
    const what = {
      zh: '贵单位已接受该撮合，正等待对方接受。',
      en: 'Your unit has accepted this match; the other side has not yet.',
    };
    throw RefusalError.of('ALREADY_DONE', { kind: 'match', id: match.id, what });
  }
  match.state = advance(matchMachine, match, other == null ? 'ACCEPTED_BY_ONE' : 'AGREED');
  if (side === 'SUPPLIER') match.supplierAcceptedAt = at;
  else match.demanderAcceptedAt = at;
}
