/** What data is used for (用途): terms of the scheme PURPOSE, the same for apps, sharing, consents and disclosures. */
import type { Act } from '../../data/act.ts';
import { dayInChina } from '../../domain/calendar.ts';
import { RefusalError } from '../../domain/errors.ts';

/** Refuses a purpose that the vocabulary does not have, or not any more. */
export async function mustBePurpose(act: Act, code: string): Promise<void> {
  const known = await act.run(
    "select from directory.term where scheme = 'PURPOSE' and code = $1 and (until is null or until > $2::date)",
    [code, dayInChina(act.now)],
  );
  if (known.length > 0) return;
  throw RefusalError.invalid(
    ['input', 'purpose'],
    `没有用途“${code}”，可用的用途见 terms(filter: { scheme: [PURPOSE] })。`,
    `There is no purpose "${code}"; terms(filter: { scheme: [PURPOSE] }) lists those there are.`,
  );
}
