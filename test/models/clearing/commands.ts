/** Commands on clearings: proposed and answered, paid through, given back, settled, ended. */
import fc from 'fast-check';
import { amount, recent, stale, when } from '../matching/words.ts';
import type { Move } from '../play/commands.ts';
import { meant, nth } from '../play/things.ts';
import { coordinated, otherOf, PAYERS, sideOf, type Clearing, type ClearingModel } from './model.ts';

type Command = fc.Arbitrary<Move<ClearingModel>>;

const coordinator = fc.constantFrom('street' as const, 'harbour' as const);
/** Mostly somebody who may. */
const who = fc.constantFrom('street', 'street', 'street', 'harbour', 'harbour', 'harbour', 'mall');
const payer = fc.constantFrom('red' as const, 'blue' as const);
const DAY_MS = 86_400_000;

export const propose: Command = fc
  .record({ by: who, limit: fc.constantFrom(3, 8, 20), days: fc.constantFrom(1, 3, 30) })
  .map(({ by, limit, days }) => ({
    said: `propose(${limit} 小时 for ${days} days by ${by})`,
    sent: (things) => {
      const endsAt = new Date(things.now.getTime() + days * DAY_MS).toISOString();
      const about = { dimension: 'HOURS', limit: { value: String(limit), unit: '小时' }, endsAt, note: '互助' };
      const input = { otherAllianceId: things.unitId(otherOf(sideOf(by))), ...about };
      return { by, mutation: 'proposeClearing', input };
    },
    foreseen: (model) => ({
      refusals: when(coordinated(by) === null, 'FORBIDDEN'),
      done: ({ made }) => {
        const endsAt = new Date(model.now.getTime() + days * DAY_MS);
        const begun = { version: 1, state: 'PROPOSED' as const, endings: [], owed: 0, settled: 0 };
        model.clearings.push({ id: made?.id ?? '', proposedBy: sideOf(by), limit, endsAt, ...begun });
      },
    }),
  }));

export const answer: Command = fc
  .record({ index: recent, by: who, isAccepted: fc.constantFrom(true, true, true, false), off: stale })
  .map(({ index, by, isAccepted, off }) => ({
    said: `${isAccepted ? 'accept' : 'decline'}(clearing ${index} by ${by}${off === 0 ? '' : ', another version'})`,
    sent: (things) => {
      const clearing = nth(things.all('clearing'), index);
      if (clearing === null) return null;
      const input = { clearingId: clearing.id, expectedVersion: clearing.version + off };
      return { by, mutation: isAccepted ? 'acceptClearing' : 'declineClearing', input };
    },
    foreseen: (model) => {
      const clearing = meant(model.clearings, index);
      const to = isAccepted ? 'ACTIVE' : 'DECLINED';
      return {
        refusals: [
          ...when(coordinated(by) !== otherOf(clearing.proposedBy), 'FORBIDDEN'),
          ...(clearing.state === 'PROPOSED' ? [] : [clearing.state === to ? 'ALREADY_DONE' : 'WRONG_STATE']),
          ...when(off !== 0, 'VERSION_CONFLICT'),
        ],
        done: () => {
          clearing.state = to;
          clearing.version += 1;
        },
      };
    },
  }));

const notInForce = (model: ClearingModel, clearing: Clearing): readonly string[] =>
  when(clearing.state !== 'ACTIVE' || model.hasEnded(clearing), 'WRONG_STATE');

export const pay: Command = fc.record({ index: recent, from: payer, value: amount }).map(({ index, from, value }) => ({
  said: `pay(${value} through clearing ${index} by ${PAYERS[from]})`,
  sent: (things) => {
    const clearing = nth(things.all('clearing'), index);
    if (clearing === null) return null;
    const quantity = { value: String(value), unit: '小时' };
    const to = { toUnitId: things.unitId(PAYERS[otherOf(from)]), clearingId: clearing.id };
    return { by: PAYERS[from], mutation: 'transfer', input: { ...to, dimension: 'HOURS', quantity, note: '服务' } };
  },
  foreseen: (model) => {
    const clearing = meant(model.clearings, index);
    const isOut = notInForce(model, clearing);
    return {
      refusals: isOut.length > 0 ? isOut : when(!model.mayPay(clearing, from, value), 'ACCOUNT_LIMIT_REACHED'),
      done: ({ made }) => {
        model.pay(made?.id ?? '', clearing, from, value, false);
      },
    };
  },
}));

