import type { Machine } from '../lifecycle.ts';

export type BookingState = 'HELD' | 'CONFIRMED' | 'CANCELLED';

/** A booking (预约) of places in a slot: held while an agreement waits for signatures, confirmed when it is active. */
export const bookingMachine: Machine<BookingState> = {
  kind: 'booking',
  start: ['HELD', 'CONFIRMED'],
  transitions: { HELD: ['CONFIRMED', 'CANCELLED'], CONFIRMED: ['CANCELLED'], CANCELLED: [] },
  words: {
    HELD: {
      is: { zh: '已暂留', en: 'is held' },
      wayOut: { zh: '请先签署其协议（signAgreement）。', en: 'Sign its agreement first (signAgreement).' },
    },
    CONFIRMED: {
      is: { zh: '已确认', en: 'is confirmed' },
      wayOut: {
        zh: '如不再需要，请取消预约（cancelBooking）。',
        en: 'If it is no longer needed, cancel it (cancelBooking).',
      },
    },
    CANCELLED: {
      is: { zh: '已取消', en: 'is cancelled' },
      wayOut: { zh: '如仍需要，请重新预约（bookSlot）。', en: 'If it is still needed, book again (bookSlot).' },
    },
  },
};

/** What is said of a slot (时段) that has begun. */
export const begun = {
  state: 'BEGUN',
  is: { zh: '已开始', en: 'has begun' },
  wayOut: {
    zh: '请另选时段；所涉撮合可婉拒、未生效的协议可取消，再以其他时段重新推荐。',
    en: 'Choose another slot: decline its match or cancel its agreement, and have it proposed anew.',
  },
} as const;
