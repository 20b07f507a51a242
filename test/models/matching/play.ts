/** What is played of supply and demand, and who plays it. */
import fc from 'fast-check';
import { slots } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import { MoveCommand, RepeatCommand, TimeCommand, type Move } from '../play/commands.ts';
import { Real } from '../play/real.ts';
import type { Command, Play } from '../play/sequential.ts';
import { accept, counter, end } from './answers.ts';
import { claim, dispatch, order, propose } from './beginnings.ts';
import { live, publish } from './listings.ts';
import { HALL_OWNER, type Slot } from './entities.ts';
import { MatchingModel } from './model.ts';
import { at, book, giveUp, offerHall } from './places.ts';
import { answerDelivery, cancel, deliver, sign } from './promises.ts';
import { after, recent, UNITS } from './words.ts';

/** What happens often is drawn often. */
export const moves: readonly fc.Arbitrary<Move<MatchingModel>>[] = [
  ...[publish, publish, live, propose, claim, claim, order, dispatch],
  ...[offerHall, offerHall, at(order), at(order), at(order), at(claim), at(propose), book, giveUp],
  ...[accept, accept, accept, accept, counter, counter, end],
  ...[sign, sign, sign, cancel, deliver, deliver, deliver, answerDelivery, answerDelivery],
];

const commands: readonly fc.Arbitrary<Command<MatchingModel>>[] = [
  ...moves.map((move) => move.map((drawn) => new MoveCommand(drawn))),
  fc.record({ index: recent, isSame: fc.boolean() }).map(({ index, isSame }) => new RepeatCommand(index, isSame)),
  fc
    .record({
      minutes: fc.constantFrom(10, 30, 180, 1440),
      chores: fc.shuffledSubarray(['endOverdueMatches' as const, 'expireListings' as const]),
    })
    .map(({ minutes, chores }) => new TimeCommand(minutes, chores)),
];

/** Units and an alliance of their own for each history, in one world. */
export async function cast(world: World): Promise<Real> {
  const alliance = await world.alliance(`五色亲邻 ${world.key()}`, ...UNITS);
  return new Real(world, Object.fromEntries(UNITS.map((name) => [name, alliance[name]])));
}

const CAPACITY = 3;

/** A hall, and three times to come. */
async function hall(real: Real): Promise<readonly Slot[]> {
  const starts = [300, 1_500, 4_400].map((minutes) => after(real.world.clock.now(), minutes));
  const periods = starts.map((start) => ({ start: start.toISOString(), end: after(start, 90).toISOString() }));
  const { resourceId, slotIds } = await slots(real.actor(HALL_OWNER), periods, CAPACITY);
  return starts.map((start, i) => ({ id: slotIds[i] ?? '', version: 1, resourceId, start, capacity: CAPACITY }));
}

/** `Made` may be a model that is wrong on purpose. */
export function matchingPlay(world: World, Made: typeof MatchingModel = MatchingModel): Play<MatchingModel> {
  return {
    commands,
    stage: async () => {
      const real = await cast(world);
      const units = Object.fromEntries(UNITS.map((name) => [name, real.actor(name).unitId]));
      return { real, model: new Made(world.clock.now(), units, await hall(real)) };
    },
  };
}
