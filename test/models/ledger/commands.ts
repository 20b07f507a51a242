/** Commands on accounts: one unit pays another, who was paid gives it back, and the coordinator says how far they may go. */
import fc from 'fast-check';
import { amount, anyone, recent, stale, when } from '../matching/words.ts';
import type { Move } from '../play/commands.ts';
import { meant, nth } from '../play/things.ts';
import { balanceOf, dimensionOf, type Basis, type LedgerModel } from './model.ts';

type Command = fc.Arbitrary<Move<LedgerModel>>;

const basis = fc.constantFrom<Basis[]>('小时', '小时', '小时', '份');

export const transfer: Command = fc
  .record({ by: anyone, to: anyone, basis, value: amount })
  .map(({ by, to, basis: unit, value }) => ({
    said: `transfer(${value} ${unit} from ${by} to ${to})`,
    sent: (things) => {
      const quantity = { value: String(value), unit };
      const input = { toUnitId: things.unitId(to), dimension: dimensionOf[unit], quantity, note: '服务' };
      return { by, mutation: 'transfer', input };
    },
    foreseen: (model) => {
      const [from, into] = [model.accountOf(by, unit), model.accountOf(to, unit)];
      return {
        refusals: by === to ? ['FORBIDDEN'] : when(!model.mayGo(from, into, value), 'ACCOUNT_LIMIT_REACHED'),
        done: ({ made }) => {
          model.post(made?.id ?? '', from, into, value, false);
        },
      };
    },
  }));

/** Whoever sees it and was not paid is told so; to others it is not there. */
const notTheirs = (by: string, who: string, seenBy: readonly string[]): readonly string[] =>
  by === who ? [] : seenBy.includes(by) ? ['FORBIDDEN'] : ['NOT_FOUND'];

export const reverse: Command = fc
  .record({ index: recent, other: fc.option(anyone, { freq: 3 }) })
  .map(({ index, other }) => ({
    said: `reverse(posting ${index}${other === null ? '' : ` by ${other}`})`,
    sent: (things) => {
      const posting = nth(things.all('posting'), index);
      if (posting === null) return null;
      const payee = 'to' in posting ? (posting.to as { readonly unit: string }).unit : 'mall';
      const input = { postingId: posting.id, note: '有误' };
      return { by: other ?? payee, mutation: 'reversePosting', input };
    },
    foreseen: (model) => {
      const posting = meant(model.postings, index);
      const { from, to, amount: value, isCorrection, isReversed } = posting;
      const by = other ?? to.unit;
      const limits = when(!model.mayGo(to, from, value), 'ACCOUNT_LIMIT_REACHED');
      return {
        refusals: [
          ...notTheirs(by, to.unit, [from.unit, 'street']),
          ...when(isCorrection, 'INVALID_INPUT'),
          ...(isReversed ? ['ALREADY_DONE'] : limits),
        ],
        done: ({ made }) => {
          posting.isReversed = true;
          model.post(made?.id ?? '', to, from, value, true);
        },
      };
    },
  }));

export const limit: Command = fc
  .record({
    by: fc.constantFrom('street' as const, 'street' as const, 'street' as const, 'street' as const, 'mall' as const),
    index: fc.nat({ max: 7 }),
    creditLimit: fc.constantFrom(0, 3, 10, 10),
    ceiling: fc.constantFrom(null, null, 4, 12),
    off: stale,
  })
  .map(({ by, index, creditLimit, ceiling, off }) => ({
    said: `limit(account ${index} by ${by}, ${creditLimit} down and ${ceiling ?? 'no'} up${off === 0 ? '' : ', another version'})`,
    sent: (things) => {
      const account = nth(things.all('account'), index);
      if (account === null) return null;
      const limits = { creditLimit: String(creditLimit), ceiling: ceiling === null ? null : String(ceiling) };
      const input = { accountId: account.id, ...limits, expectedVersion: account.version + off };
      return { by, mutation: 'setAccountLimit', input };
    },
    foreseen: (model) => {
      const account = meant(model.accounts, index);
      const balance = balanceOf(account);
      const isPassed = balance < -creditLimit || (ceiling !== null && balance > ceiling);
      return {
        refusals: [
          ...notTheirs(by, 'street', [account.unit]),
          // Who coordinates gives its own unit no credit.
          ...when(by === account.unit && creditLimit > account.creditLimit, 'FORBIDDEN'),
          ...when(off !== 0, 'VERSION_CONFLICT'),
          ...when(isPassed, 'ACCOUNT_LIMIT_REACHED'),
        ],
        done: () => {
          // What is said as it stands changes nothing.
          if (account.creditLimit !== creditLimit || account.ceiling !== ceiling) account.version += 1;
          account.creditLimit = creditLimit;
          account.ceiling = ceiling;
        },
      };
    },
  }));
