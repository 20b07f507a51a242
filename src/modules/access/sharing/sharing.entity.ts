import { defineEntity, p } from '@mikro-orm/core';
import type { DataKind, Precision, SharingState } from '../../../domain/access/sharing.ts';

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
