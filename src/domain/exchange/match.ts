import { advance, type Machine } from '../lifecycle.ts';
import { RefusalError } from '../errors.ts';

export type MatchState = 'PROPOSED' | 'ACCEPTED_BY_ONE' | 'AGREED' | 'DECLINED' | 'WITHDRAWN' | 'CANCELLED';
export type MatchOrigin = 'PROPOSAL' | 'CLAIM';
type Side = 'SUPPLIER' | 'DEMANDER';

/** The way out where a match is over. */
const anew = {
  zh: '如仍需合作，请重新推荐撮合或认领需求。',
  en: 'If it is still wanted, propose a match or claim the need anew.',
};

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
  words: {
    PROPOSED: {
      is: { zh: '待双方回应', en: 'is waiting for its two sides' },
      wayOut: { zh: '请先由双方接受或婉拒。', en: 'Let the two sides accept or decline it first.' },
    },
    ACCEPTED_BY_ONE: {
      is: { zh: '已由一方接受', en: 'is accepted by one side' },
      wayOut: { zh: '请等待另一方接受或婉拒。', en: 'Wait for the other side to accept or decline it.' },
    },
    AGREED: {
      is: { zh: '已由双方接受', en: 'is accepted by both sides' },
      wayOut: {
        zh: '如需反悔，请在双方签署前取消其协议（cancelAgreement）。',
        en: 'To give it up, cancel its agreement before both have signed (cancelAgreement).',
      },
    },
    DECLINED: { is: { zh: '已被婉拒', en: 'is declined' }, wayOut: anew },
    WITHDRAWN: { is: { zh: '已撤回', en: 'is withdrawn' }, wayOut: anew },
    CANCELLED: { is: { zh: '已随协议取消', en: 'is cancelled with its agreement' }, wayOut: anew },
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

const acceptedByOwn = {
  zh: '本单位已接受该撮合，正等待对方接受。',
  en: 'Your unit has accepted this match; the other side has not yet.',
};
const acceptedByBoth = {
  zh: '双方均已接受该撮合，请签署其协议。',
  en: 'Both sides have accepted this match: sign its agreement.',
};

/** One side accepts. The match is agreed when it was the second. A side that accepted already is told so. */
export function acceptBy(match: MatchParties, side: Side, at: Date): void {
  const own = side === 'SUPPLIER' ? match.supplierAcceptedAt : match.demanderAcceptedAt;
  const other = side === 'SUPPLIER' ? match.demanderAcceptedAt : match.supplierAcceptedAt;
  if (own != null && holdingStates.includes(match.state)) {
    const what = other == null ? acceptedByOwn : acceptedByBoth;
    throw RefusalError.of('ALREADY_DONE', { kind: 'match', id: match.id, what });
  }
  match.state = advance(matchMachine, match, other == null ? 'ACCEPTED_BY_ONE' : 'AGREED', 'accept');
  if (side === 'SUPPLIER') match.supplierAcceptedAt = at;
  else match.demanderAcceptedAt = at;
}
