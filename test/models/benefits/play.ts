/** What is played of benefits, and where. */
import fc from 'fast-check';
import { site } from '../../scenarios/land/sites.ts';
import { someUnit } from '../../scenarios/people/relation-steps.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { recent, UNITS } from '../matching/words.ts';
import { MoveCommand, RepeatCommand, TimeCommand, type Move } from '../play/commands.ts';
import { Real } from '../play/real.ts';
import type { Command, Play } from '../play/sequential.ts';
import { prove, redeem, reverse } from './counter.ts';
import { BenefitModel, OWNER } from './model.ts';
import { fund, live, publish, revise } from './rules.ts';

export const moves: readonly fc.Arbitrary<Move<BenefitModel>>[] = [
  ...[publish, publish, revise, revise, live, fund, fund, prove],
  ...[redeem, redeem, redeem, redeem, redeem, redeem, reverse, reverse],
];

const commands: readonly fc.Arbitrary<Command<BenefitModel>>[] = [
  ...moves.map((move) => move.map((drawn) => new MoveCommand(drawn))),
  fc.record({ index: recent, isSame: fc.boolean() }).map(({ index, isSame }) => new RepeatCommand(index, isSame)),
  ...[1, 2].map(() =>
    fc.constantFrom(60, 720, 1440, 1440, 2880, 4320).map((minutes) => new TimeCommand<BenefitModel>(minutes, [])),
  ),
];

/** A canteen of its own unit; it knows nobody yet. */
export async function counterOf(world: World): Promise<{ readonly canteen: Actor; readonly placeId: string }> {
  const canteen = await someUnit(world, `食堂 ${world.key()}`);
  return { canteen, placeId: await site(canteen, { name: '邻里食堂' }) };
}

/** `Made` may be a model that is wrong on purpose. */
export function benefitPlay(world: World, Made: typeof BenefitModel = BenefitModel): Play<BenefitModel> {
  return {
    commands,
    stage: async () => {
      const { canteen, placeId } = await counterOf(world);
      const alliance = await world.alliance(`五色亲邻 ${world.key()}`, ...UNITS);
      const others = Object.fromEntries(UNITS.map((name) => [name, alliance[name]]));
      const real = new Real(world, { ...others, [OWNER]: canteen });
      const units = Object.fromEntries([...UNITS, OWNER].map((name) => [name, real.actor(name).unitId]));
      return { real, model: new Made(world.clock.now(), { placeId, units }) };
    },
  };
}
