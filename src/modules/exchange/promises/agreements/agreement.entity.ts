import { defineEntity, p } from '@mikro-orm/core';
import type { AgreementState, CommitmentState } from '../../../../domain/exchange/agreement.ts';

export const AgreementSchema = defineEntity({
  name: 'Agreement',
  schema: 'exchange',
  tableName: 'agreement',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    matchId: p.uuid(),
    title: p.text(),
    supplierUnitId: p.uuid(),
    demanderUnitId: p.uuid(),
    state: p.text().$type<AgreementState>(),
    reason: p.text().nullable(),
    activatedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Agreement extends AgreementSchema.class {}
AgreementSchema.setClass(Agreement);

export const SignatureSchema = defineEntity({
  name: 'Signature',
  schema: 'exchange',
  tableName: 'signature',
  properties: {
    agreementId: () =>
      p.manyToOne(Agreement).mapToPk().joinColumn('agreement_id').createForeignKeyConstraint(false).primary(),
    unitId: p.uuid().primary(),
    signedAt: p.datetime(3),
  },
});
export class Signature extends SignatureSchema.class {}
SignatureSchema.setClass(Signature);

export const CommitmentSchema = defineEntity({
  name: 'Commitment',
  schema: 'exchange',
  tableName: 'commitment',
  properties: {
    id: p.uuid().primary(),
    agreementId: () => p.manyToOne(Agreement).mapToPk().joinColumn('agreement_id').createForeignKeyConstraint(false),
    fromUnitId: p.uuid(),
    toUnitId: p.uuid(),
    title: p.text(),
    quantity: p.decimal().precision(14).scale(4),
    quantityUnit: p.text(),
    /** Follows the confirmed deliveries by trigger. */
    fulfilled: p.decimal().precision(14).scale(4).defaultRaw('0'),
    dueAt: p.datetime(3).nullable(),
    state: p.text().$type<CommitmentState>(),
    rank: p.integer(),
    version: p.integer().version(),
  },
});
export class Commitment extends CommitmentSchema.class {}
CommitmentSchema.setClass(Commitment);
