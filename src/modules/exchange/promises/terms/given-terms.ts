/** Terms as somebody wrote them, and as they are kept. */
import {
  spelledInstant,
  spelledQuantity,
  type Clause,
  type Terms,
  type TermsParty,
} from '../../../../domain/exchange/terms.ts';
import { canonical } from '../../../../domain/calendar/recurrence.ts';
import type { FlowAction } from '../../../../domain/exchange/flow.ts';
import type { Worth } from '../../../../domain/exchange/worth.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';

interface GivenCommitment {
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly action: FlowAction;
  readonly title: string;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly dueAt?: Date | null;
  readonly recurrence?: string | null;
  readonly account?: Worth | null;
}

export interface GivenTerms {
  readonly commitments: readonly GivenCommitment[];
  readonly clauses?: readonly Clause[] | null;
  readonly validFrom?: Date | null;
  readonly validThrough?: Date | null;
  readonly confirmWithinDays?: number | null;
  readonly noticeDays?: number | null;
}

const unitIn = (text: string): string => globalId('unit', parseId('unit', text));

const spelledWorth = ({ dimension, perUnit }: Worth): Worth => ({ dimension, perUnit: spelledQuantity(perUnit) });

export function termsFrom(title: string, parties: readonly TermsParty[], given: GivenTerms): Terms {
  return {
    title,
    parties,
    commitments: given.commitments.map(
      ({ fromUnitId, toUnitId, action, title: what, quantity, dueAt, recurrence, account }) => ({
        ...{ from: unitIn(fromUnitId), to: unitIn(toUnitId), action, title: what },
        quantity: spelledQuantity(quantity),
        dueAt: spelledInstant(dueAt),
        recurrence: recurrence == null ? null : canonical(recurrence),
        ...(account == null ? {} : { account: spelledWorth(account) }),
      }),
    ),
    clauses: (given.clauses ?? []).map(({ title: of, text }) => ({ title: of, text })),
    validFrom: spelledInstant(given.validFrom),
    validThrough: spelledInstant(given.validThrough),
    confirmWithinDays: given.confirmWithinDays ?? null,
    ...(given.noticeDays == null ? {} : { noticeDays: given.noticeDays }),
  };
}
