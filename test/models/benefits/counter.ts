/** Commands at the counter: something is shown, a benefit is redeemed, and taken back. */
import fc from 'fast-check';
import { mobileOf } from '../../scenarios/benefits/benefit-steps.ts';
import { recent, stale, when } from '../matching/words.ts';
import { dayOf } from '../play/days.ts';
import { meant, nth } from '../play/things.ts';
import { LEAST, MOST, OWNER, PAYER, type BenefitModel, type Redemption, type Rule } from './model.ts';
import { cashier, SAID, sentPrice, type Command } from './words.ts';

const person = fc.nat({ max: 2 });

export const prove: Command = fc
  .record({ person, forDays: fc.constantFrom(null, null, 1, 3, 0) })
  .map(({ person: who, forDays }) => ({
    said: `prove(person ${who}, for ${forDays ?? 'all'} days)`,
    sent: ({ now }) => {
      const about = { mobile: mobileOf(who), kind: 'OCCUPATION', code: SAID, document: '工作证' };
      const until = forDays === null ? {} : { until: dayOf(now, forDays) };
      return { by: OWNER, mutation: 'recordBenefitProof', input: { ...about, ...until } };
    },
    foreseen: (model) => ({
      refusals: when(forDays === 0, 'INVALID_INPUT'),
      done: ({ made }) => {
        const until = forDays === null ? null : dayOf(model.now, forDays);
        model.proofs.push({ id: made?.id ?? '', version: 1, person: who, until });
      },
    }),
  }));

/** What speaks against it where it is the unit's own counter. */
function notGiven(
  model: BenefitModel,
  rule: Rule,
  { who, price, says }: { who: number; price: number; says: boolean },
) {
  const version = model.inForce(rule);
  if (rule.state !== 'OPEN' || version === null) return ['WRONG_STATE'];
  return [
    ...when(price < LEAST || price > MOST, 'INVALID_INPUT'),
    ...when(!model.isEligible(version, who, says), 'NOT_ELIGIBLE'),
    ...when(model.isExhausted(rule, version, who), 'QUOTA_EXHAUSTED'),
  ];
}

export const redeem: Command = fc
  .record({
    by: cashier,
    index: recent,
    person,
    price: fc.constantFrom(1_500, 1_001, 2_999, LEAST, MOST, 999),
    says: fc.constantFrom(true, true, true, false),
  })
  .map(({ by, index, person: who, price, says }) => ({
    said: `redeem(rule ${index} by ${by}, for person ${who}, ${sentPrice(price)}${says ? ', who says so' : ''})`,
    sent: (things) => {
      const rule = nth(things.all('benefitrule'), index);
      if (rule === null) return null;
      const said = says ? { said: { occupation: [SAID] } } : {};
      const input = { ruleId: rule.id, price: sentPrice(price), mobile: mobileOf(who), ...said };
      return { by, mutation: 'redeemBenefit', input };
    },
    foreseen: (model) => {
      const rule = meant(model.rules, index);
      const version = model.inForce(rule);
      return {
        refusals: [...when(by !== OWNER, 'FORBIDDEN'), ...notGiven(model, rule, { who, price, says })],
        done: ({ made }) => {
          if (version === null) throw new Error('redeemed by no version');
          const about = { rule, by: version, person: who, price, day: model.today };
          model.redemptions.push({ id: made?.id ?? '', version: 1, ...about, state: 'REDEEMED' });
        },
      };
    },
  }));

/** Who pays sees it, and may not take it back; to others it is not there. */
function notToReverse(by: string, { by: version }: Redemption): readonly string[] {
  if (by === OWNER) return [];
  const isParty = by === PAYER && version.payers.some(({ unit }) => unit === PAYER);
  return isParty ? ['FORBIDDEN'] : ['FORBIDDEN', 'NOT_FOUND'];
}

export const reverse: Command = fc.record({ by: cashier, index: recent, off: stale }).map(({ by, index, off }) => ({
  said: `reverse(redemption ${index} by ${by}${off === 0 ? '' : ', another version'})`,
  sent: (things) => {
    const redemption = nth(things.all('redemption'), index);
    if (redemption === null) return null;
    const input = { redemptionId: redemption.id, expectedVersion: redemption.version + off, reason: '点错' };
    return { by, mutation: 'reverseRedemption', input };
  },
  foreseen: (model) => {
    const redemption = meant(model.redemptions, index);
    return {
      refusals: [
        ...notToReverse(by, redemption),
        ...when(redemption.state === 'REVERSED', 'ALREADY_DONE'),
        ...when(off !== 0, 'VERSION_CONFLICT'),
      ],
      done: () => {
        redemption.state = 'REVERSED';
        redemption.version += 1;
      },
    };
  },
}));
