/** How the terms of a benefit are drawn, said and sent. */
import fc from 'fast-check';
import type { Move } from '../play/commands.ts';
import { dayOf } from '../play/days.ts';
import type { Things } from '../play/things.ts';
import { LEAST, MOST, OWNER, PAYER, type Benefit, type BenefitModel, type Quota, type Version } from './model.ts';

export type Command = fc.Arbitrary<Move<BenefitModel>>;

/** The unit whose rules these are; sometimes one that pays, or has nothing to do with it. */
export const cashier = fc.constantFrom(OWNER, OWNER, OWNER, OWNER, OWNER, OWNER, OWNER, OWNER, PAYER, 'power');

export const SAID = 'occupation.cleaner';

const quota = fc.record({
  window: fc.constantFrom<Quota['window'][]>('DAY', 'DAY', 'WEEK', 'MONTH', 'TOTAL'),
  isPerPerson: fc.boolean(),
  most: fc.constantFrom(2, 1, 3),
});

/** Who pays, in parts of a hundredth of a per cent. */
const PAYERS = {
  alone: [{ unit: OWNER, part: 10_000 }],
  shared: [
    { unit: OWNER, part: 3_333 },
    { unit: PAYER, part: 6_667 },
  ],
  another: [{ unit: PAYER, part: 10_000 }],
} as const;

export interface Terms {
  /** In how many days it begins, and for how many days it is. */
  readonly inDays: number;
  readonly forDays: number | null;
  readonly needsProof: boolean;
  readonly benefit: Benefit;
  readonly quotas: readonly Quota[];
  readonly payers: keyof typeof PAYERS;
}

export const termsIn = (inDays: fc.Arbitrary<number>): fc.Arbitrary<Terms> =>
  fc.record({
    inDays,
    forDays: fc.constantFrom(null, null, null, null, 1, 3, 0),
    needsProof: fc.constantFrom(false, false, true),
    benefit: fc.constantFrom<Benefit[]>(
      { kind: 'FREE', amount: 0 },
      { kind: 'AMOUNT_OFF', amount: 355 },
      { kind: 'PERCENTAGE', amount: 33 },
    ),
    quotas: fc.uniqueArray(quota, {
      maxLength: 3,
      selector: ({ window, isPerPerson }) => `${window} ${String(isPerPerson)}`,
    }),
    payers: fc.constantFrom<Terms['payers'][]>('alone', 'alone', 'alone', 'shared', 'another'),
  });

export const saidOf = ({ inDays, forDays, needsProof, benefit, quotas, payers }: Terms): string =>
  [
    `${benefit.kind} ${benefit.amount} in ${inDays} days for ${forDays ?? 'all'}`,
    needsProof ? 'by proof' : 'by word',
    ...quotas.map(({ window, isPerPerson, most }) => `${most} a ${window}${isPerPerson ? ' a person' : ''}`),
    `paid ${payers}`,
  ].join(', ');

const yuan = (fens: number): string => (fens / 100).toFixed(2);

/** As clients send them. */
export function sentTerms({ inDays, forDays, needsProof, benefit, quotas, payers }: Terms, things: Things): object {
  const { kind, amount } = benefit;
  const given = kind === 'PERCENTAGE' ? String(amount) : yuan(amount);
  return {
    from: dayOf(things.now, inDays),
    ...(forDays === null ? {} : { until: dayOf(things.now, inDays + forDays) }),
    eligibility: { occupation: { codes: [SAID], needsProof } },
    ...{ kind, leastPrice: yuan(LEAST), mostPrice: yuan(MOST) },
    ...(quotas.length === 0 ? {} : { quotas }),
    ...(kind === 'FREE' ? {} : { amount: given }),
    funders: PAYERS[payers].map(({ unit, part }) => ({ unitId: things.unitId(unit), percent: yuan(part) })),
  };
}

/** As the next version of a rule. Its own unit has agreed by saying so. */
export const versionOf = (terms: Terms, now: Date, number: number): Version => ({
  ...{ number, needsProof: terms.needsProof, benefit: terms.benefit, quotas: terms.quotas },
  from: dayOf(now, terms.inDays),
  until: terms.forDays === null ? null : dayOf(now, terms.inDays + terms.forDays),
  payers: PAYERS[terms.payers].map((payer) => ({ ...payer, hasAgreed: payer.unit === OWNER })),
});

export const sentPrice = yuan;
