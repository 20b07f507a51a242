/** What is read of stocks, their lots and what is handed out, beside what the model says of them. */
import { expect } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import type { Real } from '../play/real.ts';
import { OWNER, type Distribution, type Lot, type Stock, type StockModel } from './model.ts';

const LOTS = 'lots(first: 50) { nodes { id code expiresOn isExpired onHand { value } } }';
const HANDED = 'distributions(first: 50) { nodes { id state version handedOut { value } handOuts persons } }';
const FIGURES = ['onHand', 'reserved', 'available', 'expired', 'shortfall', 'minimum'].map(
  (name) => `${name} { value }`,
);
const STOCKS = `{ stocks(first: 5) { nodes {
  id version ${FIGURES.join(' ')} isLow isShared movements(first: 1) { totalCount } ${LOTS} ${HANDED}
} } }`;

const SHARED = `query ($first: ID!, $second: ID!) {
  first: resource(id: $first) { available { value } } second: resource(id: $second) { available { value } }
}`;

interface ReadLot {
  readonly id: string;
  readonly code: string | null;
  readonly expiresOn: string | null;
}
interface ReadStock {
  readonly id: string;
  readonly lots: { readonly nodes: readonly ReadLot[] };
  readonly distributions: { readonly nodes: readonly { readonly id: string }[] };
}

/** As their unit sees them, and what somebody else is told of them. */
export async function compareStocks(model: StockModel, real: Real): Promise<void> {
  const asked = await real.actor(OWNER).try<{ stocks: { nodes: readonly ReadStock[] } }, object>(STOCKS);
  expect(asked.errors).toBeUndefined();
  const read = asked.data?.stocks.nodes ?? [];
  for (const stock of model.stocks) learnLots(stock, read.find(({ id }) => id === stock.id)?.lots.nodes ?? []);
  const seen = read.map((stock) => ({
    ...stock,
    lots: byId(stock.lots.nodes),
    distributions: byId(stock.distributions.nodes),
  }));
  expect(byId(seen)).toEqual(byId(model.stocks.map((stock) => seenStock(model, stock))));
  const [first, second] = model.stocks.map((stock) => ({ id: stock.resourceId, told: toldOf(model, stock) }));
  const { data } = await real.actor('power').try<object, object>(SHARED, { first: first?.id, second: second?.id });
  expect(data).toEqual({ first: first?.told, second: second?.told });
  expect(await lows(model, real)).toEqual(model.stocks.map((stock) => stock.lows));
}

const byId = <T extends { readonly id: string }>(things: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(things.map((thing) => [thing.id, thing]));

/** A lot that is new is called as it is read. */
function learnLots({ lots }: Stock, read: readonly ReadLot[]): void {
  for (const lot of lots) {
    const there = read.find(({ code, expiresOn }) => code === lot.code && expiresOn === lot.expiresOn);
    lot.id = there?.id ?? lot.id;
  }
}

const figure = (value: number) => ({ value: String(value) });

function seenStock(model: StockModel, stock: Stock) {
  const { id, version, minimum, isShared, movements } = stock;
  const [onHand, reserved, good] = [model.onHand(stock), model.reserved(stock), model.good(stock)];
  return {
    ...{ id, version, isShared, isLow: model.isLow(stock) },
    ...{ onHand: figure(onHand), reserved: figure(reserved), available: figure(model.available(stock)) },
    ...{ expired: figure(onHand - good), shortfall: figure(Math.max(reserved - onHand, 0)) },
    minimum: minimum === null ? null : figure(minimum),
    movements: { totalCount: movements },
    lots: byId(stock.lots.map((lot) => seenLot(model, lot))),
    distributions: byId(model.distributions.filter((each) => each.stock === stock).map(seenDistribution)),
  };
}

function seenLot(model: StockModel, lot: Lot) {
  const { id, code, expiresOn, onHand } = lot;
  return { id, code, expiresOn, isExpired: !model.isGood(lot), onHand: figure(onHand) };
}

function seenDistribution({ id, state, version, each, given }: Distribution) {
  const persons = new Set(given.map(({ person }) => person)).size;
  return { id, state, version, handedOut: figure(given.length * each), handOuts: given.length, persons };
}

const toldOf = (model: StockModel, stock: Stock) => ({
  available: stock.isShared ? figure(model.available(stock)) : null,
});

/** How often each was told to be low. */
async function lows({ stocks }: StockModel, real: Real): Promise<readonly number[]> {
  const rows = await real.world.sql<{ lows: number }>(
    `select (select count(*)::integer from data.outbox o where o.type = 'stock:low' and o.subject_id = k.id) as lows
     from unnest($1::uuid[]) with ordinality k(id, rank) order by k.rank`,
    [stocks.map(({ id }) => parseId('stock', id))],
  );
  return rows.map((row) => row.lows);
}
