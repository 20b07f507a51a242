import { defineEntity, p } from '@mikro-orm/core';
import type { Dimension } from '../../../../domain/exchange/ledger.ts';
import type { ClearingState, ClearingSettlementState } from '../../../../domain/exchange/clearing.ts';

const amount = () => p.decimal().precision(18).scale(4);

/** That units of two alliances may pay each other, how far that goes, and until when. */
const ClearingSchema = defineEntity({
  name: 'Clearing',
  schema: 'exchange',
  tableName: 'clearing',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    otherAllianceId: p.uuid(),
    dimension: p.text().$type<Dimension>(),
    basis: p.text(),
    creditLimit: amount(),
    endsAt: p.datetime(3),
    note: p.text(),
    state: p.text().$type<ClearingState>(),
    proposedByUnitId: p.uuid(),
    answeredByUnitId: p.uuid().nullable(),
    proposedAt: p.datetime(3),
    answeredAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class Clearing extends ClearingSchema.class {}
ClearingSchema.setClass(Clearing);

/** That it is to end before its time, as one of its alliances says. Each once. */
const ClearingEndingSchema = defineEntity({
  name: 'ClearingEnding',
  schema: 'exchange',
  tableName: 'clearing_ending',
  properties: {
    clearingId: () =>
      p.manyToOne(Clearing).mapToPk().joinColumn('clearing_id').createForeignKeyConstraint(false).primary(),
    allianceId: p.uuid().primary(),
    unitId: p.uuid(),
    reason: p.text(),
    saidAt: p.datetime(3),
  },
});
export class ClearingEnding extends ClearingEndingSchema.class {}
ClearingEndingSchema.setClass(ClearingEnding);

/** That what one alliance owed the other was settled, as one of them says and the other confirms. */
const ClearingSettlementSchema = defineEntity({
  name: 'ClearingSettlement',
  schema: 'exchange',
  tableName: 'clearing_settlement',
  properties: {
    id: p.uuid().primary(),
    clearingId: p.uuid(),
    allianceId: p.uuid(),
    answeringAllianceId: p.uuid(),
    owingAllianceId: p.uuid(),
    amount: amount(),
    note: p.text(),
    state: p.text().$type<ClearingSettlementState>(),
    proposedByUnitId: p.uuid(),
    answeredByUnitId: p.uuid().nullable(),
    proposedAt: p.datetime(3),
    answeredAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class ClearingSettlement extends ClearingSettlementSchema.class {}
ClearingSettlementSchema.setClass(ClearingSettlement);
