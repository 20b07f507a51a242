import { needMachine, offerMachine, type ListedKind } from '../../../../domain/exchange/listing.ts';
import { whileIn, type PendingKind } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import type { Scope } from '../../../../read/scope.ts';
import { any, both, everything, existsWhere, literal, name, Row, sql, type Sql } from '../../../../read/sql.ts';
import { judges } from '../listing/judges.view.ts';

const listed = new Row('n');

interface Kind {
  readonly kind: ListedKind;
  readonly machine: typeof needMachine;
  readonly review: PendingKind;
  readonly revision: PendingKind;
  readonly zh: string;
  /** As mutations end: `releaseNeed`. */
  readonly acts: string;
}

const kinds: readonly Kind[] = [
  { kind: 'need', machine: needMachine, review: 'NEED_REVIEW', revision: 'NEED_REVISION', zh: '需求', acts: 'Need' },
  {
    kind: 'offer',
    machine: offerMachine,
    review: 'OFFER_REVIEW',
    revision: 'OFFER_REVISION',
    zh: '供给',
    acts: 'Offer',
  },
];

const titled = ({ kind }: Kind, id: Sql, scope: Scope, zh: string, en: string): Sql =>
  sql`(select ${says(scope, literal(zh), literal(en))} || n.title from ${name(`exchange.${kind}`)} n where n.id = ${id})`;

/** Who coordinates where it is to be shown, acts for another unit and holds no post in the one whose words they are. */
function mayReview(scope: Scope): Sql {
  const ofOwner = sql`rights.post p where p.unit_id = n.owner_unit_id and ${scope.holds(sql`p.valid`)}`;
  const holdsPost = existsWhere(ofOwner, scope.isPerson(sql`p.person_id`));
  return both(judges(listed, scope), sql`not ${holdsPost} and n.owner_unit_id <> ${scope.unit}`);
}

const dueAt = sql`least(n.closes_at, n.ends_at)`;

/** Those whose words are held up, for the coordinators of an alliance they are shown to. */
function inReview(of: Kind): PendingSource {
  const states = whileIn(of.machine, 'IN_REVIEW');
  return {
    kind: of.review,
    verb: 'REVIEW',
    waitsFor: 'COORDINATOR',
    states,
    acts: [`release${of.acts}`, `return${of.acts}`],
    waits: (scope) => ({
      from: sql`${name(`exchange.${of.kind}`)} n`,
      where: both(
        isWaiting(states, sql`n.state`),
        // As the indexes of those in review ask it: of this alliance, or of none in particular.
        any(sql`n.shown_to @> array[${scope.alliance}]`, sql`n.shown_to = '{}'`),
        mayReview(scope),
      ),
      id: sql`n.id`,
      since: sql`n.published_at`,
      dueAt,
      unitId: sql`n.owner_unit_id`,
    }),
    title: (id, scope) => titled(of, id, scope, `审核${of.zh}：`, `Review the ${of.kind}: `),
  };
}

/** Those that were returned, for their unit: under the hat of an alliance those that are for it, or for none. */
function returned(of: Kind): PendingSource {
  const states = whileIn(of.machine, 'RETURNED');
  const [table, reviews, key] = [of.kind, `${of.kind}_review`, `${of.kind}_id`];
  return {
    kind: of.revision,
    verb: 'REVISE',
    waitsFor: 'UNIT',
    states,
    acts: [`revise${of.acts}`, `withdraw${of.acts}`],
    waits: (scope) => ({
      from: sql`${name(`exchange.${table}`)} n join ${name(`exchange.${reviews}`)} w on w.${name(key)} = n.id and w.wording = n.wording`,
      where: both(
        scope.isUnit(sql`n.owner_unit_id`),
        isWaiting(states, sql`n.state`),
        scope.hasAllianceHat ? any(sql`n.visibility = 'PUBLIC'`, scope.hatIsAmong(sql`n.shown_to`)) : everything,
      ),
      id: sql`n.id`,
      since: sql`w.reviewed_at`,
      dueAt,
      allianceId: sql`w.alliance_id`,
      unitId: sql`w.unit_id`,
    }),
    title: (id, scope) => titled(of, id, scope, `修改被退回的${of.zh}：`, `Revise the ${of.kind} that was returned: `),
  };
}

/** Offers and needs alike, whose words are held up or were returned. */
export const pendingReviews: readonly PendingSource[] = kinds.flatMap((of) => [inReview(of), returned(of)]);
