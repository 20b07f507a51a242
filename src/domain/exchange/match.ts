import { advance, mustBe, type Machine } from '../lifecycle.ts';
import { RefusalError } from '../errors.ts';

export type MatchState =
  | 'PROPOSED'
  | 'CALLED'
  | 'ACCEPTED_BY_ONE'
  | 'COUNTERED'
  | 'AGREED'
  | 'DECLINED'
  | 'WITHDRAWN'
  | 'SUPERSEDED'
  | 'EXPIRED'
  | 'CANCELLED';
export type MatchOrigin = 'PROPOSAL' | 'CLAIM' | 'ORDER' | 'DISPATCH';
type Side = 'SUPPLIER' | 'DEMANDER';

/** The way out where a match is over. */
const anew = {
  zh: '如仍需合作，请重新推荐撮合、认领需求、点单或发单。',
  en: 'If it is still wanted, propose a match, claim the need, order the offer or send the need anew.',
};

/**
 * A match (撮合): proposed by a coordinator, claimed (认领) by a supplier, ordered (点单) by the unit in need or sent (发单) to
 * several suppliers, and binding once both sides accepted the same terms.
 */
export const matchMachine: Machine<MatchState> = {
  kind: 'match',
  start: ['PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE'],
  transitions: {
    PROPOSED: ['ACCEPTED_BY_ONE', 'COUNTERED', 'DECLINED', 'WITHDRAWN', 'EXPIRED'],
    CALLED: ['ACCEPTED_BY_ONE', 'AGREED', 'DECLINED', 'WITHDRAWN', 'SUPERSEDED', 'EXPIRED'],
    ACCEPTED_BY_ONE: ['AGREED', 'COUNTERED', 'DECLINED', 'WITHDRAWN', 'EXPIRED'],
    COUNTERED: ['AGREED', 'COUNTERED', 'DECLINED', 'WITHDRAWN', 'EXPIRED'],
    AGREED: ['CANCELLED'],
    DECLINED: [],
    WITHDRAWN: [],
    SUPERSEDED: [],
    EXPIRED: [],
    CANCELLED: [],
  },
  words: {
    PROPOSED: {
      is: { zh: '待双方回应', en: 'is waiting for its two sides' },
      wayOut: { zh: '请先由双方接受或婉拒。', en: 'Let the two sides accept or decline it first.' },
    },
    CALLED: {
      is: { zh: '已发单，待接单', en: 'is waiting for the unit it was sent to' },
      wayOut: {
        zh: '请由收到的单位接受或婉拒；发单方可撤回（withdrawMatch）。',
        en: 'The unit it was sent to accepts or declines it; who sent it may withdraw it (withdrawMatch).',
      },
    },
    ACCEPTED_BY_ONE: {
      is: { zh: '已由一方接受', en: 'is accepted by one side' },
      wayOut: { zh: '请等待另一方接受或婉拒。', en: 'Wait for the other side to accept or decline it.' },
    },
    COUNTERED: {
      is: { zh: '已由一方还价', en: 'was answered with other terms' },
      wayOut: {
        zh: '请由另一方接受、婉拒或再还价。',
        en: 'The other side accepts or declines them, or answers with its own.',
      },
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
    SUPERSEDED: {
      is: { zh: '已由同时收到的另一单位先接单', en: 'was taken first by another of the units it was sent to' },
      wayOut: { zh: '无需处理；请查看其他需求。', en: 'Nothing is left to do: look for other needs.' },
    },
    EXPIRED: { is: { zh: '已过回应期限', en: 'was not answered in time' }, wayOut: anew },
    CANCELLED: { is: { zh: '已随协议取消', en: 'is cancelled with its agreement' }, wayOut: anew },
  },
};

/** A match that one side or both have yet to answer. */
export const openStates: readonly MatchState[] = ['PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED'];

/** From the first acceptance on, a match holds its quantity of the need and of the offer. */
export const holdingStates: readonly MatchState[] = ['ACCEPTED_BY_ONE', 'COUNTERED', 'AGREED'];

interface Due {
  readonly id: string;
  readonly state: MatchState;
  readonly respondBy?: Date | null | undefined;
}

/** Whether it was not answered in time, though its row does not say so yet. */
export const isOverdue = ({ state, respondBy }: Due, at: Date): boolean =>
  openStates.includes(state) && respondBy != null && respondBy <= at;

/** Throws `WRONG_STATE` where its time to be answered is over, whether or not its row says so already. */
export function mustBeInTime(
  match: Due,
  act: 'accept' | 'decline' | 'withdraw' | 'counter' | 'verify',
  at: Date,
): void {
  if (!isOverdue(match, at)) return;
  const { is, wayOut } = matchMachine.words.EXPIRED;
  throw RefusalError.of('WRONG_STATE', { kind: 'match', id: match.id, state: 'EXPIRED', act, is, wayOut });
}

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
  // A call is for the unit that it was sent to.
  if (side === 'DEMANDER') mustBe(matchMachine, match, 'accept', 'PROPOSED', 'ACCEPTED_BY_ONE', 'COUNTERED');
  match.state = advance(matchMachine, match, other == null ? 'ACCEPTED_BY_ONE' : 'AGREED', 'accept');
  if (side === 'SUPPLIER') match.supplierAcceptedAt = at;
  else match.demanderAcceptedAt = at;
}

/** One side answers with other terms: it stands by those, and the other has yet to accept them. */
export function counterBy(match: MatchParties, side: Side, at: Date): void {
  match.state = advance(matchMachine, match, 'COUNTERED', 'counter');
  match.supplierAcceptedAt = side === 'SUPPLIER' ? at : null;
  match.demanderAcceptedAt = side === 'DEMANDER' ? at : null;
}
