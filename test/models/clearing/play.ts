/** What is played of clearings, and between whom. */
import fc from 'fast-check';
import { OpenAccountDocument } from '../../generated/operations.ts';
import { limited } from '../../scenarios/ledger/ledger-steps.ts';
import type { World } from '../../support/world.ts';
import { recent } from '../matching/words.ts';
import { MoveCommand, RepeatCommand, TimeCommand, type Move } from '../play/commands.ts';
import { Real } from '../play/real.ts';
import type { Command, Play } from '../play/sequential.ts';
import { answer, answerSettlement, endClearing, giveBack, pay, propose, settle } from './commands.ts';
import { ClearingModel, CREDIT } from './model.ts';

const moves: readonly fc.Arbitrary<Move<ClearingModel>>[] = [
  ...[propose, propose, answer, answer, answer, pay, pay, pay, pay, pay, pay, pay, giveBack],
  ...[settle, settle, settle, answerSettlement, answerSettlement, answerSettlement, endClearing],
];

const commands: readonly fc.Arbitrary<Command<ClearingModel>>[] = [
  ...moves.map((move) => move.map((drawn) => new MoveCommand(drawn))),
  fc.record({ index: recent, isSame: fc.boolean() }).map(({ index, isSame }) => new RepeatCommand(index, isSame)),
  fc.constantFrom(30, 240, 1440).map((minutes) => new TimeCommand<ClearingModel>(minutes, [])),
];

/** `Made` may be a model that is wrong on purpose. */
export function clearingPlay(world: World, Made: typeof ClearingModel = ClearingModel): Play<ClearingModel> {
  return {
    commands,
    stage: async () => {
      const red = await world.alliance(`红 ${world.key()}`, 'street', 'mall');
      const blue = await world.alliance(`蓝 ${world.key()}`, 'harbour', 'pier');
      const actors = { street: red.street, mall: red.mall, harbour: blue.harbour, pier: blue.pier };
      for (const [coordinator, payer] of [
        [red.street, red.mall],
        [blue.harbour, blue.pier],
      ] as const) {
        await payer.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
        await limited(coordinator, payer, String(CREDIT));
      }
      const units = Object.fromEntries(Object.entries(actors).map(([name, { unitId }]) => [name, unitId]));
      const model = new Made(world.clock.now(), units, { red: red.id, blue: blue.id });
      return { real: new Real(world, actors), model };
    },
  };
}
