import { matchMachine } from '../../../../domain/exchange/match.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import type { Scope } from '../../../../read/scope.ts';
import { all, any, both, sql } from '../../../../read/sql.ts';

const UNANSWERED = whileIn(matchMachine, 'PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED');

/** The side that has not accepted the terms as they are; of a need that was sent out, whom it was sent to comes first. */
const mayAnswer = (scope: Scope) =>
  any(
    both(scope.isUnit(sql`m.supplier_unit_id`), sql`m.supplier_accepted_at is null`),
    both(scope.isUnit(sql`m.demander_unit_id`), sql`m.demander_accepted_at is null and m.state <> 'CALLED'`),
  );

/** Matches, for each of the two sides until it has answered: while it is a member of the alliance, and not too late. */
export const unansweredMatches: PendingSource = {
  kind: 'MATCH',
  verb: 'ANSWER',
  waitsFor: 'UNIT',
  states: UNANSWERED,
  acts: ['acceptMatch', 'counterMatch', 'declineMatch'],
  waits: (scope) => ({
    from: sql`exchange.match m left join exchange.need n on n.id = m.need_id left join exchange.offer o on o.id = m.offer_id
      left join exchange.slot s on s.id = m.slot_id`,
    where: all([
      isWaiting(UNANSWERED, sql`m.state`),
      mayAnswer(scope),
      sql`coalesce(m.respond_by, 'infinity') > ${scope.now}`,
      scope.fitsHat(sql`m.alliance_id`),
      scope.isMember(sql`m.alliance_id`),
    ]),
    id: sql`m.id`,
    since: sql`m.created_at`,
    // From then on it can only be declined, or is over.
    dueAt: sql`least(m.respond_by, s.starts_at, least(n.closes_at, n.ends_at), least(o.closes_at, o.ends_at))`,
    allianceId: sql`m.alliance_id`,
    unitId: sql`case when m.supplier_unit_id = ${scope.unit} then m.demander_unit_id else m.supplier_unit_id end`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'答复撮合：'`, sql`'Answer the match: '`)} || coalesce(n.title, o.title)
      from exchange.match m left join exchange.need n on n.id = m.need_id left join exchange.offer o on o.id = m.offer_id where m.id = ${id})`,
};
