import type { Machine } from '../lifecycle.ts';

export type InvitationState = 'OPEN' | 'ACCEPTED' | 'CANCELLED';

/** How long an invitation waits for an answer. */
export const INVITATION_LIFE_MS = 7 * 86_400_000;

/** Invitation to a post (任职邀请): accepted by whoever holds its code, or cancelled before. One that ran out stays open and opens nothing. */
export const invitationMachine: Machine<InvitationState> = {
  kind: 'invitation',
  start: ['OPEN'],
  transitions: { OPEN: ['ACCEPTED', 'CANCELLED'], ACCEPTED: [], CANCELLED: [] },
  words: {
    OPEN: {
      is: { zh: '尚待接受', en: 'is waiting to be accepted' },
      wayOut: {
        zh: '如不再需要，请取消邀请（cancelInvitation）。',
        en: 'If it is no longer wanted, cancel it (cancelInvitation).',
      },
    },
    ACCEPTED: {
      is: { zh: '已被接受', en: 'is accepted' },
      wayOut: {
        zh: '如需结束由此产生的职务，请结束任职（endPost）。',
        en: 'To end the post that came out of it, end the post (endPost).',
      },
    },
    CANCELLED: {
      is: { zh: '已取消', en: 'is cancelled' },
      wayOut: {
        zh: '如仍需要，请重新邀请（inviteToPost）。',
        en: 'If it is wanted after all, invite anew (inviteToPost).',
      },
    },
  },
};
