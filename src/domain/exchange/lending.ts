/** A lending (借用): a thing is handed over, received, given back and taken back, each as the one who does it says. */
import type { Machine } from '../lifecycle.ts';

export type LendingState = 'HANDED_OVER' | 'LENT' | 'GIVEN_BACK' | 'RETURNED' | 'CANCELLED';

const again = { zh: '可重新出借（lendResource）。', en: 'It may be lent anew (lendResource).' };

export const lendingMachine: Machine<LendingState> = {
  kind: 'lending',
  start: ['HANDED_OVER'],
  transitions: {
    HANDED_OVER: ['LENT', 'CANCELLED'],
    LENT: ['GIVEN_BACK'],
    GIVEN_BACK: ['RETURNED'],
    RETURNED: [],
    CANCELLED: [],
  },
  words: {
    HANDED_OVER: {
      is: { zh: '已交付，待借用单位确认', en: 'is handed over, and waits for the borrower to confirm' },
      wayOut: {
        zh: '借用单位可确认收到（confirmLending）；未收到的，双方均可取消（cancelLending）。',
        en: 'The borrower confirms that it has it (confirmLending); where it has not, either side cancels it (cancelLending).',
      },
    },
    LENT: {
      is: { zh: '借用中', en: 'is with the borrower' },
      wayOut: { zh: '借用单位用毕归还（returnResource）。', en: 'The borrower gives it back (returnResource).' },
    },
    GIVEN_BACK: {
      is: { zh: '已归还，待出借单位确认', en: 'is given back, and waits for its owner to confirm' },
      wayOut: {
        zh: '请由出借单位验收确认（confirmReturn）。',
        en: 'Its owner looks at it and confirms (confirmReturn).',
      },
    },
    RETURNED: { is: { zh: '已验收归还', en: 'is back with its owner' }, wayOut: again },
    CANCELLED: { is: { zh: '已取消', en: 'is cancelled' }, wayOut: again },
  },
};
