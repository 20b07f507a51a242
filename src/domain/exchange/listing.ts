/** Offers and needs: how both live, and when their time is over. */
import type { Machine } from '../lifecycle.ts';

export type ListedKind = 'offer' | 'need';

export type ListingState =
  'DRAFT' | 'IN_REVIEW' | 'RETURNED' | 'PUBLISHED' | 'PAUSED' | 'FULFILLED' | 'WITHDRAWN' | 'EXPIRED';

const wayOut = { zh: '请另选一项有效的供给或需求。', en: 'Choose another offer or need.' };

/** What is said of a listing, naming the acts of its kind: `reviseNeed`, `resumeOffer`. */
const wordsOf = (of: 'Offer' | 'Need'): Machine<ListingState>['words'] => ({
  DRAFT: {
    is: { zh: '尚为草稿', en: 'is a draft' },
    wayOut: { zh: `请先发布（publishDraft${of}）。`, en: `Publish it first (publishDraft${of}).` },
  },
  IN_REVIEW: {
    is: { zh: '正在审核', en: 'is in review' },
    wayOut: {
      zh: `请由其单位修改所列内容（revise${of}），或由联盟协调员审核放行（release${of}）。`,
      en: `Its unit revises what was found (revise${of}), or a coordinator of the alliance releases it (release${of}).`,
    },
  },
  RETURNED: {
    is: { zh: '已退回修改', en: 'was returned to its unit' },
    wayOut: {
      zh: `请由其单位按退回理由修改后重新提交（revise${of}）。`,
      en: `Its unit revises it as the reason says (revise${of}).`,
    },
  },
  PUBLISHED: {
    is: { zh: '已发布', en: 'is published' },
    wayOut: { zh: '如不再需要，请撤回。', en: 'If it is no longer wanted, withdraw it.' },
  },
  PAUSED: {
    is: { zh: '已暂停', en: 'is paused' },
    wayOut: {
      zh: `请由其单位恢复（resume${of}），或另选一项有效的供给或需求。`,
      en: `Its unit resumes it (resume${of}); or choose another offer or need.`,
    },
  },
  FULFILLED: { is: { zh: '已办结', en: 'is fulfilled' }, wayOut },
  WITHDRAWN: { is: { zh: '已撤回', en: 'is withdrawn' }, wayOut },
  EXPIRED: { is: { zh: '已过期', en: 'is over' }, wayOut },
});

/**
 * A draft is its unit's own. Words in which something is found wait for a coordinator, who releases or returns them, or for
 * their unit, which writes them anew; new words may be held up again, also of what was published. What is over takes no match;
 * what was agreed in time may fulfil it yet, and its unit may still take it out of sight.
 */
const life = {
  start: ['DRAFT', 'PUBLISHED', 'IN_REVIEW'],
  transitions: {
    DRAFT: ['IN_REVIEW', 'PUBLISHED', 'WITHDRAWN'],
    IN_REVIEW: ['IN_REVIEW', 'PUBLISHED', 'RETURNED', 'WITHDRAWN'],
    RETURNED: ['IN_REVIEW', 'PUBLISHED', 'WITHDRAWN'],
    PUBLISHED: ['IN_REVIEW', 'PAUSED', 'FULFILLED', 'WITHDRAWN', 'EXPIRED'],
    PAUSED: ['IN_REVIEW', 'PUBLISHED', 'FULFILLED', 'WITHDRAWN', 'EXPIRED'],
    FULFILLED: [],
    WITHDRAWN: [],
    EXPIRED: ['FULFILLED', 'WITHDRAWN'],
  },
} as const satisfies Omit<Machine<ListingState>, 'kind' | 'words'>;

/** An offer (供给). What is left of it is computed, not a state. */
export const offerMachine: Machine<ListingState> = { kind: 'offer', ...life, words: wordsOf('Offer') };

/** A need (需求). What of it is covered is computed, not a state. */
export const needMachine: Machine<ListingState> = { kind: 'need', ...life, words: wordsOf('Need') };

/** The states in which a listing waits: read by its unit and by who reviews it, and by nobody else. */
export const heldStates = ['IN_REVIEW', 'RETURNED'] as const satisfies readonly ListingState[];

export const isHeld = (state: ListingState): boolean => heldStates.some((held) => held === state);

/** Published, and not taken back: read by whom it is shown to; of what is paused, or was to the end, only by who has a match of it. */
export const shownStates = ['PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED'] as const satisfies readonly ListingState[];

interface Standing {
  readonly id: string;
  readonly state: ListingState;
}

interface Timed {
  readonly endsAt?: Date | null | undefined;
  readonly closesAt?: Date | null | undefined;
}

/** From when on it takes no match: the end of its time, or when answers close (截止时间) if that is sooner. Null where there is no such instant. */
function dueOf({ endsAt, closesAt }: Timed): Date | null {
  if (closesAt == null) return endsAt ?? null;
  return endsAt == null || closesAt < endsAt ? closesAt : endsAt;
}

export function isOver(listing: Timed, now: Date): boolean {
  const due = dueOf(listing);
  return due !== null && due <= now;
}

/** As it stands at that instant: what is over is so to the second, whatever state is written down yet. */
export function asOf(listing: Timed & Standing, now: Date): Standing {
  const { id, state } = listing;
  return { id, state: (state === 'PUBLISHED' || state === 'PAUSED') && isOver(listing, now) ? 'EXPIRED' : state };
}

/** Who may see a listing or a resource: everybody, the alliances of its audience, or its own unit alone. */
export type Visibility = 'PUBLIC' | 'ALLIANCE' | 'UNIT';
