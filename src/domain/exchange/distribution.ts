/** A distribution (发放) of a stock to persons: its rule, and how it ends. */
import { dayInChina } from '../calendar.ts';
import type { Machine } from '../lifecycle.ts';
import { isIdentityNumber } from '../privacy/numbers.ts';
import { RefusalError } from '../errors.ts';

export type DistributionState = 'OPEN' | 'CLOSED';
/** By which of the numbers of a person they are known again. */
export type Identification = 'MOBILE' | 'IDENTITY_NUMBER';
/** How long the rule counts: for as long as the distribution lasts, or by calendar days, months and years in China. */
export type Every = 'EVER' | 'DAY' | 'MONTH' | 'YEAR';

export const distributionMachine: Machine<DistributionState> = {
  kind: 'distribution',
  start: ['OPEN'],
  transitions: { OPEN: ['CLOSED'], CLOSED: [] },
  words: {
    OPEN: {
      is: { zh: '发放中', en: 'is under way' },
      wayOut: { zh: '发放结束后请关闭（closeDistribution）。', en: 'Close it when it is over (closeDistribution).' },
    },
    CLOSED: {
      is: { zh: '已结束', en: 'is closed' },
      wayOut: {
        zh: '领取人识别信息已销毁；如需继续发放，请另开一次（openDistribution）。',
        en: 'By whom it was had is forgotten: open another one to hand out more (openDistribution).',
      },
    },
  },
};

/** The first day of the period in which an instant lies; the first day of all where it is counted for ever. */
export function periodStart(every: Every, at: Date): string {
  const day = dayInChina(at);
  switch (every) {
    case 'EVER':
      return '2000-01-01';
    case 'DAY':
      return day;
    case 'MONTH':
      return `${day.slice(0, 7)}-01`;
    case 'YEAR':
      return `${day.slice(0, 4)}-01-01`;
  }
}

const MAINLAND = /^(?:\+86|0086|86)?(1[3-9]\d{9})$/;

/** The number as it is compared, however it was written. Throws `INVALID_INPUT` where it is none. */
export function numberOf(by: Identification, entered: string): string {
  const compact = entered.replaceAll(/[\s-]/g, '').toUpperCase();
  if (by === 'IDENTITY_NUMBER') {
    if (isIdentityNumber(compact)) return compact;
    throw RefusalError.invalid(
      ['input', 'number'],
      '本次发放凭公民身份号码领取：须为 18 位且校验无误，请核对证件。',
      'This distribution goes by identity numbers: input.number must be one of 18 characters with the right check character.',
    );
  }
  const [, mobile] = MAINLAND.exec(compact) ?? [];
  if (mobile !== undefined) return mobile;
  throw RefusalError.invalid(
    ['input', 'number'],
    '本次发放凭手机号领取：须为 11 位大陆手机号。',
    'This distribution goes by mobile numbers: input.number must be a mainland number of 11 digits.',
  );
}
