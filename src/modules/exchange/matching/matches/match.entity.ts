import { defineEntity, p } from '@mikro-orm/core';
import type { MatchOrigin, MatchState } from '../../../../domain/exchange/match.ts';

export const MatchSchema = defineEntity({
  name: 'Match',
  schema: 'exchange',
  tableName: 'match',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    needId: p.uuid(),
    offerId: p.uuid().nullable(),
    slotId: p.uuid().nullable(),
    /** Places of the slot; there are some where a slot is named. */
    places: p.integer().nullable(),
    supplierUnitId: p.uuid(),
    demanderUnitId: p.uuid(),
    createdByUnitId: p.uuid(),
    origin: p.text().$type<MatchOrigin>(),
    quantity: p.decimal().precision(14).scale(4),
    quantityUnit: p.text(),
    returnTitle: p.text().nullable(),
    returnQuantity: p.decimal().precision(14).scale(4).nullable(),
    returnQuantityUnit: p.text().nullable(),
    state: p.text().$type<MatchState>(),
    supplierAcceptedAt: p.datetime(3).nullable(),
    demanderAcceptedAt: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Match extends MatchSchema.class {}
MatchSchema.setClass(Match);
