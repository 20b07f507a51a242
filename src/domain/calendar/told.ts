/** What units tell of when something is open, or to be had, and what of it is refused. */
import { RefusalError, type Bilingual } from '../errors.ts';
import { needsFirstDay, readRecurrence, RecurrenceError } from './recurrence.ts';
import { lengthOf, type Hours } from './timetable.ts';

export interface ToldWindow extends Hours {
  readonly rrule: string;
  readonly seasonFrom?: string | null;
  readonly seasonTo?: string | null;
  readonly firstDay?: string | null;
  readonly lastDay?: string | null;
}

/** Refuses a window whose rule is none, or that has no days. */
export function mustBeWindow(
  { rrule, seasonFrom, seasonTo, firstDay = null, lastDay = null }: ToldWindow,
  i: number,
): void {
  const refused = (field: string, zh: string, en: string) =>
    RefusalError.invalid(['input', 'windows', String(i), field], zh, en);
  try {
    if (needsFirstDay(readRecurrence(rrule)) && firstDay === null) {
      throw refused(
        'firstDay',
        '此规则须从某日起算，请填写起始日期。',
        'The rule counts from its first day: say which that is.',
      );
    }
  } catch (error) {
    if (error instanceof RecurrenceError) throw refused('rrule', error.text.zh, error.text.en);
    throw error;
  }
  if (((seasonFrom ?? null) === null) !== ((seasonTo ?? null) === null)) {
    throw refused(
      'seasonTo',
      '季节须同时填写起止日。',
      'A season has a first day and a last one: give both, or neither.',
    );
  }
  if (firstDay !== null && lastDay !== null && lastDay < firstDay) {
    throw refused('lastDay', '截止日期不得早于起始日期。', 'The last day is not before the first.');
  }
}

interface Days {
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Refuses exceptional days that are past, or too many; `forLonger` says what is done instead. */
export function mustBeDaysToCome(days: Days, today: string, forLonger: Bilingual): void {
  if (days.firstDay < today) {
    throw RefusalError.invalid(
      ['input', 'firstDay'],
      '临时安排须从今日或以后开始；过去的开放情况不能更改。',
      'Exceptional days begin today or later: when a place was open is not changed afterwards.',
    );
  }
  if (days.lastDay < days.firstDay || lengthOf(days) > MOST_DAYS) {
    throw RefusalError.invalid(
      ['input', 'lastDay'],
      `截止日期不得早于起始日期，且至多 ${MOST_DAYS} 天；${forLonger.zh}`,
      `The last day is not before the first, and they are at most ${MOST_DAYS} days: ${forLonger.en}`,
    );
  }
}

const MOST_DAYS = 366;
