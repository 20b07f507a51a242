import { defineEntity, p } from '@mikro-orm/core';
import type { ProofKind, ProofState } from '../../../../domain/exchange/proof.ts';

/** What somebody proved to a unit (资格证明). Protected: row-level security judges every access. */
export const BenefitProofSchema = defineEntity({
  name: 'BenefitProof',
  schema: 'exchange',
  tableName: 'benefit_proof',
  properties: {
    id: p.uuid().primary(),
    ownerUnitId: p.uuid(),
    personId: p.uuid(),
    kind: p.text().$type<ProofKind>(),
    bornOn: p.date().nullable(),
    code: p.text().nullable(),
    unitId: p.uuid().nullable(),
    areaId: p.uuid().nullable(),
    document: p.text(),
    fromDay: p.date(),
    untilDay: p.date().nullable(),
    postId: p.uuid(),
    state: p.text().$type<ProofState>(),
    recordedAt: p.datetime(3),
    withdrawnAt: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    version: p.integer().version(),
  },
});
export class BenefitProof extends BenefitProofSchema.class {}
BenefitProofSchema.setClass(BenefitProof);
