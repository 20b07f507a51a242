import type { Scope } from '../../../../read/scope.ts';
import { any, both, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
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
  optionalOne,
  quantity,
  quantityLeft,
  viewOf,
} from '../../../../read/words.ts';
import { offerCell } from '../../board/listing-cell.view.ts';
import { judges } from '../listing/judges.view.ts';
import { listingInReach, listingVisible, mostPerUnit, openPeriod, placeOf, shownTo } from '../listing/listing.view.ts';
import { isBetween, isOpenToOthers, lifeFields, lifeFilters, offerIsOpen, stateFacet } from '../listing/state.view.ts';
import { menuOfOffer } from '../menus/menu.view.ts';
import { requirementFields } from '../requirements/requirement.view.ts';
import { OfferSchema } from './offer.entity.ts';

const isPublished = (row: Row): Sql => sql`${row.col('state')} = 'PUBLISHED'`;

/** Whether it can be matched: what is only shared by agreement is read and no more. */
export const offerInReach = listingInReach(isPublished);

const listed = listingVisible('offer', isOpenToOthers);

/** As listings are seen; while it is held up or paused also by who may judge it. */
export const offerVisible = (row: Row, scope: Scope): Sql =>
  any(listed(row, scope), both(isBetween(row), judges(row, scope)));

const isGoodAt = (row: Row, at: Sql): Sql =>
  sql`(coalesce(${row.col('starts_at')}, '-infinity') <= ${at} and ${at} < coalesce(${row.col('ends_at')}, 'infinity'))`;

export const offerView = viewOf(OfferSchema, {
  type: 'Offer',
  scope: 'offers:read',
  visible: offerVisible,
  fields: {
    id: id('offer'),
    unit: one('Unit', 'owner_unit_id'),
    resource: optionalOne('Resource', 'resource_id'),
    category: one('Term', 'category', 'code'),
    quantity: quantity('quantity', 'quantity_unit'),
    remaining: quantityLeft('quantity', 'taken', 'quantity_unit'),
    maxPerUnit: mostPerUnit,
    menu: menuOfOffer,
    ...requirementFields,
    period: openPeriod,
    ...lifeFields,
    ...placeOf('offer'),
    audience: many('Audience', 'listing_id'),
    enrolments: many('Enrolment', 'offer_id'),
    matches: many('Match', 'offer_id'),
    findings: many('OfferFinding', 'offer_id'),
    reviews: many('OfferReview', 'offer_id'),
  },
  filters: {
    category: equals('category', 'text'),
    allianceId: shownTo('offer'),
    unitId: ofId('owner_unit_id', 'unit'),
    ...lifeFilters,
    available: (row, wanted, scope) => sql`${offerIsOpen(row, scope)} = ${wanted.as('boolean')}`,
    board: offerCell,
    isConditional: equals('is_conditional', 'boolean'),
    needsProof: equals('needs_proof', 'boolean'),
    at: (row, instant) => isGoodAt(row, sql`${instant.as('timestamptz')}`),
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
    REMAINING: measure('quantity', 'quantity_unit', 'taken'),
  },
  orders: {
    NEWEST: [desc('id', 'uuid')],
    SOONEST: [{ column: 'ends_at', direction: 'asc', cast: 'timestamptz', nullsAs: 'infinity' }],
  },
});

export const offerRoots: Readonly<Record<string, Root>> = {
  offer: { kind: 'one', type: 'Offer', argument: 'id', of: 'offer' },
  offers: { kind: 'many', type: 'Offer' },
};
