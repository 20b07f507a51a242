/** What is said of somebody in passing: why they were erased is kept when they are forgotten, other words are for all to read. */
import { RefusalError } from '../errors.ts';
import { screen } from './screen.ts';

/** Throws `INVALID_INPUT` where words for all to read hold what is screened out of published ones. */
export function mustBeForAll(field: string | readonly string[], words: string | null): void {
  if (words === null || screen(words).length === 0) return;
  const path = ['input', ...(typeof field === 'string' ? [field] : field)];
  throw RefusalError.invalid(
    path,
    '此处文字对所有人公开，请勿写入姓名、号码、住址或病情。',
    `${path.join('.')} is for all to read: leave out names, numbers, addresses and illness.`,
  );
}

/** Throws `INVALID_INPUT` where words that stay on record, and that other units may read, hold what is screened out of published ones. */
export function mustBeForParties(field: string, words: string): void {
  if (screen(words).length === 0) return;
  throw RefusalError.invalid(
    ['input', field],
    '此处文字将存档，并可能由其他单位阅读，请勿写入姓名、号码、住址或病情。',
    `input.${field} stays on record, where other units may read it: leave out names, numbers, addresses and illness.`,
  );
}

/** Throws `INVALID_INPUT` where the reason (删除理由) holds what is screened out of published words. */
export function mustTellNothing(reason: string): void {
  if (screen(reason).length === 0) return;
  throw RefusalError.invalid(
    ['input', 'reason'],
    '删除理由将长期保存，请勿写入姓名、号码、住址或病情。',
    'input.reason is kept when the person is erased: leave out names, numbers, addresses and illness.',
  );
}
