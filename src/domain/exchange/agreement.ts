import { minuteInChina } from '../calendar.ts';
import { RefusalError } from '../errors.ts';
import type { Machine } from '../lifecycle.ts';

/** The way out where something is over. */
export const anew = {
  zh: '如仍需合作，请重新推荐撮合、认领需求或另行起草（draftAgreement）。',
  en: 'If it is still wanted, propose a match or claim the need anew, or draft another agreement (draftAgreement).',
};

export type AgreementState =
  'PENDING_SIGNATURES' | 'ACTIVE' | 'SUSPENDED' | 'COMPLETED' | 'CANCELLED' | 'TERMINATED' | 'EXPIRED';

const over = {
  zh: '如仍需合作，请续签（renewAgreement）；此前登记的履约仍可确认或提出异议。',
  en: 'If it is still wanted, renew it (renewAgreement); what was recorded before is confirmed or disputed still.',
};

/**
 * An agreement (协议): active when all who have to sign have signed the same edition, suspended while it stands still, completed
 * when every commitment is fulfilled or released, active again when a delivery is taken back. It is terminated by notice, and expires when
 * its time is over.
 */
export const agreementMachine: Machine<AgreementState> = {
  kind: 'agreement',
  start: ['PENDING_SIGNATURES'],
  transitions: {
    PENDING_SIGNATURES: ['ACTIVE', 'CANCELLED'],
    ACTIVE: ['SUSPENDED', 'COMPLETED', 'TERMINATED', 'EXPIRED'],
    SUSPENDED: ['ACTIVE', 'COMPLETED', 'TERMINATED', 'EXPIRED'],
    COMPLETED: ['ACTIVE'],
    CANCELLED: [],
    TERMINATED: [],
    EXPIRED: [],
  },
  words: {
    PENDING_SIGNATURES: {
      is: { zh: '尚待各方签署', en: 'is waiting for signatures' },
      wayOut: { zh: '请先由各方签署（signAgreement）。', en: 'Let all parties sign it first (signAgreement).' },
    },
    ACTIVE: {
      is: { zh: '已生效', en: 'is active' },
      wayOut: {
        zh: '请按约定履行，由一方登记、另一方确认。',
        en: 'Settle it: one side records what was delivered, the other confirms.',
      },
    },
    SUSPENDED: {
      is: { zh: '已中止', en: 'is suspended' },
      wayOut: {
        zh: '请先恢复（resumeAgreement）；此前登记的履约仍可确认或提出异议。',
        en: 'Resume it first (resumeAgreement); what was recorded before is confirmed or disputed still.',
      },
    },
    COMPLETED: {
      is: { zh: '已办结', en: 'is completed' },
      wayOut: {
        zh: '其中的承诺均已履行或解除，无需再作处理；另有约定，请另行撮合或起草（draftAgreement）。',
        en: 'Nothing promised in it is owed any more; for more, propose another match or draft another (draftAgreement).',
      },
    },
    CANCELLED: { is: { zh: '已取消', en: 'is cancelled' }, wayOut: anew },
    TERMINATED: { is: { zh: '已终止', en: 'is terminated' }, wayOut: over },
    EXPIRED: { is: { zh: '已到期', en: 'has expired' }, wayOut: over },
  },
};

/** When an agreement ends unless everything is delivered before, and as what. */
interface AgreementEnd {
  readonly endsAt: Date | null;
  readonly endsAs: 'TERMINATED' | 'EXPIRED' | null;
}

/** What its terms say, or what notice was given for, whichever is first. */
export function endOf(validThrough: string | null, notices: readonly { readonly effectiveAt: Date }[]): AgreementEnd {
  const ends = [
    ...(validThrough === null ? [] : [{ endsAt: new Date(validThrough), endsAs: 'EXPIRED' as const }]),
    ...notices.map(({ effectiveAt }) => ({ endsAt: effectiveAt, endsAs: 'TERMINATED' as const })),
  ];
  return ends.toSorted((a, b) => a.endsAt.getTime() - b.endsAt.getTime())[0] ?? { endsAt: null, endsAs: null };
}

const DAY_MS = 86_400_000;

/** From when notice that is given now may take effect: so many days later as was agreed, and at once where nothing was. */
export const noticeFrom = (noticeDays: number | undefined, now: Date): Date =>
  new Date(now.getTime() + (noticeDays ?? 0) * DAY_MS);

/** Throws `INVALID_INPUT` before the notice that was agreed, and `WRONG_STATE` where it ends by then anyway. */
export function mustBeInNotice(
  {
    id,
    state,
    endsAt,
  }: { readonly id: string; readonly state: AgreementState; readonly endsAt?: Date | null | undefined },
  effectiveAt: Date,
  earliest: Date,
): void {
  if (effectiveAt < earliest) {
    const from = minuteInChina(earliest);
    throw RefusalError.invalid(
      ['input', 'effectiveAt'],
      `input.effectiveAt 不能早于 ${from}：须按协议约定的天数（noticeDays）提前通知。`,
      `input.effectiveAt must not be before ${from} (Beijing time): notice is given as many days before as was agreed (noticeDays).`,
    );
  }
  if (endsAt == null || effectiveAt < endsAt) return;
  const by = minuteInChina(endsAt);
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'agreement', id, state, act: 'terminate' },
    is: {
      zh: `将于 ${by} 结束，不晚于该通知生效之时`,
      en: `ends on ${by} (Beijing time), before such notice takes effect`,
    },
    wayOut: { zh: '无需再通知，请按约定履行至该时。', en: 'No notice is needed: settle it as agreed until then.' },
  });
}
