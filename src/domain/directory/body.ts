import type { Machine } from '../lifecycle.ts';

export type BodyState = 'STANDING' | 'DISBANDED';

/** A governing body of an alliance (议事机构): stands until it is disbanded, by itself or with its alliance. */
export const bodyMachine: Machine<BodyState> = {
  kind: 'body',
  start: ['STANDING'],
  transitions: { STANDING: ['DISBANDED'], DISBANDED: [] },
  words: {
    STANDING: {
      is: { zh: '正在运行', en: 'stands' },
      wayOut: {
        zh: '如需结束，请由联盟协调员撤销（disbandBody）。',
        en: 'To end it, a coordinator of its alliance disbands it (disbandBody).',
      },
    },
    DISBANDED: {
      is: { zh: '已撤销', en: 'is disbanded' },
      wayOut: { zh: '如需继续议事，请另行设立（establishBody）。', en: 'To go on, establish another (establishBody).' },
    },
  },
};

/** The day on which a seat is over that ends today: none of it is left where it has not begun. */
export function seatOverOn({ since }: { readonly since: string }, today: string): string {
  return since > today ? since : today;
}

interface Term {
  readonly until?: string | null | undefined;
  readonly endedAt?: Date | null | undefined;
}

/** Whether a seat is over by that day, or was ended before it began. */
export function isSeatOver({ until = null, endedAt = null }: Term, day: string): boolean {
  return endedAt !== null || (until !== null && until <= day);
}
