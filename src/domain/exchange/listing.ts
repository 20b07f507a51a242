import type { Machine } from '../lifecycle.ts';

export type OfferState = 'PUBLISHED' | 'WITHDRAWN';
export type ListingState = OfferState | 'IN_REVIEW' | 'RETURNED';

const wayOut = { zh: '请另选一项有效的供给或需求。', en: 'Choose another offer or need.' };

const words: Machine<OfferState>['words'] = {
  PUBLISHED: {
    is: { zh: '已发布', en: 'is published' },
    wayOut: { zh: '如不再需要，请撤回。', en: 'If it is no longer wanted, withdraw it.' },
  },
  WITHDRAWN: { is: { zh: '已撤回', en: 'is withdrawn' }, wayOut },
};

/** What is said of a listing whose time is over: no state of its own, but as good as one. */
export const expired = { state: 'EXPIRED', is: { zh: '已过期', en: 'is over' }, wayOut } as const;

/** An offer (供给) is published, then withdrawn by its unit. Coverage is computed, not a state. */
export const offerMachine: Machine<OfferState> = {
  kind: 'offer',
  start: ['PUBLISHED'],
  transitions: { PUBLISHED: ['WITHDRAWN'], WITHDRAWN: [] },
  words,
};

/**
 * A need (需求) lives alike once its words may be read by others. Words in which something was found wait for a
 * coordinator, who releases or returns them, or for their unit, which writes them anew; new words may be held up again.
 */
export const needMachine: Machine<ListingState> = {
  kind: 'need',
  start: ['PUBLISHED', 'IN_REVIEW'],
  transitions: {
    IN_REVIEW: ['IN_REVIEW', 'PUBLISHED', 'RETURNED', 'WITHDRAWN'],
    RETURNED: ['IN_REVIEW', 'PUBLISHED', 'WITHDRAWN'],
    PUBLISHED: ['WITHDRAWN'],
    WITHDRAWN: [],
  },
  words: {
    ...words,
    IN_REVIEW: {
      is: { zh: '正在审核', en: 'is in review' },
      wayOut: {
        zh: '请由其单位修改所列内容（reviseNeed），或由联盟协调员审核放行（releaseNeed）。',
        en: 'Its unit revises what was found (reviseNeed), or a coordinator of the alliance releases it (releaseNeed).',
      },
    },
    RETURNED: {
      is: { zh: '已退回修改', en: 'was returned to its unit' },
      wayOut: {
        zh: '请由其单位按退回理由修改后重新提交（reviseNeed）。',
        en: 'Its unit revises it as the reason says (reviseNeed).',
      },
    },
  },
};

/** The states in which a need waits: read by its unit and by who reviews it, and by nobody else. */
export const heldStates = ['IN_REVIEW', 'RETURNED'] as const satisfies readonly ListingState[];

export const isHeld = (state: ListingState): boolean => heldStates.some((held) => held === state);

/** Who may see a listing or a resource: everybody, the alliances of its audience, or its own unit alone. */
export type Visibility = 'PUBLIC' | 'ALLIANCE' | 'UNIT';
