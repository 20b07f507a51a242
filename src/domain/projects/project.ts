import type { Machine } from '../lifecycle.ts';

export type ProjectState = 'OPEN' | 'COMPLETED' | 'CANCELLED';

/** A co-wealth project (共富项目): open to partners and their hours until its lead unit closes it. */
export const projectMachine: Machine<ProjectState> = {
  kind: 'project',
  start: ['OPEN'],
  transitions: { OPEN: ['COMPLETED', 'CANCELLED'], COMPLETED: [], CANCELLED: [] },
};

export type ContributionState = 'RECORDED' | 'CONFIRMED' | 'REJECTED';

/** Hours a partner unit gave; they count once another unit in charge has confirmed them. */
export const contributionMachine: Machine<ContributionState> = {
  kind: 'contribution',
  start: ['RECORDED'],
  transitions: { RECORDED: ['CONFIRMED', 'REJECTED'], CONFIRMED: [], REJECTED: [] },
};
