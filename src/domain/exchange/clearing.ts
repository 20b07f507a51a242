/** Clearing between alliances (清算), and its settlements: how they come about, and when a clearing ends before its time. */
import type { Machine } from '../lifecycle.ts';

export type ClearingState = 'PROPOSED' | 'ACTIVE' | 'DECLINED';

/** Agreed by coordinators of both alliances, each acting for another unit. When it ends, the clock says. */
export const clearingMachine: Machine<ClearingState> = {
  kind: 'clearing',
  start: ['PROPOSED'],
  transitions: { PROPOSED: ['ACTIVE', 'DECLINED'], ACTIVE: [], DECLINED: [] },
  words: {
    PROPOSED: {
      is: { zh: '待另一联盟同意', en: 'waits for the other alliance' },
      wayOut: {
        zh: '请由另一联盟的协调员同意（acceptClearing）或婉拒（declineClearing）。',
        en: 'Let a coordinator of the other alliance accept it (acceptClearing) or decline it (declineClearing).',
      },
    },
    ACTIVE: {
      is: { zh: '已生效', en: 'is in force' },
      wayOut: {
        zh: '可转账（transfer）与结清（proposeClearingSettlement）；到期后请另行提出（proposeClearing）。',
        en: 'Pay through it (transfer) and settle it (proposeClearingSettlement); once it has ended, propose another (proposeClearing).',
      },
    },
    DECLINED: {
      is: { zh: '已婉拒', en: 'was declined' },
      wayOut: {
        zh: '如仍需要，请另行提出（proposeClearing）。',
        en: 'If it is still wanted, propose another (proposeClearing).',
      },
    },
  },
};

/** So long it goes on when one alliance alone has said that it is to end. */
const NOTICE_MS = 7 * 86_400_000;

/** When it ends, now that an alliance says so: at once where both do, and never later than was agreed. */
export function endOf(
  { endsAt }: { readonly endsAt: Date },
  { now, isByBoth }: { readonly now: Date; readonly isByBoth: boolean },
): Date {
  const end = isByBoth ? now : new Date(now.getTime() + NOTICE_MS);
  return end < endsAt ? end : endsAt;
}

export type ClearingSettlementState = 'PROPOSED' | 'CONFIRMED' | 'DECLINED';

/** Said by one side and confirmed by the other, which acts for another unit. */
export const clearingSettlementMachine: Machine<ClearingSettlementState> = {
  kind: 'clearingsettlement',
  start: ['PROPOSED'],
  transitions: { PROPOSED: ['CONFIRMED', 'DECLINED'], CONFIRMED: [], DECLINED: [] },
  words: {
    PROPOSED: {
      is: { zh: '待另一联盟确认', en: 'waits for the other alliance' },
      wayOut: {
        zh: '请由另一联盟的协调员确认（confirmClearingSettlement）或退回（declineClearingSettlement）。',
        en: 'Let a coordinator of the other alliance confirm it (confirmClearingSettlement) or decline it (declineClearingSettlement).',
      },
    },
    CONFIRMED: {
      is: { zh: '已确认', en: 'is confirmed' },
      wayOut: { zh: '已计入清算余额，不再更改。', en: 'It counts and stays.' },
    },
    DECLINED: {
      is: { zh: '已退回', en: 'was declined' },
      wayOut: {
        zh: '请核对后另行提出（proposeClearingSettlement）。',
        en: 'Look at it again and propose another (proposeClearingSettlement).',
      },
    },
  },
};
