import type { Machine } from '../lifecycle.ts';
import { anew } from './agreement.ts';

export type CommitmentState = 'OPEN' | 'FULFILLED' | 'RELEASED';

/** A commitment (承诺): fulfilled by confirmed deliveries, released when its agreement is cancelled before it was active. */
export const commitmentMachine: Machine<CommitmentState> = {
  kind: 'commitment',
  start: ['OPEN'],
  transitions: { OPEN: ['FULFILLED', 'RELEASED'], FULFILLED: [], RELEASED: [] },
  words: {
    OPEN: {
      is: { zh: '尚待履行', en: 'is open' },
      wayOut: { zh: '请登记履约（recordDelivery）。', en: 'Record what was delivered (recordDelivery).' },
    },
    FULFILLED: {
      is: { zh: '已全部履行', en: 'is fulfilled' },
      wayOut: {
        zh: '无需再登记；另有约定请另行撮合。',
        en: 'Nothing more is needed; for more, propose another match.',
      },
    },
    RELEASED: { is: { zh: '已解除', en: 'is released' }, wayOut: anew },
  },
};
