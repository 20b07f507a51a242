import type { Machine } from '../lifecycle.ts';

export type ListingState = 'PUBLISHED' | 'WITHDRAWN';

const transitions: Machine<ListingState>['transitions'] = { PUBLISHED: ['WITHDRAWN'], WITHDRAWN: [] };

const wayOut = { zh: '请另选一项有效的供给或需求。', en: 'Choose another offer or need.' };

const words: Machine<ListingState>['words'] = {
  PUBLISHED: {
    is: { zh: '已发布', en: 'is published' },
    wayOut: { zh: '如不再需要，请撤回。', en: 'If it is no longer wanted, withdraw it.' },
  },
  WITHDRAWN: { is: { zh: '已撤回', en: 'is withdrawn' }, wayOut },
};

/** What is said of a listing whose time is over: no state of its own, but as good as one. */
export const expired = { state: 'EXPIRED', is: { zh: '已过期', en: 'is over' }, wayOut } as const;

/** Offers (供给) and needs (需求) live alike: published, then withdrawn by their unit. Coverage is computed, not a state. */
export const offerMachine: Machine<ListingState> = { kind: 'offer', start: ['PUBLISHED'], transitions, words };
export const needMachine: Machine<ListingState> = { kind: 'need', start: ['PUBLISHED'], transitions, words };

/** Who may see a listing or a resource: everybody, the alliances of its audience, or its own unit alone. */
export type Visibility = 'PUBLIC' | 'ALLIANCE' | 'UNIT';
