/** Commands on what is handed out to persons: begun, handed out to one, and over. */
import fc from 'fast-check';
import { mobile } from '../../scenarios/resources/stocking.ts';
import { recent, stale, when } from '../matching/words.ts';
import { meant, nth } from '../play/things.ts';
import { OWNER, type Every } from './model.ts';
import { keeper, notTheirs, onStock, stockOf, which, type Command } from './words.ts';

export const open: Command = fc
  .record({
    by: keeper,
    which,
    each: fc.constantFrom(1, 0.5, 2),
    perPerson: fc.constantFrom(1, 2),
    every: fc.constantFrom<Every[]>('EVER', 'DAY', 'MONTH'),
  })
  .map(({ by, which: index, each, perPerson, every }) => ({
    said: `open distribution(of stock ${index} by ${by}, ${each} a time, ${perPerson} times a person, ${every})`,
    sent: (things) => {
      const rule = { title: '礼包', identifiedBy: 'MOBILE', amountEach: String(each), perPerson, every };
      return onStock(things, index, { by, mutation: 'openDistribution', input: rule });
    },
    foreseen: (model) => {
      const stock = stockOf(model, index);
      return {
        refusals: notTheirs(by),
        done: ({ made }) => {
          const rule = { stock, each, perPerson, every, given: [] };
          model.distributions.push({ id: made?.id ?? '', version: 1, ...rule, state: 'OPEN' });
        },
      };
    },
  }));

/** The coordinator sees it as well, and may hand out nothing; to others it is not there. */
const notToHandOut = (by: string): readonly string[] => (by === OWNER ? [] : ['FORBIDDEN', 'NOT_FOUND']);
const hands = fc.oneof({ weight: 5, arbitrary: keeper }, { weight: 1, arbitrary: fc.constant('street') });

/** However a number is written, it is the same person. */
export const handOut: Command = fc
  .record({ by: hands, index: recent, person: fc.nat({ max: 3 }), before: fc.constantFrom('', '', '+86', '86 ') })
  .map(({ by, index, person, before }) => ({
    said: `hand out(distribution ${index} by ${by}, to person ${person}${before === '' ? '' : `, written ${before}`})`,
    sent: (things) => {
      const distribution = nth(things.all('distribution'), index);
      if (distribution === null) return null;
      const input = { distributionId: distribution.id, number: `${before}${mobile(person)}` };
      return { by, mutation: 'handOut', input };
    },
    foreseen: (model) => {
      const distribution = meant(model.distributions, index);
      const { stock, each, perPerson, every, state, given } = distribution;
      return {
        refusals: [
          ...notToHandOut(by),
          ...when(state === 'CLOSED', 'WRONG_STATE'),
          ...when(model.had(distribution, person) >= perPerson, 'ALREADY_DONE'),
          ...when(each > model.available(stock), 'NOT_ENOUGH_LEFT'),
        ],
        done: () => {
          model.act(stock, () => model.take(stock, each));
          given.push({ person, period: model.period(every) });
        },
      };
    },
  }));

export const close: Command = fc.record({ by: hands, index: recent, off: stale }).map(({ by, index, off }) => ({
  said: `close(distribution ${index} by ${by}${off === 0 ? '' : ', another version'})`,
  sent: (things) => {
    const distribution = nth(things.all('distribution'), index);
    if (distribution === null) return null;
    const input = { distributionId: distribution.id, expectedVersion: distribution.version + off };
    return { by, mutation: 'closeDistribution', input };
  },
  foreseen: (model) => {
    const distribution = meant(model.distributions, index);
    return {
      refusals: [
        ...notToHandOut(by),
        ...when(distribution.state === 'CLOSED', 'ALREADY_DONE'),
        ...when(off !== 0, 'VERSION_CONFLICT'),
      ],
      done: () => {
        distribution.state = 'CLOSED';
        distribution.version += 1;
      },
    };
  },
}));
