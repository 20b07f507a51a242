import { defineEntity, p } from '@mikro-orm/core';
import type { SettlementState } from '../../../domain/exchange/settlement.ts';

/** A sheet of an agreement and a period. What stands on it is never changed; who it waits for has answered or not. */
export const SettlementSchema = defineEntity({
  name: 'Settlement',
  schema: 'exchange',
  tableName: 'settlement',
  properties: {
    id: p.uuid().primary(),
    agreementId: p.uuid(),
    number: p.integer(),
    fromDay: p.date(),
    untilDay: p.date(),
    state: p.text().$type<SettlementState>(),
    followsId: p.uuid().nullable(),
    replacesId: p.uuid().nullable(),
    drawnUpByUnitId: p.uuid(),
    drawnUpAt: p.datetime(3),
    hash: p.text(),
    settledAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class Settlement extends SettlementSchema.class {}
SettlementSchema.setClass(Settlement);

/** One of those who confirm it, and what they said: once. */
const SettlementPartySchema = defineEntity({
  name: 'SettlementParty',
  schema: 'exchange',
  tableName: 'settlement_party',
  properties: {
    settlementId: p.uuid().primary(),
    unitId: p.uuid().primary(),
    rank: p.integer(),
    answer: p.text().$type<'CONFIRMED' | 'REJECTED'>().nullable(),
    reason: p.text().nullable(),
    answeredAt: p.datetime(3).nullable(),
  },
});
export class SettlementParty extends SettlementPartySchema.class {}
SettlementPartySchema.setClass(SettlementParty);
