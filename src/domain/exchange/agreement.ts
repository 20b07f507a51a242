import type { Machine } from '../lifecycle.ts';

/** The way out where something is over. */
export const anew = {
  zh: '如仍需合作，请重新推荐撮合、认领需求或另行起草（draftAgreement）。',
  en: 'If it is still wanted, propose a match or claim the need anew, or draft another agreement (draftAgreement).',
};

export type AgreementState = 'PENDING_SIGNATURES' | 'ACTIVE' | 'COMPLETED' | 'CANCELLED';

/**
 * An agreement (协议): active when all who have to sign have signed the same edition, completed when every commitment is
 * fulfilled or released, active again when a delivery is taken back.
 */
export const agreementMachine: Machine<AgreementState> = {
  kind: 'agreement',
  start: ['PENDING_SIGNATURES'],
  transitions: {
    PENDING_SIGNATURES: ['ACTIVE', 'CANCELLED'],
    ACTIVE: ['COMPLETED'],
    COMPLETED: ['ACTIVE'],
    CANCELLED: [],
  },
  words: {
    PENDING_SIGNATURES: {
      is: { zh: '尚待各方签署', en: 'is waiting for signatures' },
      wayOut: { zh: '请先由各方签署（signAgreement）。', en: 'Let all parties sign it first (signAgreement).' },
    },
    ACTIVE: {
      is: { zh: '已生效', en: 'is active' },
      wayOut: {
        zh: '请按约定履行，由一方登记、另一方确认。',
        en: 'Settle it: one side records what was delivered, the other confirms.',
      },
    },
    COMPLETED: {
      is: { zh: '已办结', en: 'is completed' },
      wayOut: {
        zh: '其中的承诺均已履行或解除，无需再作处理；另有约定，请另行撮合或起草（draftAgreement）。',
        en: 'Nothing promised in it is owed any more; for more, propose another match or draft another (draftAgreement).',
      },
    },
    CANCELLED: { is: { zh: '已取消', en: 'is cancelled' }, wayOut: anew },
  },
};
