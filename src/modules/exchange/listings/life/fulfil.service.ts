/** A need is fulfilled when all that it asks for is delivered and confirmed, in the act that confirms the last of it. */
import type { Act } from '../../../../data/act.ts';
import { needMachine } from '../../../../domain/exchange/listing.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { remaining } from '../../../../domain/quantity.ts';
import { lockMatches, withdrawOpen } from '../../matching/matches/end-match.service.ts';
import { recordListing } from '../listing/audience.service.ts';
import { openMatchesOf } from '../listing/listed.service.ts';
import type { Need } from '../needs/need.entity.ts';

/** What was given for it; not what it gives in return. */
const DELIVERED = `
select coalesce(sum(c.fulfilled), 0)::text as delivered
from exchange.match m join exchange.agreement g on g.match_id = m.id join exchange.commitment c on c.agreement_id = g.id
where m.need_id = $1::uuid and c.to_unit_id = m.demander_unit_id`;

/** Closes the need, locked before the agreement of the delivery was, where nothing of it is left to be delivered. */
export async function fulfilIfDelivered(act: Act, need: Need): Promise<void> {
  if (!needMachine.transitions[need.state].includes('FULFILLED')) return;
  const [{ delivered } = { delivered: '0' }] = await act.run<{ delivered: string }>(DELIVERED, [need.id]);
  if (remaining(need.quantity, delivered) !== '0') return;
  need.state = advance(needMachine, need, 'FULFILLED', 'confirm');
  need.closedAt = act.now;
  await withdrawOpen(act, await lockMatches(act, openMatchesOf('need', need.id)), '需求已全部满足。');
  await act.em.flush();
  const unitIds = [need.ownerUnitId, act.unit];
  recordListing(act, 'need:fulfilled', { kind: 'need', row: need, body: { state: need.state }, unitIds });
}
