import { defineEntity, p } from '@mikro-orm/core';

const columns = () => ({
  id: p.uuid().primary(),
  needId: p.uuid(),
  ownerUnitId: p.uuid(),
  name: p.text(),
  /** In E.164. */
  mobile: p.text().nullable(),
  identityNumber: p.text().nullable(),
  address: p.text().nullable(),
});

/** Whom a need is for (受益人). Protected: row-level security judges every access. */
const BeneficiarySchema = defineEntity({
  name: 'Beneficiary',
  schema: 'exchange',
  tableName: 'beneficiary',
  properties: { ...columns(), version: p.integer().version() },
});
export class Beneficiary extends BeneficiarySchema.class {}
BeneficiarySchema.setClass(Beneficiary);

/** What of it is shown to those who may see it at all, of the version that it masks. Protected as well. */
const BeneficiaryMaskSchema = defineEntity({
  name: 'BeneficiaryMask',
  schema: 'exchange',
  tableName: 'beneficiary_mask',
  properties: { ...columns(), version: p.integer() },
});
export class BeneficiaryMask extends BeneficiaryMaskSchema.class {}
BeneficiaryMaskSchema.setClass(BeneficiaryMask);

/** That somebody was erased, and why. */
const BeneficiaryErasureSchema = defineEntity({
  name: 'BeneficiaryErasure',
  schema: 'exchange',
  tableName: 'beneficiary_erasure',
  properties: {
    beneficiaryId: p.uuid().primary(),
    needId: p.uuid(),
    ownerUnitId: p.uuid(),
    reason: p.text(),
    erasedAt: p.datetime(3),
  },
});
export class BeneficiaryErasure extends BeneficiaryErasureSchema.class {}
BeneficiaryErasureSchema.setClass(BeneficiaryErasure);
