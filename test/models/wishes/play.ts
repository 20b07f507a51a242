/** What is played of micro-wishes, and by whom. */
import fc from 'fast-check';
import { member } from '../../scenarios/matching/wish-steps.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { recent, UNITS } from '../matching/words.ts';
import { MoveCommand, RepeatCommand, TimeCommand, type Move } from '../play/commands.ts';
import { Real } from '../play/real.ts';
import type { Command, Play } from '../play/sequential.ts';
import { claim, end, enter, takeBack } from './commands.ts';
import { WishModel } from './model.ts';

export const moves: readonly fc.Arbitrary<Move<WishModel>>[] = [
  enter,
  claim,
  claim,
  claim,
  claim,
  takeBack,
  takeBack,
  end,
];

const commands: readonly fc.Arbitrary<Command<WishModel>>[] = [
  ...moves.map((move) => move.map((drawn) => new MoveCommand(drawn))),
  fc.record({ index: recent, isSame: fc.boolean() }).map(({ index, isSame }) => new RepeatCommand(index, isSame)),
  fc
    .record({ minutes: fc.constantFrom(10, 60, 180), chores: fc.subarray(['expireListings' as const]) })
    .map(({ minutes, chores }) => new TimeCommand(minutes, chores)),
];

/** The units of an alliance, somebody else who acts for one of them, and whoever else is named. */
export async function wishing(world: World, others: Readonly<Record<string, Actor>> = {}): Promise<Real> {
  const alliance = await world.alliance(`五色亲邻 ${world.key()}`, ...UNITS);
  const actors = Object.fromEntries(UNITS.map((name) => [name, alliance[name]]));
  return new Real(world, { ...actors, ...others, colleague: await member(world, alliance.mall, alliance) });
}

export function wishPlay(world: World): Play<WishModel> {
  return {
    commands,
    stage: async () => {
      const real = await wishing(world);
      const units = Object.fromEntries(UNITS.map((name) => [name, real.actor(name).unitId]));
      return { real, model: new WishModel(world.clock.now(), units) };
    },
  };
}
