import { literal, sql, whole } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import {
  computed,
  contains,
  desc,
  equals,
  facet,
  id,
  idFacet,
  many,
  maybe,
  measure,
  ofId,
  one,
  oneOf,
  optionalOne,
  quantity,
  quantityLeft,
  valueWhere,
  viewOf,
} from '../../../../read/words.ts';
import { needCell } from '../../board/listing-cell.view.ts';
import { mostPerUnit, openPeriod, shownTo } from '../listing/listing.view.ts';
import { lifeFields, lifeFilters, needIsOpen, stateFacet } from '../listing/state.view.ts';
import { NeedSchema } from './need.entity.ts';
import { byPrecision, needVisible } from './need.sight.ts';

/** A coordinate as it was given, or the middle of its cell. */
const degrees = (column: string, most: number) =>
  computed(
    byPrecision(
      (row) => row.col(column),
      (row) => sql`exchange.community_degrees(${row.col(column)}, ${whole(most)})`,
    ),
  );

export const needView = viewOf(NeedSchema, {
  type: 'Need',
  scope: 'needs:read',
  visible: needVisible,
  fields: {
    id: id('need'),
    unit: one('Unit', 'owner_unit_id'),
    category: one('Term', 'category', 'code'),
    quantity: quantity('quantity', 'quantity_unit'),
    covered: quantity('covered', 'quantity_unit'),
    remaining: quantityLeft('quantity', 'covered', 'quantity_unit'),
    maxPerUnit: mostPerUnit,
    period: openPeriod,
    ...lifeFields,
    placeName: maybe(
      byPrecision(
        (row) => row.col('place_name'),
        (row) => row.col('place_masked'),
      ),
    ),
    location: valueWhere((row) => sql`${row.col('longitude')} is not null`, {
      longitude: degrees('longitude', 180),
      latitude: degrees('latitude', 90),
      crs: computed(() => literal('WGS84')),
    }),
    locationPrecision: computed(
      byPrecision(
        () => literal('EXACT'),
        () => literal('COMMUNITY'),
      ),
    ),
    beneficiary: optionalOne('Beneficiary', 'id', 'need_id'),
    audience: many('Audience', 'listing_id'),
    candidates: many('Candidate', 'need_id'),
    matches: many('Match', 'need_id'),
    wishClaims: many('WishClaim', 'need_id'),
    findings: many('NeedFinding', 'need_id'),
    reviews: many('NeedReview', 'need_id'),
  },
  filters: {
    category: equals('category', 'text'),
    allianceId: shownTo('need'),
    unitId: ofId('owner_unit_id', 'unit'),
    ...lifeFilters,
    kind: oneOf('kind'),
    open: (row, wanted, scope) => sql`${needIsOpen(row, scope)} = ${wanted.as('boolean')}`,
    board: needCell,
    search: contains('title', 'description'),
  },
  facets: {
    CATEGORY: facet('category'),
    STATE: stateFacet,
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
