import type { Machine } from '../lifecycle.ts';

export type ListingState = 'PUBLISHED' | 'WITHDRAWN';

const transitions: Machine<ListingState>['transitions'] = { PUBLISHED: ['WITHDRAWN'], WITHDRAWN: [] };

/** Offers (供给) and needs (需求) live alike: published, then withdrawn by their unit. Coverage is computed, not a state. */
export const offerMachine: Machine<ListingState> = { kind: 'offer', start: ['PUBLISHED'], transitions };
export const needMachine: Machine<ListingState> = { kind: 'need', start: ['PUBLISHED'], transitions };

/** Who may see a listing or a resource: everybody, the alliances of its audience, or its own unit alone. */
export type Visibility = 'PUBLIC' | 'ALLIANCE' | 'UNIT';
