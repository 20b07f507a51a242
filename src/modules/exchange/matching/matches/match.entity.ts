import { defineEntity, p } from '@mikro-orm/core';
import type { MatchOrigin, MatchState } from '../../../../domain/exchange/match.ts';

export const MatchSchema = defineEntity({
  name: 'Match',
  schema: 'exchange',
  tableName: 'match',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    /** None where an offer was ordered. */
    needId: p.uuid().nullable(),
    offerId: p.uuid().nullable(),
    slotId: p.uuid().nullable(),
    /** Places of the slot; there are some where a slot is named. */
    places: p.integer().nullable(),
    supplierUnitId: p.uuid(),
    demanderUnitId: p.uuid(),
    createdByUnitId: p.uuid(),
    origin: p.text().$type<MatchOrigin>(),
    /** The same for all that were sent together. */
    dispatchId: p.uuid().nullable(),
    quantity: p.decimal().precision(14).scale(4),
    quantityUnit: p.text(),
    startsAt: p.datetime(3).nullable(),
    endsAt: p.datetime(3).nullable(),
    returnTitle: p.text().nullable(),
    returnQuantity: p.decimal().precision(14).scale(4).nullable(),
    returnQuantityUnit: p.text().nullable(),
    /** Which writing of the terms it has; with the terms themselves it follows them by trigger. */
    terms: p.integer().defaultRaw('1'),
    state: p.text().$type<MatchState>(),
    /** Until when it is to be answered, if that is said. */
    respondBy: p.datetime(3).nullable(),
    supplierAcceptedAt: p.datetime(3).nullable(),
    demanderAcceptedAt: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Match extends MatchSchema.class {}
MatchSchema.setClass(Match);

/** What was proposed, writing by writing. */
export const MatchTermsSchema = defineEntity({
  name: 'MatchTerms',
  schema: 'exchange',
  tableName: 'match_terms',
  properties: {
    matchId: () => p.manyToOne(Match).mapToPk().joinColumn('match_id').createForeignKeyConstraint(false).primary(),
    number: p.integer().primary(),
    unitId: p.uuid(),
    quantity: p.decimal().precision(14).scale(4),
    quantityUnit: p.text(),
    startsAt: p.datetime(3).nullable(),
    endsAt: p.datetime(3).nullable(),
    returnTitle: p.text().nullable(),
    returnQuantity: p.decimal().precision(14).scale(4).nullable(),
    returnQuantityUnit: p.text().nullable(),
    note: p.text().nullable(),
    createdAt: p.datetime(3),
  },
});
export class MatchTerms extends MatchTermsSchema.class {}
MatchTermsSchema.setClass(MatchTerms);
