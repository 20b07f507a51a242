/**
 * On which days something happens again and again: recurrence rules of RFC 5545, section 3.3.10, as far as days go. Whether a
 * day is one of them is asked of the day, so that a rule that no day meets costs no more than another.
 */
import type { Bilingual } from '../errors.ts';
import { dayNumber, daysInMonth, modulo, partsOf, weekdayOf, type Weekday } from './days.ts';

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof frequencies)[number];

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

interface ByDay {
  readonly weekday: Weekday;
  /** Which of the month, from its beginning or, negative, from its end; null for every one. */
  readonly which: number | null;
}

export interface Recurrence {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly byDay: readonly ByDay[];
  readonly byMonth: readonly number[];
  readonly byMonthDay: readonly number[];
}

/** What is wrong with a rule, said of it. */
export class RecurrenceError extends Error {
  override readonly name = 'RecurrenceError';
  readonly text: Bilingual;

  constructor(zh: string, en: string) {
    super(en);
    this.text = { zh, en };
  }
}

const LONGEST = 200;
const MOST_INTERVAL = 366;

/** Reads a rule without `RRULE:` before it. Throws `RecurrenceError` for one that is none, and for parts that are not for days. */
export function readRecurrence(text: string): Recurrence {
  const parts = new Map<string, string>();
  if (text.length > LONGEST)
    throw new RecurrenceError(`重复规则至多 ${LONGEST} 个字符。`, `A rule has at most ${LONGEST} characters.`);
  for (const part of text.split(';')) {
    const [, name = '', value = ''] = /^([A-Z]+)=([-+A-Z0-9,]+)$/.exec(part) ?? [];
    if (!known.has(name)) throw unknownPart(part);
    if (parts.has(name)) throw new RecurrenceError(`${name} 出现了两次。`, `${name} is there twice.`);
    parts.set(name, value);
  }
  const rule = {
    frequency: readFrequency(parts.get('FREQ')),
    interval: readInterval(parts.get('INTERVAL') ?? '1'),
    byDay: parts.get('BYDAY')?.split(',').map(readByDay) ?? [],
    byMonth: readNumbers('BYMONTH', parts.get('BYMONTH'), 1, 12),
    byMonthDay: readNumbers('BYMONTHDAY', parts.get('BYMONTHDAY'), 1, 31, true),
  };
  if ((parts.get('WKST') ?? 'MO') !== 'MO') {
    throw new RecurrenceError('一周从周一开始，WKST 只能为 MO。', 'Weeks begin on Monday: WKST is MO.');
  }
  mustFit(rule);
  return rule;
}

/** The rule with its parts in the order in which they are kept, FREQ before all. */
export const canonical = (text: string): string =>
  text
    .split(';')
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .join(';');

const placeOf = (part: string): number => [...known].indexOf(part.split('=')[0] ?? '');

const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTH', 'BYMONTHDAY', 'WKST']);

const unknownPart = (part: string): RecurrenceError =>
  new RecurrenceError(
    `“${part}”不是可用的规则部分；可用 FREQ、INTERVAL、BYDAY、BYMONTH、BYMONTHDAY，起止日期另填。`,
    `"${part}" is no part that a rule may have: FREQ, INTERVAL, BYDAY, BYMONTH and BYMONTHDAY; first and last day are told beside it.`,
  );

function readFrequency(text: string | undefined): Frequency {
  const frequency = frequencies.find((one) => one === text);
  if (frequency !== undefined) return frequency;
  throw new RecurrenceError(
    'FREQ 须为 DAILY、WEEKLY、MONTHLY 或 YEARLY。',
    'FREQ is DAILY, WEEKLY, MONTHLY or YEARLY.',
  );
}

function readInterval(text: string): number {
  const [interval, ...more] = readNumbers('INTERVAL', text, 1, MOST_INTERVAL);
  if (interval !== undefined && more.length === 0) return interval;
  throw new RecurrenceError(
    `INTERVAL 须为一个整数，收到“${text}”。`,
    `INTERVAL is one whole number; "${text}" was given.`,
  );
}

function readNumbers(name: string, text: string | undefined, least: number, most: number, mayCount = false): number[] {
  if (text === undefined) return [];
  return text.split(',').map((one) => {
    const value = /^[+-]?\d{1,3}$/.test(one) ? Number(one) : Number.NaN;
    const size = mayCount ? Math.abs(value) : value;
    if (size >= least && size <= most) return value;
    throw new RecurrenceError(
      `${name} 须为 ${least} 至 ${most} 的整数，收到“${one}”。`,
      `${name} is of whole numbers from ${least} to ${most}; "${one}" was given.`,
    );
  });
}

