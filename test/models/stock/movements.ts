/** Commands on what comes into a stock and goes out of it. */
import fc from 'fast-check';
import { amount, notLive, recent, when } from '../matching/words.ts';
import { dayOf } from '../play/days.ts';
import { meant, nth } from '../play/things.ts';
import type { Lot, Served, Stock, StockModel } from './model.ts';
import { keeper, notTheirs, onStock, stockOf, which, type Command } from './words.ts';

const code = fc.constantFrom(null, null, 'A', 'B');
/** For how many days it is good; what was so until yesterday is not received. */
const goodFor = fc.constantFrom(null, null, null, 0, 1, 3, -1);
const some = fc.option(recent, { freq: 2 });

export const receive: Command = fc
  .record({ by: keeper, which, amount: fc.constantFrom(3, 1, 5, 0.5, 10), code, goodFor })
  .map(({ by, which: index, amount: came, code: number, goodFor: days }) => ({
    said: `receive(stock ${index} by ${by}, ${came}, lot ${number ?? 'of no number'}, good for ${days ?? 'any number of'} days)`,
    sent: (things) => {
      const lot = {
        ...(number === null ? {} : { code: number }),
        ...(days === null ? {} : { expiresOn: dayOf(things.now, days) }),
      };
      const input = { kind: 'RECEIVED', amount: String(came), ...(Object.keys(lot).length === 0 ? {} : { lot }) };
      return onStock(things, index, { by, mutation: 'moveStock', input });
    },
    foreseen: (model) => {
      const stock = stockOf(model, index);
      const lot = () => model.lotOf(stock, number, days === null ? null : dayOf(model.now, days));
      return {
        refusals: [...notTheirs(by), ...when(days !== null && days < 0, 'INVALID_INPUT')],
        done: () => {
          model.act(stock, () => {
            model.move(lot(), came);
          });
        },
      };
    },
  }));

/** An offer is named that is served from this stock; the offer, where one is. */
function servedBy(model: StockModel, stock: Stock, offer: number | null): Served | 'ANOTHER' | null {
  if (offer === null) return null;
  const listing = meant(model.of('offer'), offer);
  return model.served.find((each) => each.offer === listing && each.stock === stock) ?? 'ANOTHER';
}

/** To a unit that does not see the offer that it names, there is none. */
const notSeen = (model: StockModel, offer: number | null, by: string): readonly string[] =>
  offer === null ? [] : notLive(model, meant(model.of('offer'), offer), by).filter((code) => code === 'NOT_FOUND');

/** For an offer what it has promised goes out, otherwise what nobody was promised. */
function notToIssue(model: StockModel, stock: Stock, served: Served | 'ANOTHER' | null, wanted: number) {
  if (served === 'ANOTHER') return ['INVALID_INPUT'];
  const most = served === null ? model.available(stock) : Math.min(model.promised(served), model.good(stock));
  return when(wanted > most, 'NOT_ENOUGH_LEFT');
}

export const issue: Command = fc
  .record({ by: keeper, which, amount, offer: some })
  .map(({ by, which: index, amount: wanted, offer }) => ({
    said: `issue(stock ${index} by ${by}, ${wanted}, for ${offer === null ? 'no offer' : `offer ${offer}`})`,
    sent: (things) => {
      const of = offer === null ? null : nth(things.all('offer'), offer);
      if (offer !== null && of === null) return null;
      const input = { kind: 'ISSUED', amount: String(wanted), ...(of === null ? {} : { offerId: of.id }) };
      return onStock(things, index, { by, mutation: 'moveStock', input });
    },
    foreseen: (model) => {
      const stock = stockOf(model, index);
      const served = servedBy(model, stock, offer);
      return {
        refusals: [...notTheirs(by), ...notSeen(model, offer, by), ...notToIssue(model, stock, served, wanted)],
        done: () => {
          model.act(stock, () => model.take(stock, wanted));
          if (served !== null && served !== 'ANOTHER') served.issued += wanted;
        },
      };
    },
  }));

/** A lot of this stock is named, or of another, where it is not. */
const lotBy = (model: StockModel, stock: Stock, index: number): Lot | null => {
  const lot = meant(model.lots, index);
  return lot.stock === stock ? lot : null;
};

export const giveBack: Command = fc
  .record({ by: keeper, which, amount, offer: some, lot: some })
  .map(({ by, which: index, amount: came, offer, lot }) => ({
    said: `return(stock ${index} by ${by}, ${came}, of ${offer === null ? 'no offer' : `offer ${offer}`}, to ${lot === null ? 'no lot' : `lot ${lot}`})`,
    sent: (things) => {
      const of = offer === null ? null : nth(things.all('offer'), offer);
      const to = lot === null ? null : nth(things.all('lot'), lot);
      if ((offer !== null && of === null) || (lot !== null && to === null)) return null;
      const named = { ...(of === null ? {} : { offerId: of.id }), ...(to === null ? {} : { lotId: to.id }) };
      const input = { kind: 'RETURNED', amount: String(came), ...named };
      return onStock(things, index, { by, mutation: 'moveStock', input });
    },
    foreseen: (model) => {
      const stock = stockOf(model, index);
      const served = servedBy(model, stock, offer);
      const isAnother = served === 'ANOTHER';
      const named = lot === null ? null : lotBy(model, stock, lot);
      return {
        refusals: [
          ...notTheirs(by, lot !== null),
          ...notSeen(model, offer, by),
          ...when(isAnother, 'INVALID_INPUT'),
          ...when(!isAnother && served !== null && came > served.issued, 'NOT_ENOUGH_LEFT'),
          ...when(lot !== null && named === null, 'NOT_FOUND'),
        ],
        done: () => {
          model.act(stock, () => {
            model.move(named ?? model.lotOf(stock, null, null), came);
          });
          if (served !== null && !isAnother) served.issued -= came;
        },
      };
    },
  }));

/** A loss is as it is, whatever is promised. */
export const writeOff: Command = fc
  .record({ by: keeper, which, amount, lot: some, isSaidWhy: fc.constantFrom(true, true, true, false) })
  .map(({ by, which: index, amount: gone, lot, isSaidWhy }) => ({
    said: `write off(stock ${index} by ${by}, ${gone}, of ${lot === null ? 'no lot' : `lot ${lot}`}${isSaidWhy ? '' : ', not saying why'})`,
    sent: (things) => {
      const of = lot === null ? null : nth(things.all('lot'), lot);
      if (lot !== null && of === null) return null;
      const named = { ...(of === null ? {} : { lotId: of.id }), ...(isSaidWhy ? { reason: '受潮' } : {}) };
      const input = { kind: 'WRITTEN_OFF', amount: String(gone), ...named };
      return onStock(things, index, { by, mutation: 'moveStock', input });
    },
    foreseen: (model) => {
      const stock = stockOf(model, index);
      const named = lot === null ? null : lotBy(model, stock, lot);
      const there = named === null ? model.onHand(stock) : named.onHand;
      return {
        refusals: [
          ...notTheirs(by, lot !== null),
          ...when(!isSaidWhy, 'INVALID_INPUT'),
          ...when(lot !== null && named === null, 'NOT_FOUND'),
          ...when(gone > there, 'NOT_ENOUGH_LEFT'),
        ],
        done: () => {
          model.act(stock, () => {
            if (named === null) model.take(stock, gone, true);
            else model.move(named, -gone);
          });
        },
      };
    },
  }));
