import type { Root } from '../../../../read/view.ts';
import { column, id, oneOf, one, optional, optionalOne, viewOf } from '../../../../read/words.ts';
import { BenefitProofSchema } from './proof.entity.ts';

/** Row-level security asks the same. */
export const benefitProofView = viewOf(BenefitProofSchema, {
  type: 'BenefitProof',
  visible: (row, scope) => {
    scope.guard();
    return scope.isUnit(row.col('owner_unit_id'));
  },
  fields: {
    id: id('proof'),
    worksFor: optionalOne('Unit', 'unit_id'),
    homeArea: optionalOne('Area', 'area_id'),
    from: column('from_day'),
    until: optional('until_day'),
    recordedBy: one('Post', 'post_id'),
  },
  filters: { kind: oneOf('kind'), state: oneOf('state') },
});

export const benefitProofRoots: Readonly<Record<string, Root>> = {
  benefitProofs: { kind: 'many', type: 'BenefitProof' },
};
