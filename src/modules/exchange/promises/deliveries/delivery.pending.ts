import { deliveryMachine } from '../../../../domain/exchange/delivery.ts';
import { whileIn, type PendingKind } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { any, both, literal, sql, type Sql } from '../../../../read/sql.ts';

const RECORDED = whileIn(deliveryMachine, 'RECORDED');
const DISPUTED = whileIn(deliveryMachine, 'DISPUTED');

const FROM = sql`exchange.event e join exchange.commitment c on c.id = e.commitment_id join exchange.agreement g on g.id = c.agreement_id`;

const titled =
  (zh: string, en: string): PendingSource['title'] =>
  (id, scope) =>
    sql`(select ${says(scope, literal(zh), literal(en))} || c.title || ' ' || trim_scale(e.quantity) || ' ' || c.quantity_unit
      from exchange.event e join exchange.commitment c on c.id = e.commitment_id where e.id = ${id})`;

/** For the side that did not record it. That they wait for somebody in that state is said once, of all of them. */
const unanswered = (kind: PendingKind, which: Sql, zh: string, en: string): PendingSource => ({
  kind,
  verb: 'CONFIRM',
  waitsFor: 'UNIT',
  states: kind === 'DELIVERY' ? RECORDED : null,
  acts: ['confirmDelivery', 'disputeDelivery'],
  waits: (scope) => ({
    from: FROM,
    where: both(
      any(scope.isUnit(sql`c.from_unit_id`), scope.isUnit(sql`c.to_unit_id`)),
      isWaiting(RECORDED, sql`e.state`),
      sql`${which} and e.recorded_by_unit_id <> ${scope.unit} and coalesce(e.confirm_by > ${scope.now}, true)`,
      scope.fitsHat(sql`g.alliance_id`),
    ),
    id: sql`e.id`,
    since: sql`e.recorded_at`,
    dueAt: sql`e.confirm_by`,
    allianceId: sql`g.alliance_id`,
    unitId: sql`e.recorded_by_unit_id`,
  }),
  title: titled(zh, en),
});

export const pendingDeliveries: readonly PendingSource[] = [
  // What is fulfilled leaves no delivery to be answered, but what takes one back.
  unanswered('DELIVERY', sql`c.state = 'OPEN' and e.reverses_id is null`, '确认履约：', 'Confirm the delivery: '),
  unanswered(
    'DELIVERY_REVERSAL',
    sql`e.reverses_id is not null`,
    '确认冲销履约：',
    'Confirm that the delivery is taken back: ',
  ),
  {
    // For the coordinators, whom a side has asked; not for one whose unit is a side.
    kind: 'DISPUTE',
    verb: 'DECIDE',
    waitsFor: 'COORDINATOR',
    states: DISPUTED,
    acts: ['resolveDispute'],
    waits: (scope) => ({
      from: sql`${FROM} join exchange.event_referral r on r.event_id = e.id`,
      where: both(
        isWaiting(DISPUTED, sql`e.state`),
        scope.coordinates(sql`g.alliance_id`),
        scope.isMember(sql`g.alliance_id`),
        sql`${scope.unit} not in (c.from_unit_id, c.to_unit_id)`,
      ),
      id: sql`e.id`,
      since: sql`r.referred_at`,
      allianceId: sql`g.alliance_id`,
      unitId: sql`r.unit_id`,
    }),
    title: titled('认定履约争议：', 'Decide the dispute over the delivery: '),
  },
];
