import type { Act } from '../../../../data/act.ts';
import { parseId } from '../../../../domain/ids.ts';
import { partiesOf, signing } from '../terms/edition.service.ts';
import type { AgreementParty } from '../terms/edition.entity.ts';
import { Agreement } from './agreement.entity.ts';

export interface OfAgreement {
  readonly idempotencyKey: string;
  readonly agreementId: string;
  readonly expectedVersion: number;
}

/** What those do who have to sign. */
export type SignedAction =
  | `agreement:${'sign' | 'cancel' | 'propose-terms'}`
  | `agreement:${'suspend' | 'resume' | 'terminate' | 'withdraw-termination'}`;

interface Signable {
  readonly seen: Agreement;
  readonly parties: readonly AgreementParty[];
  readonly signers: readonly string[];
}

/** The agreement, for one of those who have to sign it. Not locked yet; who its parties are never changes. */
export async function signable(
  act: Act,
  input: Pick<OfAgreement, 'agreementId'>,
  action: SignedAction,
): Promise<Signable> {
  const seen = await act.get(Agreement, 'agreement', parseId('agreement', input.agreementId));
  act.mustFitHat('agreement', seen, seen);
  const parties = await partiesOf(act, seen);
  const signers = signing(parties);
  act.assertCan(action, { signerUnitIds: signers }, 'agreement', seen);
  return { seen, parties, signers };
}
