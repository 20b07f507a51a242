/** Reasons that stay, for everybody or when somebody is forgotten: they must say nothing of persons. */
import { RefusalError } from '../errors.ts';
import { screen } from './screen.ts';

/** Throws `INVALID_INPUT` where the reason (删除理由) holds what is screened out of published words. */
export function mustTellNothing(reason: string): void {
  if (screen(reason).length === 0) return;
  throw RefusalError.invalid(
    ['input', 'reason'],
    '删除理由将长期保存，请勿写入姓名、号码、住址或病情。',
    'input.reason is kept when the person is erased: leave out names, numbers, addresses and illness.',
  );
}

/** The same of a reason that everybody reads (公开的理由). */
export function mustNameNobody(reason: string): void {
  if (screen(reason).length === 0) return;
  throw RefusalError.invalid(
    ['input', 'reason'],
    '理由将公开并长期保存，请勿写入姓名、号码、住址或病情。',
    'input.reason is kept for everybody to read: leave out names, numbers, addresses and illness.',
  );
}
