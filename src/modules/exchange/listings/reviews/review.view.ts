import { any } from '../../../../read/sql.ts';
import { asc, column, one, viewFrom, viewOf } from '../../../../read/words.ts';
import { judges } from '../needs/need.sight.ts';
import { NeedReviewSchema } from './review.entity.ts';

/** What is found in words that are held up, for those who see them. */
export const findingView = viewFrom('exchange.held_finding', {
  type: 'NeedFinding',
  visible: (row, scope) => any(scope.isUnit(row.col('owner_unit_id')), judges(row, scope)),
  key: asc('position', 'integer'),
  orders: { POSITION: [asc('position', 'integer')] },
  fields: { kind: column('kind'), field: column('field'), excerpt: column('excerpt') },
});

/** For the unit whose words they are about, and for who coordinates the alliance in which they were judged. */
export const reviewView = viewOf(NeedReviewSchema, {
  type: 'NeedReview',
  visible: (row, scope) => any(scope.isUnit(row.col('owner_unit_id')), scope.coordinates(row.col('alliance_id'))),
  key: asc('wording', 'integer'),
  orders: { WORDING: [asc('wording', 'integer')] },
  fields: { unit: one('Unit', 'unit_id'), alliance: one('Alliance', 'alliance_id') },
});
