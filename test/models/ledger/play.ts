/** What is played of accounts, and on what. */
import fc from 'fast-check';
import { OpenAccountDocument } from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import { cast } from '../matching/play.ts';
import { recent, UNITS } from '../matching/words.ts';
import { MoveCommand, RepeatCommand, TimeCommand, type Move } from '../play/commands.ts';
import type { Real } from '../play/real.ts';
import type { Command, Play } from '../play/sequential.ts';
import { limit, reverse, transfer } from './commands.ts';
import { dimensionOf, LedgerModel, type Basis, type Opened } from './model.ts';

export const moves: readonly fc.Arbitrary<Move<LedgerModel>>[] = [
  ...[transfer, transfer, transfer, transfer, transfer, transfer, reverse, reverse, limit, limit, limit],
];

const commands: readonly fc.Arbitrary<Command<LedgerModel>>[] = [
  ...moves.map((move) => move.map((drawn) => new MoveCommand(drawn))),
  fc.record({ index: recent, isSame: fc.boolean() }).map(({ index, isSame }) => new RepeatCommand(index, isSame)),
  fc.constantFrom(30, 1440).map((minutes) => new TimeCommand<LedgerModel>(minutes, [])),
];

/** Two accounts of each unit, with nothing in them and no credit. */
export async function accounts(real: Real): Promise<Opened> {
  const found: Opened['accounts'][number][] = [];
  for (const unit of UNITS) {
    for (const basis of Object.keys(dimensionOf) as Basis[]) {
      const { account } = await real
        .actor(unit)
        .do(OpenAccountDocument, { dimension: dimensionOf[basis], unit: basis });
      found.push({ id: there(account).id, unit, basis });
    }
  }
  return { accounts: found, units: Object.fromEntries(UNITS.map((name) => [name, real.actor(name).unitId])) };
}

/** `Made` may be a model that is wrong on purpose. */
export function ledgerPlay(world: World, Made: typeof LedgerModel = LedgerModel): Play<LedgerModel> {
  return {
    commands,
    stage: async () => {
      const real = await cast(world);
      return { real, model: new Made(world.clock.now(), await accounts(real)) };
    },
  };
}
