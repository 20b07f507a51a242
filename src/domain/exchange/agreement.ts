import type { Machine } from '../lifecycle.ts';

/** The way out where something is over. */
const anew = {
  zh: '如仍需合作，请重新推荐撮合或认领需求。',
  en: 'If it is still wanted, propose a match or claim the need anew.',
};

export type AgreementState = 'PENDING_SIGNATURES' | 'ACTIVE' | 'COMPLETED' | 'CANCELLED';

/** An agreement (协议): active when both units have signed, completed when every commitment is fulfilled. */
export const agreementMachine: Machine<AgreementState> = {
  kind: 'agreement',
  start: ['PENDING_SIGNATURES'],
  transitions: {
    PENDING_SIGNATURES: ['ACTIVE', 'CANCELLED'],
    ACTIVE: ['COMPLETED'],
    COMPLETED: [],
    CANCELLED: [],
  },
  words: {
    PENDING_SIGNATURES: {
      is: { zh: '尚待双方签署', en: 'is waiting for signatures' },
      wayOut: { zh: '请先由双方签署（signAgreement）。', en: 'Let both units sign it first (signAgreement).' },
    },
    ACTIVE: {
      is: { zh: '已生效', en: 'is active' },
      wayOut: {
        zh: '请按约定履行，由一方登记、另一方确认。',
        en: 'Settle it: one side records what was delivered, the other confirms.',
      },
    },
    COMPLETED: {
      is: { zh: '已履行完毕', en: 'is completed' },
      wayOut: {
        zh: '其中的承诺均已履行，无需再作处理。',
        en: 'Everything promised in it is done; nothing more is needed.',
      },
    },
    CANCELLED: { is: { zh: '已取消', en: 'is cancelled' }, wayOut: anew },
  },
};

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
