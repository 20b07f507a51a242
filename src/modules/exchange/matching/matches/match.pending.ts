import { matchMachine } from '../../../../domain/exchange/match.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import type { Scope } from '../../../../read/scope.ts';
import { any, both, sql } from '../../../../read/sql.ts';

const UNANSWERED = whileIn(matchMachine, 'PROPOSED', 'ACCEPTED_BY_ONE');

/** The side that has not accepted yet. */
const mayAnswer = (scope: Scope) =>
  any(
    both(scope.isUnit(sql`m.supplier_unit_id`), sql`m.supplier_accepted_at is null`),
    both(scope.isUnit(sql`m.demander_unit_id`), sql`m.demander_accepted_at is null`),
  );

/** Matches, for each of the two sides until it has answered: while it is a member of the alliance. */
export const unansweredMatches: PendingSource = {
  kind: 'MATCH',
  verb: 'ANSWER',
  waitsFor: 'UNIT',
  states: UNANSWERED,
  acts: ['acceptMatch', 'declineMatch'],
  waits: (scope) => ({
    from: sql`exchange.match m join exchange.need n on n.id = m.need_id left join exchange.slot s on s.id = m.slot_id`,
    where: both(
      isWaiting(UNANSWERED, sql`m.state`),
      mayAnswer(scope),
      scope.fitsHat(sql`m.alliance_id`),
      scope.isMember(sql`m.alliance_id`),
    ),
    id: sql`m.id`,
    since: sql`m.created_at`,
    // From then on it can only be declined.
    dueAt: sql`coalesce(s.starts_at, n.ends_at)`,
    allianceId: sql`m.alliance_id`,
    unitId: sql`case when m.supplier_unit_id = ${scope.unit} then m.demander_unit_id else m.supplier_unit_id end`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'答复撮合：'`, sql`'Answer the match: '`)} || n.title
      from exchange.match m join exchange.need n on n.id = m.need_id where m.id = ${id})`,
};
