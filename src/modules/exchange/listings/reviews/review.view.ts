import type { Scope } from '../../../../read/scope.ts';
import { any, both, spellId, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { asc, column, computed, one, optionalOne, viewFrom, viewOf } from '../../../../read/words.ts';
import { judges } from '../listing/judges.view.ts';
import { NeedReviewSchema, OfferReviewSchema } from './review.entity.ts';

/** What is found in words that are held up, for those who see them. */
const findings = (type: string, from: string) =>
  viewFrom(from, {
    type,
    visible: (row, scope) => any(scope.isUnit(row.col('owner_unit_id')), judges(row, scope)),
    key: asc('position', 'integer'),
    orders: { POSITION: [asc('position', 'integer')] },
    fields: { kind: column('kind'), field: column('field'), excerpt: column('excerpt') },
  });

/** For the unit whose words they are about, and for who coordinates the alliance in which they were judged. */
const reviewed = (row: Row, scope: Scope): Sql =>
  any(scope.isUnit(row.col('owner_unit_id')), scope.coordinates(row.col('alliance_id')));

const reviews = (type: string, schema: typeof NeedReviewSchema | typeof OfferReviewSchema) =>
  viewOf(schema, {
    type,
    visible: reviewed,
    key: asc('wording', 'integer'),
    orders: { WORDING: [asc('wording', 'integer')] },
    fields: { unit: one('Unit', 'unit_id'), alliance: one('Alliance', 'alliance_id') },
  });

/** What may still be released: of another unit than the one acted for, and not over. */
const waits = (row: Row, scope: Scope): Sql =>
  both(
    judges(row, scope),
    sql`${row.col('owner_unit_id')} is distinct from ${scope.unit}`,
    sql`coalesce(${row.col('due_at')}, 'infinity') > ${scope.now}`,
  );

const queueView = viewFrom('exchange.listing_in_review', {
  type: 'ListingInReview',
  visible: waits,
  key: asc('listing_id', 'uuid'),
  orders: { OLDEST: [asc('handed_in_at', 'timestamptz')] },
  fields: {
    listingId: computed(
      (row) =>
        sql`case when ${row.col('need_id')} is null then ${spellId('offer', row.col('listing_id'))} else ${spellId('need', row.col('listing_id'))} end`,
    ),
    offer: optionalOne('Offer', 'offer_id'),
    need: optionalOne('Need', 'need_id'),
    handedInAt: column('handed_in_at'),
  },
});

export const reviewViews = [
  findings('NeedFinding', 'exchange.held_finding'),
  findings('OfferFinding', 'exchange.held_offer_finding'),
  reviews('NeedReview', NeedReviewSchema),
  reviews('OfferReview', OfferReviewSchema),
  queueView,
];

export const reviewRoots: Readonly<Record<string, Root>> = {
  listingsInReview: { kind: 'many', type: 'ListingInReview' },
};
