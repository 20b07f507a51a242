/** What data is used for (用途): terms of the scheme PURPOSE, the same for apps, sharing, consents and disclosures. */
import type { Act } from '../../data/act.ts';
import { isTermInUse } from '../../data/terms-in-use.ts';
import { RefusalError } from '../../domain/errors.ts';

/** Refuses a purpose that the vocabulary does not have, or not any more. */
export async function mustBePurpose(act: Act, code: string): Promise<void> {
  if (await isTermInUse(act, 'PURPOSE', code)) return;
  throw RefusalError.invalid(
    ['input', 'purpose'],
    `没有用途“${code}”，可用的用途见 terms(filter: { scheme: [PURPOSE] })。`,
    `There is no purpose "${code}"; terms(filter: { scheme: [PURPOSE] }) lists those there are.`,
  );
}
