import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { any, both, sql } from '../../../../read/sql.ts';

const UNSIGNED = whileIn(agreementMachine, 'PENDING_SIGNATURES');

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
