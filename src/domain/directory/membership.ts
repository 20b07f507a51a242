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
};
