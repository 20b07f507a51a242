import type { Machine } from '../lifecycle.ts';

export type MembershipState = 'APPLIED' | 'ACTIVE' | 'REJECTED' | 'WITHDRAWN' | 'LEFT';

/**
 * Membership of a unit in an alliance (成员单位): applied for, decided by the coordinator unless the unit takes its
 * application back, left by the unit itself.
 */
export const membershipMachine: Machine<MembershipState> = {
  kind: 'membership',
  start: ['APPLIED', 'ACTIVE'],
  transitions: {
    APPLIED: ['ACTIVE', 'REJECTED', 'WITHDRAWN'],
    ACTIVE: ['LEFT'],
    REJECTED: [],
    WITHDRAWN: [],
    LEFT: [],
  },
  words: {
    APPLIED: {
      is: { zh: '尚待批准', en: 'is waiting to be decided' },
      wayOut: {
        zh: '如不再需要，请由申请单位撤回申请（withdrawApplication）。',
        en: 'If it is no longer wanted, the unit takes its application back (withdrawApplication).',
      },
    },
    ACTIVE: {
      is: { zh: '已生效', en: 'is in force' },
      wayOut: {
        zh: '如需结束，请由该单位退出联盟（leaveAlliance）。',
        en: 'To end it, the unit leaves the alliance (leaveAlliance).',
      },
    },
    REJECTED: {
      is: { zh: '的申请未获批准', en: 'is declined' },
      wayOut: { zh: '该单位可重新申请（applyForMembership）。', en: 'The unit may apply anew (applyForMembership).' },
    },
    WITHDRAWN: {
      is: { zh: '的申请已由该单位撤回', en: 'is taken back by the unit' },
      wayOut: { zh: '该单位可重新申请（applyForMembership）。', en: 'The unit may apply anew (applyForMembership).' },
    },
    LEFT: {
      is: { zh: '已因退出而结束', en: 'has ended' },
      wayOut: { zh: '该单位可重新申请（applyForMembership）。', en: 'The unit may apply anew (applyForMembership).' },
    },
  },
};
