/** The terms of sharing: how precisely, whether it may go on, until when; and that a grant only narrows what was asked for. */
import { dayInChina, minuteInChina } from '../calendar.ts';
import { RefusalError, type Bilingual } from '../errors.ts';
import type { Precision } from './sharing.ts';

/** The longest an agreement runs before it is asked for anew. */
const LONGEST_YEARS = 3;

export interface Terms {
  readonly precision: Precision;
  /** Whether the unit may let its apps read what is shared, for the same purpose (再共享). */
  readonly mayReshare: boolean;
  readonly until: Date;
}

/** What a grant says of the terms; what it does not say is as asked for. */
export type Granted = { readonly [T in keyof Terms]?: Terms[T] | null | undefined };

/** The same time of the same day of the calendar, so many years later. */
function yearsLater(at: Date, years: number): Date {
  const later = new Date(at);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}

/** Throws `INVALID_INPUT` unless the end is to come and at most three years away. */
export function mustEndInTime(until: Date, now: Date): void {
  if (until <= now) throw wrongEnd('须为将来的时间', 'is in the past: name a time to come');
  const latest = yearsLater(now, LONGEST_YEARS);
  if (until > latest) {
    const day = dayInChina(latest);
    throw wrongEnd(
      `共享期限最长 ${LONGEST_YEARS} 年，请不晚于 ${day}`,
      `is more than ${LONGEST_YEARS} years away: name a time until ${day}, and ask anew when it is over`,
    );
  }
}

const wrongEnd = (zh: string, en: string): RefusalError =>
  RefusalError.invalid(['input', 'until'], `input.until：${zh}。`, `input.until ${en}.`);

/**
 * The terms that are granted: as asked for, or narrower. Throws `INVALID_INPUT` where one is wider, or over already.
 */
export function narrowed(asked: Terms, granted: Granted, now: Date): Terms {
  if (asked.until <= now) {
    const end = minuteInChina(asked.until);
    throw RefusalError.invalid(
      ['input', 'agreementId'],
      `所申请的期限已于 ${end} 届满，不能再授权；请拒绝，或请使用单位重新申请。`,
      `What was asked for ended at ${end} (Beijing time) and cannot be granted any more: refuse it, or have it asked for anew.`,
    );
  }
  const precision = granted.precision ?? asked.precision;
  const mayReshare = granted.mayReshare ?? asked.mayReshare;
  const until = granted.until ?? asked.until;
  if (precision === 'FULL' && asked.precision === 'MASKED') {
    throw wider('precision', { zh: '使用单位只申请了脱敏数据', en: 'only masked data was asked for' });
  }
  if (mayReshare && !asked.mayReshare) {
    throw wider('mayReshare', { zh: '使用单位未申请再共享', en: 'to share it on was not asked for' });
  }
  if (until > asked.until) {
    const end = minuteInChina(asked.until);
    throw wider('until', { zh: `使用单位只申请到 ${end}`, en: `it was asked for until ${end} (Beijing time)` });
  }
  if (until <= now) throw wrongEnd('须为将来的时间', 'is in the past: name a time to come');
  return { precision, mayReshare, until };
}

function wider(field: string, asked: Bilingual): RefusalError {
  return RefusalError.invalid(
    ['input', field],
    `input.${field}：授权不得宽于申请，${asked.zh}。`,
    `input.${field}: a grant gives no more than was asked for, and ${asked.en}.`,
  );
}
