import type { Act } from '../../../../data/act.ts';
import { promisedBy } from '../../../../domain/exchange/instalments.ts';
import type { Terms } from '../../../../domain/exchange/terms.ts';
import type { Worth } from '../../../../domain/exchange/worth.ts';
import { parseId } from '../../../../domain/ids.ts';
import type { Agreement } from '../agreements/agreement.entity.ts';
import { Commitment } from '../commitments/commitment.entity.ts';

/** The commitments that come out of terms, each time of what recurs one of its own, in the order of the terms. */
export function addCommitments(act: Act, { id: agreementId }: Pick<Agreement, 'id'>, terms: Terms): void {
  const promised = terms.commitments.flatMap((one, i) =>
    [...promisedBy({ ...terms, commitments: [one] })].map((each) => ({ ...each, series: i + 1 })),
  );
  for (const [i, { from, to, action, title, quantity, dueAt, account, series }] of promised.entries()) {
    act.em.create(Commitment, {
      id: act.newId('commitment'),
      agreementId,
      fromUnitId: parseId('unit', from),
      toUnitId: parseId('unit', to),
      title,
      action,
      quantity: quantity.value,
      quantityUnit: quantity.unit,
      dueAt,
      ...(account === undefined ? {} : kept(account)),
      state: 'OPEN',
      rank: i + 1,
      series,
      version: 1,
    });
  }
}

const kept = ({ dimension, perUnit }: Worth): Pick<Commitment, 'accountDimension' | 'accountBasis' | 'worth'> => ({
  accountDimension: dimension,
  accountBasis: perUnit.unit,
  worth: perUnit.value,
});
