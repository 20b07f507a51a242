/** How commands on stocks are drawn. */
import fc from 'fast-check';
import type { Move } from '../play/commands.ts';
import type { Sent } from '../play/sending.ts';
import { meant, nth, type Things } from '../play/things.ts';
import { when } from '../matching/words.ts';
import { OWNER, type Stock, type StockModel } from './model.ts';

export type Command = fc.Arbitrary<Move<StockModel>>;

/** Mostly the unit that has the stocks; sometimes one that may not. */
export const keeper = fc.constantFrom(OWNER, OWNER, OWNER, OWNER, OWNER, OWNER, OWNER, OWNER, OWNER, 'power');

/** One of two. */
export const which = fc.nat({ max: 1 });

/** A stock by its number, as commands name it: by the resource that is counted. */
export function resourceAt(things: Things, index: number): string | null {
  const stock = nth<object>(things.all('stock'), index);
  return stock !== null && 'resourceId' in stock ? String(stock.resourceId) : null;
}

/** What is sent about a stock; null where there is none. */
export function onStock(things: Things, index: number, { by, mutation, input }: Sent): Sent | null {
  const resourceId = resourceAt(things, index);
  return resourceId === null ? null : { by, mutation, input: { resourceId, ...input } };
}

export const stockOf = (model: StockModel, index: number): Stock => meant(model.stocks, index);

/** Everybody sees what is counted, and its unit alone keeps it; its lots are not there for others. */
export const notTheirs = (by: string, isLotNamed = false): readonly string[] => [
  ...when(by !== OWNER, 'FORBIDDEN'),
  ...when(by !== OWNER && isLotNamed, 'NOT_FOUND'),
];
