import { settlementMachine } from '../../../domain/exchange/settlement.ts';
import { whileIn } from '../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../read/pending.ts';
import { both, sql } from '../../../read/sql.ts';

const PENDING = whileIn(settlementMachine, 'PENDING');

/** Sheets, for each party until it has answered. Who promised settles also after it has left the alliance. */
export const unconfirmedSettlements: PendingSource = {
  kind: 'SETTLEMENT',
  verb: 'CONFIRM',
  waitsFor: 'UNIT',
  states: PENDING,
  acts: ['confirmSettlement', 'rejectSettlement'],
  waits: (scope) => ({
    from: sql`exchange.settlement_party p join exchange.settlement s on s.id = p.settlement_id join exchange.agreement g on g.id = s.agreement_id`,
    where: both(
      scope.isUnit(sql`p.unit_id`),
      sql`p.is_awaited`,
      isWaiting(PENDING, sql`s.state`),
      scope.fitsHat(sql`g.alliance_id`),
    ),
    id: sql`s.id`,
    since: sql`s.drawn_up_at`,
    allianceId: sql`g.alliance_id`,
    unitId: sql`nullif(s.drawn_up_by_unit_id, p.unit_id)`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'确认结算单：'`, sql`'Confirm the settlement: '`)} || g.title || ' ' || s.from_day::text || ' – ' || (s.until_day - 1)::text
      from exchange.settlement s join exchange.agreement g on g.id = s.agreement_id where s.id = ${id})`,
};
