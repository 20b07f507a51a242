import type { Machine } from '../lifecycle.ts';

export type MembershipState = 'APPLIED' | 'ACTIVE' | 'REJECTED' | 'LEFT';

/** Membership of a unit in an alliance (成员单位): applied for, decided by the coordinator, left by the unit itself. */
export const membershipMachine: Machine<MembershipState> = {
  kind: 'membership',
  start: ['APPLIED', 'ACTIVE'],
  transitions: { APPLIED: ['ACTIVE', 'REJECTED'], ACTIVE: ['LEFT'], REJECTED: [], LEFT: [] },
};
