/** What a match that both sides accepted says, as terms: what the supplier gives, and what it gets in return. */
import type { FlowAction } from '../../../../domain/exchange/flow.ts';
import {
  spelledInstant,
  spelledQuantity,
  type PlannedCommitment,
  type Terms,
} from '../../../../domain/exchange/terms.ts';
import { globalId } from '../../../../domain/ids.ts';
import type { Match } from '../../matching/matches/match.entity.ts';

interface About {
  readonly title: string;
  /** What the supplier gives. */
  readonly given: { readonly title: string; readonly action: FlowAction };
  readonly dueAt: Date | null;
}

export function termsOfMatch(match: Match, { title, given, dueAt }: About): Terms {
  const supplier = globalId('unit', match.supplierUnitId);
  const demander = globalId('unit', match.demanderUnitId);
  const promise = { dueAt: spelledInstant(dueAt), recurrence: null };
  const { quantity: value, quantityUnit: unit } = match;
  const commitments: PlannedCommitment[] = [
    { ...promise, from: supplier, to: demander, ...given, quantity: spelledQuantity({ value, unit }) },
  ];
  if (match.returnTitle != null && match.returnQuantity != null && match.returnQuantityUnit != null) {
    const quantity = spelledQuantity({ value: match.returnQuantity, unit: match.returnQuantityUnit });
    commitments.push({
      ...promise,
      from: demander,
      to: supplier,
      title: match.returnTitle,
      action: 'DELIVER_SERVICE',
      quantity,
    });
  }
  return {
    title,
    parties: [
      { unit: supplier, role: '供给方', mustSign: true },
      { unit: demander, role: '需求方', mustSign: true },
    ],
    commitments,
    clauses: [],
    validFrom: null,
    validThrough: null,
    confirmWithinDays: null,
  };
}
