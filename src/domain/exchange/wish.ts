/** Micro-wishes (微心愿): needs that several persons fulfil together, without an agreement. */
import { RefusalError } from '../errors.ts';
import type { Machine } from '../lifecycle.ts';

export type NeedKind = 'NEED' | 'MICRO_WISH';
export type ClaimState = 'CLAIMED' | 'DONE' | 'WITHDRAWN';

/** A claim (认领) of a person: done when the unit that entered the wish confirms it, and free for another when it is taken back. */
export const claimMachine: Machine<ClaimState> = {
  kind: 'claim',
  start: ['CLAIMED'],
  transitions: { CLAIMED: ['DONE', 'WITHDRAWN'], DONE: [], WITHDRAWN: [] },
  words: {
    CLAIMED: {
      is: { zh: '已认领', en: 'is claimed' },
      wayOut: {
        zh: '办好后由登记该心愿的单位确认（completeWish）。',
        en: 'When it is done, the unit that entered the wish confirms it (completeWish).',
      },
    },
    DONE: {
      is: { zh: '已完成', en: 'is done' },
      wayOut: { zh: '无需再处理；可认领其他心愿。', en: 'Nothing more is needed: claim another wish.' },
    },
    WITHDRAWN: {
      is: { zh: '已撤回', en: 'is withdrawn' },
      wayOut: {
        zh: '如心愿尚有名额，可重新认领（claimWish）。',
        en: 'While the wish has places left, claim it anew (claimWish).',
      },
    },
  },
};

interface Wished {
  readonly kind?: NeedKind;
  readonly maxClaims?: number | null;
  readonly maxPerUnit?: string | null;
}

/** What makes a need a wish, or not. Throws `INVALID_INPUT` where the one has what only the other may have. */
export function wishColumns({ kind = 'NEED', maxClaims = null, maxPerUnit = null }: Wished): {
  readonly kind: NeedKind;
  readonly maxClaims: number | null;
} {
  if (kind === 'MICRO_WISH' && maxClaims === null) {
    throw RefusalError.invalid(
      ['input', 'maxClaims'],
      '微心愿须说明至多几人认领（maxClaims）。',
      'A micro-wish says how many persons may claim it (maxClaims).',
    );
  }
  if (kind === 'MICRO_WISH' && maxPerUnit !== null) {
    throw RefusalError.invalid(
      ['input', 'maxPerUnit'],
      '微心愿由个人认领，不设每单位上限；请用 maxClaims。',
      'A micro-wish is claimed by persons and has no limit by unit: maxClaims limits it.',
    );
  }
  if (kind === 'NEED' && maxClaims !== null) {
    throw RefusalError.invalid(
      ['input', 'maxClaims'],
      '只有微心愿（kind: MICRO_WISH）可设认领人数上限；请去掉 maxClaims。',
      'Only a micro-wish (kind: MICRO_WISH) limits its claims: leave maxClaims out.',
    );
  }
  return { kind, maxClaims };
}
