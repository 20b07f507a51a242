/** What is played of stocks, and on what; beside them what holds some of them, and what is matched otherwise. */
import fc from 'fast-check';
import { stocked, stockOf } from '../../scenarios/resources/stocking.ts';
import type { World } from '../../support/world.ts';
import { accept, counter, end } from '../matching/answers.ts';
import { claim, order, propose } from '../matching/beginnings.ts';
import { live, publish } from '../matching/listings.ts';
import { cast } from '../matching/play.ts';
import { cancel } from '../matching/promises.ts';
import { recent, UNITS } from '../matching/words.ts';
import { MoveCommand, RepeatCommand, TimeCommand, type Move } from '../play/commands.ts';
import type { Real } from '../play/real.ts';
import type { Command, Play } from '../play/sequential.ts';
import { close, handOut, open } from './handing.ts';
import { count, offer, setMinimum, share, transfer } from './keeping.ts';
import { OWNER, StockModel, type Stocked } from './model.ts';
import { giveBack, issue, receive, writeOff } from './movements.ts';

export const moves: readonly fc.Arbitrary<Move<StockModel>>[] = [
  ...[receive, receive, receive, issue, issue, issue, giveBack, giveBack, writeOff, count, transfer],
  ...[setMinimum, share, offer, offer, offer, open, handOut, handOut, handOut, close],
];

/** What is served from a stock is mostly ordered. */
const matched: readonly fc.Arbitrary<Move<StockModel>>[] = [
  ...[publish, live, propose, claim, order, order, order, order],
  ...[accept, accept, counter, end, cancel],
];

const commands: readonly fc.Arbitrary<Command<StockModel>>[] = [
  ...[...moves, ...matched].map((move) => move.map((drawn) => new MoveCommand<StockModel>(drawn))),
  fc.record({ index: recent, isSame: fc.boolean() }).map(({ index, isSame }) => new RepeatCommand(index, isSame)),
  // What matches hold is given back by the chore, at once: a stock is for all its offers.
  fc
    .record({ minutes: fc.constantFrom(30, 180, 1440, 2880), chores: fc.subarray(['expireListings' as const]) })
    .map(({ minutes, chores }) => new TimeCommand(minutes, ['endOverdueMatches', ...chores])),
];

/** Two stocks of one unit that are counted alike, and nothing in them yet. */
export async function stocks(real: Real): Promise<Stocked> {
  const owner = real.actor(OWNER);
  const found: { id: string; resourceId: string }[] = [];
  for (const name of ['一号库', '二号库']) {
    const resourceId = await stocked(owner, null, '场', { name });
    found.push({ id: (await stockOf(owner, resourceId)).id, resourceId });
  }
  return { stocks: found, units: Object.fromEntries(UNITS.map((name) => [name, real.actor(name).unitId])) };
}

/** `Made` may be a model that is wrong on purpose. */
export function stockPlay(world: World, Made: typeof StockModel = StockModel): Play<StockModel> {
  return {
    commands,
    stage: async () => {
      const real = await cast(world);
      return { real, model: new Made(world.clock.now(), await stocks(real)) };
    },
  };
}
