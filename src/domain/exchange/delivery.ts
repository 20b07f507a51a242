import type { Machine } from '../lifecycle.ts';

export type DeliveryState = 'RECORDED' | 'CONFIRMED' | 'DISPUTED' | 'RESOLVED' | 'REVERSED';

const reverse = {
  zh: '如有出入，由一方提出冲销（reverseDelivery），经对方确认后不再计入。',
  en: 'Where it is not so, one side takes it back (reverseDelivery), and once the other confirms that, it counts no more.',
};

/** What became of a delivery (履约记录). The record itself never changes: what is said of it are records of their own. */
export const deliveryMachine: Machine<DeliveryState> = {
  kind: 'event',
  start: ['RECORDED'],
  transitions: {
    RECORDED: ['CONFIRMED', 'DISPUTED'],
    CONFIRMED: ['REVERSED'],
    DISPUTED: ['CONFIRMED', 'RESOLVED'],
    RESOLVED: ['REVERSED'],
    REVERSED: [],
  },
  words: {
    RECORDED: {
      is: { zh: '待对方回应', en: 'is waiting for the other side' },
      wayOut: { zh: '请由对方确认或提出异议。', en: 'Let the other side confirm or dispute it.' },
    },
    CONFIRMED: { is: { zh: '已确认并计入', en: 'is confirmed and counts' }, wayOut: reverse },
    DISPUTED: {
      is: { zh: '已有异议', en: 'is disputed' },
      wayOut: {
        zh: '可由提出方撤回异议（withdrawDispute），由一方按实际情况重新登记（recordDelivery），或提请联盟协调员认定（referDispute）。',
        en: 'Who objected withdraws that (withdrawDispute), either side records what really happened anew (recordDelivery), or asks the coordinator to decide (referDispute).',
      },
    },
    RESOLVED: { is: { zh: '已由协调员认定', en: 'is decided by the coordinator' }, wayOut: reverse },
    REVERSED: {
      is: { zh: '已冲销', en: 'is taken back' },
      wayOut: {
        zh: '除协调员认定保留的部分外，不再计入；如确有履行，请重新登记（recordDelivery）。',
        en: 'It counts no more, but for what a coordinator left of it; where something was delivered, record that anew (recordDelivery).',
      },
    },
  },
};
