import { clearingMachine, clearingSettlementMachine } from '../../../../domain/exchange/clearing.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { both, sql } from '../../../../read/sql.ts';

const proposed = whileIn(clearingMachine, 'PROPOSED');
const said = whileIn(clearingSettlementMachine, 'PROPOSED');

/** Clearings that another alliance proposed, for the coordinators who act for another unit. */
const proposedClearings: PendingSource = {
  kind: 'CLEARING',
  verb: 'DECIDE',
  waitsFor: 'COORDINATOR',
  states: proposed,
  acts: ['acceptClearing', 'declineClearing'],
  waits: (scope) => ({
    from: sql`exchange.clearing c`,
    where: both(
      scope.coordinates(sql`c.other_alliance_id`),
      isWaiting(proposed, sql`c.state`),
      sql`c.proposed_by_unit_id <> ${scope.unit}`,
    ),
    id: sql`c.id`,
    since: sql`c.proposed_at`,
    allianceId: sql`c.other_alliance_id`,
    unitId: sql`c.proposed_by_unit_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'联盟间清算：'`, sql`'Clearing with '`)} || a.name from exchange.clearing c join directory.alliance a on a.id = c.alliance_id where c.id = ${id})`,
};

/** Settlements that the other side said, likewise. */
const saidSettlements: PendingSource = {
  kind: 'CLEARING_SETTLEMENT',
  verb: 'CONFIRM',
  waitsFor: 'COORDINATOR',
  states: said,
  acts: ['confirmClearingSettlement', 'declineClearingSettlement'],
  waits: (scope) => ({
    from: sql`exchange.clearing_settlement s`,
    where: both(
      scope.coordinates(sql`s.answering_alliance_id`),
      isWaiting(said, sql`s.state`),
      sql`s.proposed_by_unit_id <> ${scope.unit}`,
    ),
    id: sql`s.id`,
    since: sql`s.proposed_at`,
    allianceId: sql`s.answering_alliance_id`,
    unitId: sql`s.proposed_by_unit_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'确认结清：'`, sql`'Confirm the settlement: '`)} || trim_scale(s.amount) || ' ' || c.basis
      from exchange.clearing_settlement s join exchange.clearing c on c.id = s.clearing_id where s.id = ${id})`,
};

/** What an alliance owes by a clearing that has ended, as long as nobody says that it was settled. */
const owedClearings: PendingSource = {
  kind: 'CLEARING_BALANCE',
  verb: 'DELIVER',
  waitsFor: 'COORDINATOR',
  states: null,
  acts: ['proposeClearingSettlement'],
  waits: (scope) => ({
    from: sql`exchange.account a join exchange.clearing c on c.id = a.clearing_id`,
    where: both(
      scope.coordinates(sql`a.alliance_id`),
      sql`a.kind = 'CLEARING' and a.balance > 0 and c.ends_at <= ${scope.now}`,
      sql`not exists (select from exchange.clearing_settlement s where s.clearing_id = c.id and s.state = 'PROPOSED')`,
    ),
    id: sql`c.id`,
    since: sql`c.ends_at`,
    allianceId: sql`a.alliance_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'结清联盟间清算：'`, sql`'Settle what is owed by the clearing: '`)} || trim_scale(abs(a.balance)) || ' ' || c.basis
      from exchange.clearing c join exchange.account a on a.clearing_id = c.id and a.alliance_id = c.alliance_id and a.kind = 'CLEARING' where c.id = ${id})`,
};

export const pendingClearings: readonly PendingSource[] = [proposedClearings, saidSettlements, owedClearings];
