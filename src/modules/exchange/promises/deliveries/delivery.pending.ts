import { deliveryMachine } from '../../../../domain/exchange/delivery.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { says, type PendingSource } from '../../../../read/pending.ts';
import { any, both, sql } from '../../../../read/sql.ts';

/** Deliveries, for the side that did not record them. */
export const unansweredDeliveries: PendingSource = {
  kind: 'DELIVERY',
  verb: 'CONFIRM',
  waitsFor: 'UNIT',
  states: whileIn(deliveryMachine, 'RECORDED'),
  acts: ['confirmDelivery', 'disputeDelivery'],
  waits: (scope) => ({
    from: sql`exchange.event e join exchange.commitment c on c.id = e.commitment_id join exchange.agreement g on g.id = c.agreement_id`,
    where: both(
      any(scope.isUnit(sql`c.from_unit_id`), scope.isUnit(sql`c.to_unit_id`)),
      // What is fulfilled leaves no delivery to be answered.
      sql`c.state = 'OPEN' and e.is_awaited and e.recorded_by_unit_id <> ${scope.unit}`,
      scope.fitsHat(sql`g.alliance_id`),
    ),
    id: sql`e.id`,
    since: sql`e.recorded_at`,
    allianceId: sql`g.alliance_id`,
    unitId: sql`e.recorded_by_unit_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'确认履约：'`, sql`'Confirm the delivery: '`)} || c.title || ' ' || trim_scale(e.quantity) || ' ' || c.quantity_unit
      from exchange.event e join exchange.commitment c on c.id = e.commitment_id where e.id = ${id})`,
};
