import { agreementMachine, commitmentMachine } from '../../../../domain/exchange/agreement.ts';
import { DUE_SOON_DAYS, whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { any, both, sql, whole } from '../../../../read/sql.ts';

const UNSIGNED = whileIn(agreementMachine, 'PENDING_SIGNATURES');
const OPEN = whileIn(commitmentMachine, 'OPEN');

/** Agreements, for each of the two units until it has signed. Who promised signs also after it has left the alliance. */
export const unsignedAgreements: PendingSource = {
  kind: 'AGREEMENT',
  verb: 'SIGN',
  waitsFor: 'UNIT',
  states: UNSIGNED,
  acts: ['signAgreement', 'cancelAgreement'],
  waits: (scope) => ({
    from: sql`exchange.agreement g`,
    where: both(
      isWaiting(UNSIGNED, sql`g.state`),
      any(scope.isUnit(sql`g.supplier_unit_id`), scope.isUnit(sql`g.demander_unit_id`)),
      scope.fitsHat(sql`g.alliance_id`),
      sql`not exists (select from exchange.signature s where s.agreement_id = g.id and s.unit_id = ${scope.unit})`,
    ),
    id: sql`g.id`,
    since: sql`g.created_at`,
    // What is held for it begins.
    dueAt: sql`(select min(s.starts_at) from exchange.booking b join exchange.slot s on s.id = b.slot_id where b.agreement_id = g.id)`,
    allianceId: sql`g.alliance_id`,
    unitId: sql`case when g.supplier_unit_id = ${scope.unit} then g.demander_unit_id else g.supplier_unit_id end`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'签署协议：'`, sql`'Sign the agreement: '`)} || g.title
      from exchange.agreement g where g.id = ${id})`,
};

/** What the unit promised and has not delivered, when it is due soon or late: less what waits to be confirmed. */
export const duePromises: PendingSource = {
  kind: 'COMMITMENT',
  verb: 'DELIVER',
  waitsFor: 'UNIT',
  states: OPEN,
  acts: ['recordDelivery'],
  waits: (scope) => {
    const soon = sql`make_interval(days => ${whole(DUE_SOON_DAYS)})`;
    const recorded = sql`select coalesce(sum(e.quantity), 0) from exchange.event e where e.commitment_id = c.id and e.is_awaited`;
    return {
      from: sql`exchange.commitment c join exchange.agreement g on g.id = c.agreement_id`,
      where: both(
        isWaiting(OPEN, sql`c.state`),
        scope.isUnit(sql`c.from_unit_id`),
        sql`c.due_at < ${scope.now} + ${soon}`,
        sql`g.state = 'ACTIVE'`,
        scope.fitsHat(sql`g.alliance_id`),
        sql`c.fulfilled + (${recorded}) < c.quantity`,
      ),
      id: sql`c.id`,
      since: sql`greatest(g.activated_at, c.due_at - ${soon})`,
      dueAt: sql`c.due_at`,
      allianceId: sql`g.alliance_id`,
      unitId: sql`c.to_unit_id`,
    };
  },
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'履行承诺：'`, sql`'Deliver what was promised: '`)} || c.title
      from exchange.commitment c where c.id = ${id})`,
};
