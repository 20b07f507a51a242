import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { both, sql } from '../../../../read/sql.ts';

const UNSIGNED = whileIn(agreementMachine, 'PENDING_SIGNATURES');

/** Agreements, for each unit that has to sign until it has. Who promised signs also after it has left the alliance. */
export const unsignedAgreements: PendingSource = {
  kind: 'AGREEMENT',
  verb: 'SIGN',
  waitsFor: 'UNIT',
  states: UNSIGNED,
  acts: ['signAgreement', 'proposeTerms', 'cancelAgreement'],
  waits: (scope) => ({
    from: sql`exchange.agreement_party p join exchange.agreement g on g.id = p.agreement_id`,
    where: both(
      isWaiting(UNSIGNED, sql`g.state`),
      sql`p.awaits_signature`,
      scope.isUnit(sql`p.unit_id`),
      scope.fitsHat(sql`g.alliance_id`),
    ),
    id: sql`g.id`,
    since: sql`(select e.proposed_at from exchange.agreement_edition e where e.agreement_id = g.id and e.number = g.edition)`,
    // What is held for it begins.
    dueAt: sql`(select min(s.starts_at) from exchange.booking b join exchange.slot s on s.id = b.slot_id where b.agreement_id = g.id)`,
    allianceId: sql`g.alliance_id`,
    unitId: sql`(select o.unit_id from exchange.agreement_party o where o.agreement_id = g.id and o.unit_id <> p.unit_id order by o.rank limit 1)`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'签署协议：'`, sql`'Sign the agreement: '`)} || g.title
      from exchange.agreement g where g.id = ${id})`,
};
