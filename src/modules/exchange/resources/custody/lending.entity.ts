import { defineEntity, p } from '@mikro-orm/core';
import type { LendingState } from '../../../../domain/exchange/lending.ts';

/** A thing in the hands of another unit, from the hand-over until its owner has it again. */
export const LendingSchema = defineEntity({
  name: 'Lending',
  schema: 'exchange',
  tableName: 'lending',
  properties: {
    id: p.uuid().primary(),
    resourceId: p.uuid(),
    ownerUnitId: p.uuid(),
    kind: p.text().$type<'EQUIPMENT' | 'VEHICLE'>(),
    borrowerUnitId: p.uuid(),
    allianceId: p.uuid(),
    purpose: p.text(),
    state: p.text().$type<LendingState>(),
    conditionOut: p.text(),
    conditionBack: p.text().nullable(),
    handedOverAt: p.datetime(3),
    dueAt: p.datetime(3),
    receivedAt: p.datetime(3).nullable(),
    givenBackAt: p.datetime(3).nullable(),
    endedAt: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    version: p.integer().version(),
  },
});
export class Lending extends LendingSchema.class {}
LendingSchema.setClass(Lending);
