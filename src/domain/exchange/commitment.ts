import type { Machine } from '../lifecycle.ts';
import { RefusalError } from '../errors.ts';
import { minuteInChina } from '../calendar.ts';
import { anew } from './agreement.ts';

export type CommitmentState = 'OPEN' | 'FULFILLED' | 'RELEASED';

/** A commitment (承诺): fulfilled by confirmed deliveries, open again when one of them is taken back; released when its agreement is cancelled before it was active, or by whom it was made to. */
export const commitmentMachine: Machine<CommitmentState> = {
  kind: 'commitment',
  start: ['OPEN'],
  transitions: { OPEN: ['FULFILLED', 'RELEASED'], FULFILLED: ['OPEN'], RELEASED: [] },
  words: {
    OPEN: {
      is: { zh: '尚待履行', en: 'is open' },
      wayOut: { zh: '请登记履约（recordDelivery）。', en: 'Record what was delivered (recordDelivery).' },
    },
    FULFILLED: {
      is: { zh: '已全部履行', en: 'is fulfilled' },
      wayOut: {
        zh: '无需再登记；另有约定请另行撮合。',
        en: 'Nothing more is needed; for more, propose another match.',
      },
    },
    RELEASED: { is: { zh: '已解除', en: 'is released' }, wayOut: anew },
  },
};

/** How far it has come (履约进度), as of a clock; `commitment.view.ts` says how. */
export const progresses = ['PLANNED', 'DUE', 'PARTIAL', 'OVERDUE', 'BREACHED', 'FULFILLED', 'RELEASED'] as const;
export type CommitmentProgress = (typeof progresses)[number];

/** Throws `WRONG_STATE` before a promise that is open is overdue: until then it may be kept yet. */
export function mustBeOverdue(
  {
    id,
    state,
    dueAt,
  }: { readonly id: string; readonly state: CommitmentState; readonly dueAt?: Date | null | undefined },
  now: Date,
): void {
  if (dueAt != null && dueAt <= now) return;
  const by = dueAt == null ? null : minuteInChina(dueAt);
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'commitment', id, state, act: 'breach' },
    is:
      by === null
        ? { zh: '未约定期限', en: 'has no day by which it is due' }
        : { zh: `于 ${by} 才到期`, en: `is not due before ${by} (Beijing time)` },
    wayOut: {
      zh: '请待其逾期，或解除其余部分（releaseCommitment）。',
      en: 'Wait until it is overdue, or release what is left of it (releaseCommitment).',
    },
  });
}
