/** How much of a promise is taken; and what follows when nothing of it is left, or something is again. */
import type { Act } from '../../../../data/act.ts';
import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { commitmentMachine } from '../../../../domain/exchange/commitment.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { sum } from '../../../../domain/quantity.ts';
import { Agreement } from '../agreements/agreement.entity.ts';
import { endSuspension } from '../agreements/suspended.service.ts';
import { tellAgreement } from '../agreements/tell.service.ts';
import { Commitment } from './commitment.entity.ts';
import { confirmInTime } from './in-time.service.ts';
import { tellCommitment } from './tell-commitment.service.ts';

/** The agreement is locked before its commitment: the last delivery completes it. */
export async function lockCommitment(act: Act, id: string): Promise<{ agreement: Agreement; commitment: Commitment }> {
  const { agreementId } = await act.get(Commitment, 'commitment', id);
  await confirmInTime(act, agreementId);
  const agreement = await act.lock(Agreement, 'agreement', agreementId);
  return { agreement, commitment: await act.lock(Commitment, 'commitment', id) };
}

/** Delivered, or released, to the last. */
export async function closeCommitment(
  act: Act,
  { commitment, agreement }: { readonly commitment: Commitment; readonly agreement: Agreement },
  to: 'FULFILLED' | 'RELEASED',
  by: 'confirm' | 'release',
): Promise<void> {
  commitment.state = advance(commitmentMachine, commitment, to, by);
  await tellCommitment(act, to === 'FULFILLED' ? 'commitment:fulfilled' : 'commitment:released', commitment, agreement);
  // What has ended is not completed, whatever is confirmed later.
  if (agreement.state === 'TERMINATED' || agreement.state === 'EXPIRED') return;
  if ((await act.em.count(Commitment, { agreementId: agreement.id, state: 'OPEN' })) > 0) return;
  if (agreement.state === 'SUSPENDED') await endSuspension(act, agreement, null);
  agreement.state = advance(agreementMachine, agreement, 'COMPLETED', by);
  await tellAgreement(act, 'agreement:completed', agreement);
}

/** The other way: what was done is not, and is owed again. */
export async function reopenCommitment(act: Act, commitment: Commitment, agreement: Agreement): Promise<void> {
  if (commitment.state === 'OPEN') return;
  commitment.state = advance(commitmentMachine, commitment, 'OPEN', 'reverse');
  await tellCommitment(act, 'commitment:reopened', commitment, agreement);
  if (agreement.state !== 'COMPLETED') return;
  agreement.state = advance(agreementMachine, agreement, 'ACTIVE', 'reverse');
  await tellAgreement(act, 'agreement:reopened', agreement);
}

/** What waits for an answer, but for what would take something back. */
const WAITING = `select coalesce(sum(e.quantity), 0)::text as quantity from exchange.event e
  where e.commitment_id = $1 and e.state = 'RECORDED' and e.reverses_id is null`;

/** How much of the promise is taken: what counts, what was released, and what the other side has not answered yet. */
export async function taken(act: Act, { id, fulfilled, released }: Commitment): Promise<string> {
  const [waiting] = await act.run<{ quantity: string }>(WAITING, [id]);
  return sum([fulfilled, released, waiting?.quantity ?? '0']);
}

/** How much of it the giver says was delivered, and may count yet although the other side disputes it. */
export async function contested(act: Act, { id }: Commitment): Promise<string> {
  const [row] = await act.run<{ quantity: string }>('select exchange.contested($1)::text as quantity', [id]);
  return row?.quantity ?? '0';
}
