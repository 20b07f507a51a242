import { defineEntity, p } from '@mikro-orm/core';
import type { AgreementState } from '../../../../domain/exchange/agreement.ts';

export const AgreementSchema = defineEntity({
  name: 'Agreement',
  schema: 'exchange',
  tableName: 'agreement',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    /** Null where it was drafted without one. */
    matchId: p.uuid().nullable(),
    /** The one that goes on in it. */
    renewalOfId: p.uuid().nullable(),
    title: p.text(),
    supplierUnitId: p.uuid(),
    demanderUnitId: p.uuid(),
    state: p.text().$type<AgreementState>(),
    /** The number of the edition that is signed. */
    edition: p.integer(),
    /** After how many days a delivery that nobody answered counts: of the edition that all have signed. */
    confirmWithinDays: p.integer().nullable(),
    reason: p.text().nullable(),
    activatedAt: p.datetime(3).nullable(),
    /** When it ends, and as what, unless everything is delivered before. */
    endsAt: p.datetime(3).nullable(),
    endsAs: p.text().$type<'TERMINATED' | 'EXPIRED'>().nullable(),
    suspendedAt: p.datetime(3).nullable(),
    suspendedUntil: p.datetime(3).nullable(),
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
    edition: p.integer().primary(),
    unitId: p.uuid().primary(),
    hash: p.text(),
    signedAt: p.datetime(3),
  },
});
export class Signature extends SignatureSchema.class {}
SignatureSchema.setClass(Signature);
