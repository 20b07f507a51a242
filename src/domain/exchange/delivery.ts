import type { Machine } from '../lifecycle.ts';

export type DeliveryState = 'RECORDED' | 'CONFIRMED' | 'DISPUTED';

/** What the other side said of a delivery (履约记录). The record itself never changes. */
export const deliveryMachine: Machine<DeliveryState> = {
  kind: 'event',
  start: ['RECORDED'],
  transitions: { RECORDED: ['CONFIRMED', 'DISPUTED'], CONFIRMED: [], DISPUTED: [] },
  words: {
    RECORDED: {
      is: { zh: '待对方回应', en: 'is waiting for the other side' },
      wayOut: { zh: '请由对方确认或提出异议。', en: 'Let the other side confirm or dispute it.' },
    },
    CONFIRMED: {
      is: { zh: '已确认', en: 'is confirmed' },
      wayOut: {
        zh: '已确认的履约计入承诺，不再更改；如有出入，请与对方协商。',
        en: 'What is confirmed counts and stays; settle any difference with the other side.',
      },
    },
    DISPUTED: {
      is: { zh: '已有异议', en: 'is disputed' },
      wayOut: {
        zh: '请由一方按实际情况重新登记（recordDelivery）。',
        en: 'Record what really happened anew (recordDelivery).',
      },
    },
  },
};
