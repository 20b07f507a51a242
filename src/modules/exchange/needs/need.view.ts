import { sql, type Sql } from '../../../read/sql.ts';
import type { Root } from '../../../read/view.ts';
import {
  contains,
  desc,
  equals,
  facet,
  id,
  idFacet,
  many,
  measure,
  ofId,
  one,
  oneOf,
  quantity,
  quantityLeft,
  viewOf,
} from '../../../read/words.ts';
import { isNotOver, listingVisible, location, openPeriod, shownTo } from '../listings/listing.view.ts';
import { NeedSchema } from './need.entity.ts';

export const needView = viewOf(NeedSchema, {
  type: 'Need',
  scope: 'needs:read',
  visible: listingVisible('need', (row): Sql => sql`${row.col('state')} = 'PUBLISHED'`),
  fields: {
    id: id('need'),
    unit: one('Unit', 'owner_unit_id'),
    category: one('Term', 'category', 'code'),
    quantity: quantity('quantity', 'quantity_unit'),
    covered: quantity('covered', 'quantity_unit'),
    remaining: quantityLeft('quantity', 'covered', 'quantity_unit'),
    period: openPeriod,
    location,
    audience: many('Audience', 'listing_id'),
    candidates: many('Candidate', 'need_id'),
    matches: many('Match', 'need_id'),
  },
  filters: {
    category: equals('category', 'text'),
    allianceId: shownTo('need'),
    unitId: ofId('owner_unit_id', 'unit'),
    state: oneOf('state'),
    open: (row, wanted, scope) =>
      sql`(${row.col('covered')} < ${row.col('quantity')} and ${isNotOver(row, scope)}) = ${wanted.as('boolean')}`,
    search: contains('title', 'description'),
  },
  facets: {
    CATEGORY: facet('category'),
    STATE: facet('state'),
    VISIBILITY: facet('visibility'),
    UNIT: idFacet('owner_unit_id', 'unit'),
  },
  measures: {
    QUANTITY: measure('quantity', 'quantity_unit'),
    COVERED: measure('covered', 'quantity_unit'),
    REMAINING: measure('quantity', 'quantity_unit', 'covered'),
  },
  orders: {
    NEWEST: [desc('id', 'uuid')],
    SOONEST: [{ column: 'starts_at', direction: 'asc', cast: 'timestamptz', nullsAs: 'infinity' }],
  },
});

export const needRoots: Readonly<Record<string, Root>> = {
  need: { kind: 'one', type: 'Need', argument: 'id', of: 'need' },
  needs: { kind: 'many', type: 'Need' },
};
