/** Benefits (优惠): what they take off a price, who pays for that, and how often they are given. All money in yuan, exact to the fen. */
import { Decimal } from 'decimal.js';
import { dayInChina, instantInChina } from '../calendar.ts';
import type { Machine } from '../lifecycle.ts';

export type BenefitKind = 'AMOUNT_OFF' | 'PERCENTAGE' | 'FREE';

export interface Benefit {
  readonly kind: BenefitKind;
  /** What is taken off: yuan, or per cent of the price; null of what is free. */
  readonly amount: string | null;
}

const FEN = 2;
const fen = (value: Decimal): string => value.toFixed(FEN);

/** What is taken off a price. Half a fen is a fen: as the database says it. */
export function cutOf({ kind, amount }: Benefit, price: string): string {
  const whole = new Decimal(price);
  if (kind === 'FREE') return fen(whole);
  const given = new Decimal(amount ?? 0);
  if (kind === 'AMOUNT_OFF') return fen(given);
  return fen(whole.times(given).dividedBy(100).toDecimalPlaces(FEN, Decimal.ROUND_HALF_UP));
}

export const chargeOf = (price: string, cut: string): string => fen(new Decimal(price).minus(cut));

interface Funded {
  readonly unitId: string;
  /** Of the cut, in per cent; all together are 100. */
  readonly percent: string;
}

/** The cut, shared out to the fen: what is left over by rounding goes to those who lost most of it, the first of equals. */
export function shared(
  cut: string,
  funders: readonly Funded[],
): { readonly unitId: string; readonly amount: string }[] {
  const all = new Decimal(cut).times(100);
  const parts = funders.map(({ unitId, percent }, i) => {
    const exact = all.times(percent).dividedBy(100);
    return { unitId, i, fens: exact.floor(), lost: exact.minus(exact.floor()) };
  });
  const left = all.minus(parts.reduce((sum, { fens }) => sum.plus(fens), new Decimal(0))).toNumber();
  const first = parts.toSorted((a, b) => b.lost.comparedTo(a.lost) || a.i - b.i).slice(0, left);
  return parts.map((part) => ({
    unitId: part.unitId,
    amount: fen(part.fens.plus(first.includes(part) ? 1 : 0).dividedBy(100)),
  }));
}

export const quotaWindows = ['DAY', 'WEEK', 'MONTH', 'TOTAL'] as const;
export type QuotaWindow = (typeof quotaWindows)[number];

/** When the window that the day lies in began: a day, a Monday, a first of the month; of all there is, the first day that counts. */
export function windowStart(window: QuotaWindow, day: string): string {
  if (window === 'DAY') return day;
  if (window === 'MONTH') return `${day.slice(0, 7)}-01`;
  if (window === 'TOTAL') return '2000-01-01';
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return shift(day, -((weekday + 6) % 7));
}

/** When the next window opens, at midnight in Beijing; null where there is no other. */
export function opensAgain(window: QuotaWindow, at: Date): Date | null {
  const start = windowStart(window, dayInChina(at));
  if (window === 'TOTAL') return null;
  const next = window === 'DAY' ? shift(start, 1) : window === 'WEEK' ? shift(start, 7) : nextMonth(start);
  return instantInChina(next, '00:00');
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const nextMonth = (first: string): string => `${shift(first, 31).slice(0, 7)}-01`;

export type BenefitRuleState = 'OPEN' | 'PAUSED' | 'ENDED';

export const benefitRuleMachine: Machine<BenefitRuleState> = {
  kind: 'benefitrule',
  start: ['OPEN'],
  transitions: { OPEN: ['PAUSED', 'ENDED'], PAUSED: ['OPEN', 'ENDED'], ENDED: [] },
  words: {
    OPEN: {
      is: { zh: '正在执行', en: 'is open' },
      wayOut: {
        zh: '可暂停（pauseBenefitRule）或终止（endBenefitRule）。',
        en: 'Pause it (pauseBenefitRule) or end it (endBenefitRule).',
      },
    },
    PAUSED: {
      is: { zh: '已暂停', en: 'is paused' },
      wayOut: { zh: '请先恢复（resumeBenefitRule）。', en: 'Resume it first (resumeBenefitRule).' },
    },
    ENDED: {
      is: { zh: '已终止', en: 'has ended' },
      wayOut: {
        zh: '如仍需要，请另行发布（publishBenefitRule）。',
        en: 'If it is still wanted, publish another (publishBenefitRule).',
      },
    },
  },
};

export type RedemptionState = 'REDEEMED' | 'REVERSED';

export const redemptionMachine: Machine<RedemptionState> = {
  kind: 'redemption',
  start: ['REDEEMED'],
  transitions: { REDEEMED: ['REVERSED'], REVERSED: [] },
  words: {
    REDEEMED: {
      is: { zh: '已核销', en: 'is redeemed' },
      wayOut: {
        zh: '如有误，可撤销（reverseRedemption）。',
        en: 'If that was a mistake, reverse it (reverseRedemption).',
      },
    },
    REVERSED: {
      is: { zh: '已撤销', en: 'is reversed' },
      wayOut: {
        zh: '如仍需要，请重新核销（redeemBenefit）。',
        en: 'If it is still wanted, redeem anew (redeemBenefit).',
      },
    },
  },
};
