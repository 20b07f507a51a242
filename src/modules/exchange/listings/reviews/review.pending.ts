import { needMachine } from '../../../../domain/exchange/listing.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import type { Scope } from '../../../../read/scope.ts';
import { any, both, everything, existsWhere, Row, sql, type Sql } from '../../../../read/sql.ts';
import { judges } from '../needs/need.sight.ts';

const IN_REVIEW = whileIn(needMachine, 'IN_REVIEW');
const RETURNED = whileIn(needMachine, 'RETURNED');

const need = new Row('n');

const titled = (id: Sql, scope: Scope, zh: Sql, en: Sql): Sql =>
  sql`(select ${says(scope, zh, en)} || n.title from exchange.need n where n.id = ${id})`;

/** Who coordinates where it is to be shown, acts for another unit and holds no post in the one whose words they are. */
function mayReview(scope: Scope): Sql {
  const ofOwner = sql`rights.post p where p.unit_id = n.owner_unit_id and ${scope.holds(sql`p.valid`)}`;
  const holdsPost = existsWhere(ofOwner, scope.isPerson(sql`p.person_id`));
  return both(judges(need, scope), sql`not ${holdsPost} and n.owner_unit_id <> ${scope.unit}`);
}

/** Needs whose words are held up, for the coordinators of an alliance they are shown to. */
export const needsInReview: PendingSource = {
  kind: 'NEED_REVIEW',
  verb: 'REVIEW',
  waitsFor: 'COORDINATOR',
  states: IN_REVIEW,
  acts: ['releaseNeed', 'returnNeed'],
  waits: (scope) => ({
    from: sql`exchange.need n`,
    where: both(
      isWaiting(IN_REVIEW, sql`n.state`),
      // As the indexes of those in review ask it: of this alliance, or of none in particular.
      any(sql`n.shown_to @> array[${scope.alliance}]`, sql`n.shown_to = '{}'`),
      mayReview(scope),
    ),
    id: sql`n.id`,
    since: sql`n.published_at`,
    dueAt: sql`n.ends_at`,
    unitId: sql`n.owner_unit_id`,
  }),
  title: (id, scope) => titled(id, scope, sql`'审核需求：'`, sql`'Review the need: '`),
};

/** Needs that were returned, for their unit: under the hat of an alliance those that are for it, or for none. */
export const returnedNeeds: PendingSource = {
  kind: 'NEED_REVISION',
  verb: 'REVISE',
  waitsFor: 'UNIT',
  states: RETURNED,
  acts: ['reviseNeed', 'withdrawNeed'],
  waits: (scope) => ({
    from: sql`exchange.need n join exchange.need_review w on w.need_id = n.id and w.wording = n.wording`,
    where: both(
      scope.isUnit(sql`n.owner_unit_id`),
      isWaiting(RETURNED, sql`n.state`),
      scope.hasAllianceHat ? any(sql`n.visibility = 'PUBLIC'`, scope.hatIsAmong(sql`n.shown_to`)) : everything,
    ),
    id: sql`n.id`,
    since: sql`w.reviewed_at`,
    dueAt: sql`n.ends_at`,
    allianceId: sql`w.alliance_id`,
    unitId: sql`w.unit_id`,
  }),
  title: (id, scope) => titled(id, scope, sql`'修改被退回的需求：'`, sql`'Revise the need that was returned: '`),
};