function readByDay(text: string): ByDay {
  const [, which = '', name = ''] = /^([+-]?[1-5])?([A-Z]{2})$/.exec(text) ?? [];
  const index = weekdays.findIndex((one) => one === name);
  if (index >= 0) return { weekday: (index + 1) as Weekday, which: which === '' ? null : Number(which) };
  throw new RecurrenceError(
    `BYDAY 须为 MO 至 SU，可在前面写第几个（如 1SA、-1FR），收到“${text}”。`,
    `BYDAY is of MO to SU, before each which of the month it is (1SA, -1FR); "${text}" was given.`,
  );
}

function mustFit({ frequency, byDay, byMonth, byMonthDay }: Recurrence): void {
  if (frequency === 'WEEKLY' && byMonthDay.length > 0) {
    throw new RecurrenceError('按周重复时不能用 BYMONTHDAY。', 'BYMONTHDAY does not go with FREQ=WEEKLY.');
  }
  const isOfMonths = frequency === 'MONTHLY' || (frequency === 'YEARLY' && byMonth.length > 0);
  if (!isOfMonths && byDay.some(({ which }) => which !== null)) {
    throw new RecurrenceError(
      'BYDAY 的“第几个”只用于 MONTHLY，或带 BYMONTH 的 YEARLY。',
      'Which weekday of the month goes with FREQ=MONTHLY, or with FREQ=YEARLY and BYMONTH.',
    );
  }
}

/** Whether the rule means nothing until it is said on which day it begins. */
export function needsFirstDay({ frequency, interval, byDay, byMonthDay }: Recurrence): boolean {
  if (interval > 1) return true;
  return frequency !== 'DAILY' && byDay.length === 0 && byMonthDay.length === 0;
}

/**
 * Whether the rule, counted from `first`, has the day. Says nothing of which of the two is the earlier one. Where another day
 * stands in for it, that one says which weekday it is; months and dates are the day's own.
 */
export function recursOn(rule: Recurrence, first: string, day: string, standIn = day): boolean {
  return isInStep(rule, first, rule.frequency === 'WEEKLY' ? standIn : day) && isAmong(rule, first, day, standIn);
}

function isInStep({ frequency, interval }: Recurrence, first: string, day: string): boolean {
  if (interval === 1) return true;
  const [from, to] = [partsOf(first), partsOf(day)];
  switch (frequency) {
    case 'DAILY':
      return modulo(dayNumber(day) - dayNumber(first), interval) === 0;
    case 'WEEKLY':
      return modulo((mondayOf(day) - mondayOf(first)) / 7, interval) === 0;
    case 'MONTHLY':
      return modulo((to.year - from.year) * 12 + to.month - from.month, interval) === 0;
    case 'YEARLY':
      return modulo(to.year - from.year, interval) === 0;
  }
}

const mondayOf = (day: string): number => dayNumber(day) - weekdayOf(day) + 1;

function isAmong(
  { frequency, byDay, byMonth, byMonthDay }: Recurrence,
  first: string,
  day: string,
  standIn: string,
): boolean {
  const [from, to] = [partsOf(first), partsOf(day)];
  const isUnsaid = byDay.length === 0 && byMonthDay.length === 0;
  if (byMonth.length > 0 && !byMonth.includes(to.month)) return false;
  if (frequency === 'YEARLY' && isUnsaid && byMonth.length === 0 && from.month !== to.month) return false;
  if (isUnsaid) {
    if (frequency === 'WEEKLY') return weekdayOf(first) === weekdayOf(standIn);
    return frequency === 'DAILY' || from.date === to.date;
  }
  const fromEnd = to.date - daysInMonth(to) - 1;
  const isThatDate = byMonthDay.length === 0 || byMonthDay.includes(to.date) || byMonthDay.includes(fromEnd);
  return isThatDate && (byDay.length === 0 || byDay.some((one) => isThatWeekday(one, standIn)));
}

function isThatWeekday({ weekday, which }: ByDay, day: string): boolean {
  if (weekdayOf(day) !== weekday) return false;
  if (which === null) return true;
  const parts = partsOf(day);
  const [date, fromEnd] = [parts.date, parts.date - daysInMonth(parts) - 1];
  return which > 0 ? Math.ceil(date / 7) === which : Math.floor(fromEnd / 7) === which;
}