export const giveBack: Command = fc.record({ index: recent, isPayer: stale }).map(({ index, isPayer }) => ({
  said: `give back(payment ${index}${isPayer === 0 ? '' : ' by who paid it'})`,
  sent: (things) => {
    const payment = nth(things.all('posting'), index);
    if (payment === null) return null;
    const from = 'from' in payment && payment.from === 'blue' ? 'blue' : 'red';
    const by = PAYERS[isPayer === 0 ? otherOf(from) : from];
    return { by, mutation: 'reversePosting', input: { postingId: payment.id, note: '有误' } };
  },
  foreseen: (model) => {
    const payment = meant(model.payments, index);
    const { clearing, from, amount: value, isCorrection, isReversed } = payment;
    const by = otherOf(from);
    const limits = when(!model.mayPay(clearing, by, value), 'ACCOUNT_LIMIT_REACHED');
    return {
      refusals: [
        ...when(isPayer !== 0, 'FORBIDDEN'),
        ...when(isCorrection, 'INVALID_INPUT'),
        ...(isReversed ? ['ALREADY_DONE'] : limits),
      ],
      done: ({ made }) => {
        payment.isReversed = true;
        model.pay(made?.id ?? '', clearing, by, value, true);
      },
    };
  },
}));

export const settle: Command = fc.record({ index: recent, by: who, value: amount }).map(({ index, by, value }) => ({
  said: `settle(${value} of clearing ${index} by ${by})`,
  sent: (things) => {
    const clearing = nth(things.all('clearing'), index);
    if (clearing === null) return null;
    const input = { clearingId: clearing.id, amount: String(value), note: '以场地抵扣' };
    return { by, mutation: 'proposeClearingSettlement', input };
  },
  foreseen: (model) => {
    const clearing = meant(model.clearings, index);
    const { proposedBy, state } = clearing;
    // Where nothing is owed, it would be who proposed the clearing.
    const owing = model.owedBy(clearing, proposedBy) < 0 ? otherOf(proposedBy) : proposedBy;
    return {
      refusals: [
        ...when(coordinated(by) === null, 'FORBIDDEN'),
        ...(state === 'ACTIVE' ? when(model.owedBy(clearing, owing) < value, 'NOT_ENOUGH_LEFT') : ['WRONG_STATE']),
      ],
      done: ({ made }) => {
        const said = { clearing, by: sideOf(by), owing, amount: value, version: 1, state: 'PROPOSED' as const };
        model.settlements.push({ id: made?.id ?? '', ...said });
      },
    };
  },
}));

export const answerSettlement: Command = fc
  .record({ index: recent, by: who, isConfirmed: fc.constantFrom(true, true, true, false), off: stale })
  .map(({ index, by, isConfirmed, off }) => ({
    said: `${isConfirmed ? 'confirm' : 'send back'}(settlement ${index} by ${by}${off === 0 ? '' : ', another version'})`,
    sent: (things) => {
      const settlement = nth(things.all('clearingsettlement'), index);
      if (settlement === null) return null;
      const input = { settlementId: settlement.id, expectedVersion: settlement.version + off };
      return { by, mutation: isConfirmed ? 'confirmClearingSettlement' : 'declineClearingSettlement', input };
    },
    foreseen: (model) => {
      const settlement = meant(model.settlements, index);
      const { clearing, owing, amount: value, state } = settlement;
      const to = isConfirmed ? 'CONFIRMED' : 'DECLINED';
      return {
        refusals: [
          ...when(coordinated(by) !== otherOf(settlement.by), 'FORBIDDEN'),
          ...(state === 'PROPOSED' ? [] : [state === to ? 'ALREADY_DONE' : 'WRONG_STATE']),
          ...when(off !== 0, 'VERSION_CONFLICT'),
          ...when(isConfirmed && model.owedBy(clearing, owing) < value, 'NOT_ENOUGH_LEFT'),
        ],
        done: () => {
          settlement.state = to;
          settlement.version += 1;
          if (isConfirmed) model.confirm(settlement);
        },
      };
    },
  }));

export const endClearing: Command = fc
  .record({ index: recent, by: coordinator, off: stale })
  .map(({ index, by, off }) => ({
    said: `end(clearing ${index} by ${by}${off === 0 ? '' : ', another version'})`,
    sent: (things) => {
      const clearing = nth(things.all('clearing'), index);
      if (clearing === null) return null;
      const input = { clearingId: clearing.id, reason: '告一段落', expectedVersion: clearing.version + off };
      return { by, mutation: 'endClearing', input };
    },
    foreseen: (model) => {
      const clearing = meant(model.clearings, index);
      return {
        refusals: [
          ...notInForce(model, clearing),
          ...when(clearing.endings.includes(sideOf(by)), 'ALREADY_DONE'),
          ...when(off !== 0, 'VERSION_CONFLICT'),
        ],
        done: () => {
          model.end(clearing, sideOf(by));
        },
      };
    },
  }));
