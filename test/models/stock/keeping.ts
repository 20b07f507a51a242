/** Commands on stocks as a whole: counted, moved from one to another, what should be there, who is told, and what is offered. */
import fc from 'fast-check';
import { amount, recent, stale, when } from '../matching/words.ts';
import { meant, nth } from '../play/things.ts';
import { OWNER } from './model.ts';
import { keeper, notTheirs, onStock, resourceAt, stockOf, which, type Command } from './words.ts';

const found = fc.record({ lot: recent, counted: fc.constantFrom(2, 0, 1, 5, 0.5) });

/** What was counted holds, of each lot that is named once. */
export const count: Command = fc
  .record({ by: keeper, which, lots: fc.array(found, { minLength: 1, maxLength: 2 }) })
  .map(({ by, which: index, lots }) => ({
    said: `count(stock ${index} by ${by}, ${lots.map(({ lot, counted }) => `${counted} of lot ${lot}`).join(' and ')})`,
    sent: (things) => {
      const named = lots.flatMap(({ lot, counted }) => {
        const of = nth(things.all('lot'), lot);
        return of === null ? [] : [{ lotId: of.id, counted: String(counted) }];
      });
      if (named.length === 0) return null;
      return onStock(things, index, { by, mutation: 'countStock', input: { lots: named, reason: '盘点' } });
    },
    foreseen: (model) => {
      const stock = stockOf(model, index);
      const named = lots.map(({ lot, counted }) => ({ lot: meant(model.lots, lot), counted }));
      return {
        refusals: [
          ...notTheirs(by, true),
          ...when(new Set(named.map(({ lot }) => lot)).size < named.length, 'INVALID_INPUT'),
          ...when(
            named.some(({ lot }) => lot.stock !== stock),
            'NOT_FOUND',
          ),
        ],
        done: () => {
          model.act(stock, () => {
            for (const { lot, counted } of named) if (counted !== lot.onHand) model.move(lot, counted - lot.onHand);
          });
        },
      };
    },
  }));

/** Lot by lot: what goes out of the one comes into the other. */
export const transfer: Command = fc
  .record({ by: keeper, from: which, isOther: fc.constantFrom(true, true, true, false), amount })
  .map(({ by, from, isOther, amount: wanted }) => ({
    said: `transfer(by ${by}, ${wanted} from stock ${from} to ${isOther ? 'the other' : 'itself'})`,
    sent: (things) => {
      const fromResourceId = resourceAt(things, from);
      const toResourceId = resourceAt(things, isOther ? 1 - from : from);
      if (fromResourceId === null || toResourceId === null) return null;
      return { by, mutation: 'transferStock', input: { fromResourceId, toResourceId, amount: String(wanted) } };
    },
    foreseen: (model) => {
      const [source, target] = [stockOf(model, from), stockOf(model, isOther ? 1 - from : from)];
      return {
        refusals: [
          ...notTheirs(by),
          ...when(!isOther, 'INVALID_INPUT'),
          ...when(wanted > model.available(source), 'NOT_ENOUGH_LEFT'),
        ],
        done: () => {
          model.act(source, () => {
            for (const { lot, share } of model.take(source, wanted)) {
              model.move(model.lotOf(target, lot.code, lot.expiresOn), share);
            }
          });
        },
      };
    },
  }));

/** A figure that is said once more is no change. */
export const setMinimum: Command = fc
  .record({ by: keeper, which, minimum: fc.constantFrom(5, 0, 2, 10), off: stale })
  .map(({ by, which: index, minimum, off }) => ({
    said: `set minimum(stock ${index} by ${by}, ${minimum}${off === 0 ? '' : ', another version'})`,
    sent: (things) => {
      const expectedVersion = (nth(things.all('stock'), index)?.version ?? 1) + off;
      const input = { minimum: String(minimum), expectedVersion };
      return onStock(things, index, { by, mutation: 'setMinimumStock', input });
    },
    foreseen: (model) => {
      const stock = stockOf(model, index);
      return {
        refusals: [...notTheirs(by), ...when(off !== 0, 'VERSION_CONFLICT')],
        done: () => {
          if (stock.minimum !== minimum) stock.version += 1;
          model.act(stock, () => {
            stock.minimum = minimum;
          });
        },
      };
    },
  }));

export const share: Command = fc
  .record({ by: keeper, which, isShared: fc.boolean(), off: stale })
  .map(({ by, which: index, isShared, off }) => ({
    said: `share(stock ${index} by ${by}, ${isShared ? 'with all' : 'with nobody'}${off === 0 ? '' : ', another version'})`,
    sent: (things) => {
      const expectedVersion = (nth(things.all('stock'), index)?.version ?? 1) + off;
      return onStock(things, index, { by, mutation: 'shareStock', input: { isShared, expectedVersion } });
    },
    foreseen: (model) => {
      const stock = stockOf(model, index);
      return {
        refusals: [...notTheirs(by), ...when(off !== 0, 'VERSION_CONFLICT')],
        done: () => {
          if (stock.isShared !== isShared) stock.version += 1;
          stock.isShared = isShared;
        },
      };
    },
  }));

/** An offer that is served from a stock: of no more than can be had of it. */
export const offer: Command = fc
  .record({ which, quantity: fc.constantFrom(3, 1, 5, 8), unit: fc.constantFrom('场', '场', '场', '场', '场', '箱') })
  .map(({ which: index, quantity, unit }) => ({
    said: `publish offer(of stock ${index}, ${quantity} ${unit})`,
    sent: (things) => {
      const about = { title: '物资', description: '说明', category: 'space.hall', visibility: 'ALLIANCE' };
      const input = { ...about, quantity: { value: String(quantity), unit } };
      return onStock(things, index, { by: OWNER, mutation: 'publishOffer', input });
    },
    foreseen: (model) => {
      const stock = stockOf(model, index);
      return {
        refusals: [
          ...when(unit !== '场', 'INVALID_INPUT'),
          ...when(quantity > model.available(stock), 'NOT_ENOUGH_LEFT'),
        ],
        done: ({ made }) => {
          const about = { kind: 'offer', owner: OWNER, quantity, maxPerUnit: null, closesAt: null } as const;
          const { resourceId } = stock;
          const listing = { id: made?.id ?? '', version: 1, ...about, resourceId, state: 'PUBLISHED' as const };
          model.listings.push(listing);
          model.served.push({ offer: listing, stock, issued: 0 });
        },
      };
    },
  }));
