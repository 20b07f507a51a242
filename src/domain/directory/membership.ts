import type { Machine } from '../lifecycle.ts';

export type MembershipRole = 'LEAD' | 'CORE' | 'MEMBER' | 'OBSERVER';

export type MembershipState =
  'APPLIED' | 'INVITED' | 'ACTIVE' | 'SUSPENDED' | 'REJECTED' | 'DECLINED' | 'WITHDRAWN' | 'LEFT' | 'REMOVED' | 'ENDED';

/** Those in which it is still to be decided whether there will be a membership. */
export const undecidedStates: readonly MembershipState[] = ['APPLIED', 'INVITED'];

/** Those in which the unit belongs to the alliance, whether or not it may act in it. */
export const lastingStates: readonly MembershipState[] = ['ACTIVE', 'SUSPENDED'];

const applyAnew = {
  zh: '该单位可重新申请（applyForMembership），协调员也可邀请其加入（inviteMember）。',
  en: 'The unit may apply anew (applyForMembership), or the coordinator invites it (inviteMember).',
};

/**
 * Membership of a unit in an alliance (成员单位): applied for and decided by the coordinator, or offered by the coordinator
 * and answered by the unit; suspended and resumed; left by the unit, ended by the coordinator, or over with its alliance.
 */
export const membershipMachine: Machine<MembershipState> = {
  kind: 'membership',
  start: ['APPLIED', 'INVITED', 'ACTIVE'],
  transitions: {
    APPLIED: ['ACTIVE', 'REJECTED', 'WITHDRAWN'],
    INVITED: ['ACTIVE', 'DECLINED', 'WITHDRAWN'],
    ACTIVE: ['SUSPENDED', 'LEFT', 'REMOVED', 'ENDED'],
    SUSPENDED: ['ACTIVE', 'LEFT', 'REMOVED', 'ENDED'],
    REJECTED: [],
    DECLINED: [],
    WITHDRAWN: [],
    LEFT: [],
    REMOVED: [],
    ENDED: [],
  },
  words: {
    APPLIED: {
      is: { zh: '尚待批准', en: 'is waiting to be decided' },
      wayOut: {
        zh: '请协调员批准或驳回（approveMembership、rejectMembership）；如不再需要，请由申请单位撤回申请（withdrawApplication）。',
        en: 'The coordinator approves or rejects it (approveMembership, rejectMembership); if it is no longer wanted, the unit takes its application back (withdrawApplication).',
      },
    },
    INVITED: {
      is: { zh: '尚待受邀单位答复', en: 'is waiting for the answer of the unit that is invited' },
      wayOut: {
        zh: '请受邀单位接受或谢绝（acceptMembership、declineMembership）；如不再需要，请协调员收回邀请（withdrawMemberInvitation）。',
        en: 'The unit accepts or declines it (acceptMembership, declineMembership); if it is no longer wanted, the coordinator takes the invitation back (withdrawMemberInvitation).',
      },
    },
    ACTIVE: {
      is: { zh: '已生效', en: 'is in force' },
      wayOut: {
        zh: '如需结束，请由该单位退出联盟（leaveAlliance），或由协调员中止、除名（suspendMembership、removeMember）。',
        en: 'To end it, the unit leaves the alliance (leaveAlliance), or the coordinator suspends or removes it (suspendMembership, removeMember).',
      },
    },
    SUSPENDED: {
      is: { zh: '已中止', en: 'is suspended' },
      wayOut: {
        zh: '请协调员恢复（resumeMembership）；如不再参加，该单位可退出联盟（leaveAlliance）。',
        en: 'The coordinator resumes it (resumeMembership); a unit that takes part no longer leaves the alliance (leaveAlliance).',
      },
    },
    REJECTED: { is: { zh: '的申请未获批准', en: 'is rejected' }, wayOut: applyAnew },
    DECLINED: { is: { zh: '的邀请已被谢绝', en: 'is declined by the unit' }, wayOut: applyAnew },
    WITHDRAWN: { is: { zh: '在答复前已撤回', en: 'is taken back before it was answered' }, wayOut: applyAnew },
    LEFT: { is: { zh: '已因退出而结束', en: 'has ended' }, wayOut: applyAnew },
    REMOVED: { is: { zh: '已因除名而结束', en: 'has ended by removal' }, wayOut: applyAnew },
    ENDED: {
      is: { zh: '已随联盟解散而结束', en: 'has ended with its alliance' },
      wayOut: {
        zh: '请申请加入其他联盟（applyForMembership）。',
        en: 'The unit may apply to another alliance (applyForMembership).',
      },
    },
  },
};
