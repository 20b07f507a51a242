/** Commands on what was agreed: signed, given up, delivered, confirmed, disputed. */
import fc from 'fast-check';
import type { Move } from '../play/commands.ts';
import { meant, nth } from '../play/things.ts';
import type { Agreement, Commitment, Delivery } from './entities.ts';
import { total, type MatchingModel } from './model.ts';
import { amount, anyone, notASide, recent, stale, when } from './words.ts';

type Command = fc.Arbitrary<Move<MatchingModel>>;

const drawn = {
  side: fc.constantFrom('supplier' as const, 'demander' as const, 'supplier' as const, 'demander' as const, null),
  by: anyone,
  index: recent,
};

type Side = 'supplier' | 'demander' | null;

/** Who acts: a side of the match behind it, or whoever is drawn. */
const who = (side: Side, by: string, agreement: Agreement | null): string =>
  side === null || agreement === null ? by : agreement.match[side];

const agreementOf = (thing: object): Agreement | null => {
  if ('match' in thing) return thing as Agreement;
  if ('agreement' in thing) return (thing as Commitment).agreement;
  return 'commitment' in thing ? (thing as Delivery).commitment.agreement : null;
};

export const sign: Command = fc.record({ ...drawn, off: stale }).map(({ side, by, index, off }) => ({
  said: `sign(agreement ${index} by ${side ?? by}${off === 0 ? '' : ', another version'})`,
  sent: (things) => {
    const thing = nth(things.all('agreement'), index);
    if (thing === null) return null;
    const input = { agreementId: thing.id, expectedVersion: thing.version + off };
    return { by: who(side, by, agreementOf(thing)), mutation: 'signAgreement', input };
  },
  foreseen: (model) => {
    const agreement = meant(model.agreements, index);
    const unit = who(side, by, agreement);
    const isSigned = agreement.state !== 'CANCELLED' && agreement.signedBy.has(unit);
    return {
      refusals: [
        ...notASide(agreement.match, unit),
        ...when(isSigned, 'ALREADY_DONE'),
        ...when(!isSigned && agreement.state !== 'PENDING_SIGNATURES', 'WRONG_STATE'),
        ...model.notThere(agreement.match, false),
        ...when(off !== 0, 'VERSION_CONFLICT'),
      ],
      done: () => {
        agreement.signedBy.add(unit);
        if (agreement.signedBy.size < 2) return;
        agreement.state = 'ACTIVE';
        agreement.version += 1;
      },
    };
  },
}));

export const cancel: Command = fc.record({ ...drawn, off: stale }).map(({ side, by, index, off }) => ({
  said: `cancel(agreement ${index} by ${side ?? by}${off === 0 ? '' : ', another version'})`,
  sent: (things) => {
    const thing = nth(things.all('agreement'), index);
    if (thing === null) return null;
    const input = { agreementId: thing.id, expectedVersion: thing.version + off, reason: '变更安排' };
    return { by: who(side, by, agreementOf(thing)), mutation: 'cancelAgreement', input };
  },
  foreseen: (model) => {
    const agreement = meant(model.agreements, index);
    const { state, match } = agreement;
    return {
      refusals: [
        ...notASide(match, who(side, by, agreement)),
        ...when(state !== 'PENDING_SIGNATURES', state === 'CANCELLED' ? 'ALREADY_DONE' : 'WRONG_STATE'),
        ...when(off !== 0, 'VERSION_CONFLICT'),
      ],
      done: () => {
        agreement.state = 'CANCELLED';
        agreement.version += 1;
        for (const promise of agreement.promises) promise.state = 'RELEASED';
        model.write(match, 'CANCELLED');
      },
    };
  },
}));

const quantityOf = (deliveries: readonly Delivery[], ...states: readonly Delivery['state'][]): number =>
  total(deliveries.filter(({ state }) => states.includes(state)).map(({ quantity }) => quantity));

export const deliver: Command = fc.record({ ...drawn, amount }).map(({ side, by, index, amount: given }) => ({
  said: `deliver(commitment ${index} by ${side ?? by}, ${given})`,
  sent: (things) => {
    const thing = nth(things.all('commitment'), index);
    if (thing === null) return null;
    const what = {
      commitmentId: thing.id,
      amount: String(given),
      occurredAt: things.now.toISOString(),
      note: '已送达',
    };
    return { by: who(side, by, agreementOf(thing)), mutation: 'recordDelivery', input: what };
  },
  foreseen: (model) => {
    const commitment = meant(model.commitments, index);
    const { agreement, deliveries, quantity, state } = commitment;
    const unit = who(side, by, agreement);
    // What waits for an answer counts as well; what was disputed does not.
    const left = quantity - quantityOf(deliveries, 'RECORDED', 'CONFIRMED');
    return {
      refusals: [
        ...notASide(agreement.match, unit),
        ...when(agreement.state !== 'ACTIVE' || state !== 'OPEN', 'WRONG_STATE'),
        ...when(given > left, 'NOT_ENOUGH_LEFT'),
      ],
      done: ({ made }) => {
        deliveries.push({ id: made?.id ?? '', version: 1, commitment, by: unit, quantity: given, state: 'RECORDED' });
      },
    };
  },
}));

const verdicts = {
  confirm: { mutation: 'confirmDelivery', to: 'CONFIRMED' },
  dispute: { mutation: 'disputeDelivery', to: 'DISPUTED' },
} as const;

export const answerDelivery: Command = fc
  .record({ ...drawn, verb: fc.constantFrom<(keyof typeof verdicts)[]>('confirm', 'confirm', 'dispute') })
  .map(({ side, by, index, verb }) => ({
    said: `${verb}(delivery ${index} by ${side ?? by})`,
    sent: (things) => {
      const thing = nth(things.all('event'), index);
      if (thing === null) return null;
      const reason = verb === 'dispute' ? { reason: '未收到' } : {};
      const input = { deliveryId: thing.id, ...reason };
      return { by: who(side, by, agreementOf(thing)), mutation: verdicts[verb].mutation, input };
    },
    foreseen: (model) => {
      const delivery = meant(model.deliveries, index);
      const { state, commitment } = delivery;
      const { to } = verdicts[verb];
      const unit = who(side, by, commitment.agreement);
      return {
        refusals: [
          ...notASide(commitment.agreement.match, unit),
          ...when(unit === delivery.by, 'FORBIDDEN'),
          ...when(state !== 'RECORDED', state === to ? 'ALREADY_DONE' : 'WRONG_STATE'),
        ],
        done: () => {
          delivery.state = to;
          if (to === 'CONFIRMED') fulfil(model, commitment);
        },
      };
    },
  }));

/** The last delivery fulfils the promise, the last promise the agreement, and all that is wanted the need. */
function fulfil(model: MatchingModel, commitment: Commitment): void {
  const { agreement, deliveries, quantity } = commitment;
  if (quantityOf(deliveries, 'CONFIRMED') === quantity) {
    commitment.state = 'FULFILLED';
    if (agreement.promises.every(({ state }) => state === 'FULFILLED')) {
      agreement.state = 'COMPLETED';
      agreement.version += 1;
    }
  }
  const { need } = agreement.match;
  if (need === null || need.state === 'FULFILLED' || need.state === 'WITHDRAWN') return;
  const given = model.commitments.filter((each) => each.agreement.match.need === need && !each.isReturn);
  if (total(given.map((each) => quantityOf(each.deliveries, 'CONFIRMED'))) < need.quantity) return;
  need.state = 'FULFILLED';
  need.version += 1;
  model.withdrawOpen(need);
}
