import { defineEntity, p } from '@mikro-orm/core';
import type { DataKind, Precision, SharingAttribute, SharingState } from '../../../domain/access/sharing.ts';

/** Whether a unit shares a kind of its data at all (数据目录项). */
export const DataItemSchema = defineEntity({
  name: 'DataItem',
  schema: 'access',
  tableName: 'data_item',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    kind: p.text().$type<DataKind>(),
    attribute: p.text().$type<SharingAttribute>(),
    note: p.text().nullable(),
    changedAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class DataItem extends DataItemSchema.class {}
DataItemSchema.setClass(DataItem);

/** What one unit shares with another (数据共享协议), for as long as `valid` holds. */
export const SharingAgreementSchema = defineEntity({
  name: 'SharingAgreement',
  schema: 'access',
  tableName: 'sharing_agreement',
  properties: {
    id: p.uuid().primary(),
    providerUnitId: p.uuid(),
    consumerUnitId: p.uuid(),
    kind: p.text().$type<DataKind>(),
    purpose: p.text(),
    precision: p.text().$type<Precision>(),
    mayReshare: p.boolean(),
    statement: p.text(),
    state: p.text().$type<SharingState>(),
    reason: p.text().nullable(),
    requestedAt: p.datetime(3),
    requestedUntil: p.datetime(3),
    decidedAt: p.datetime(3).nullable(),
    valid: p.string().columnType('tstzrange').nullable(),
    version: p.integer().version(),
  },
});
export class SharingAgreement extends SharingAgreementSchema.class {}
SharingAgreementSchema.setClass(SharingAgreement);
