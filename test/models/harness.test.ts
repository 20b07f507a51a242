/** The models can fail: beside one that is wrong on purpose, the history that shows it is found and made small. */
import { expect, test } from '@jest/globals';
import type fc from 'fast-check';
import { createWorld } from '../support/world.ts';
import { redeem, reverse } from './benefits/counter.ts';
import { BenefitModel } from './benefits/model.ts';
import { benefitPlay } from './benefits/play.ts';
import { publish } from './benefits/rules.ts';
import type { Match } from './matching/entities.ts';
import { MatchingModel } from './matching/model.ts';
import { matchingPlay } from './matching/play.ts';
import { MoveCommand, type Model, type Move } from './play/commands.ts';
import { played, type Command, type Failure, type Play } from './play/sequential.ts';
import { StockModel, type Lot, type Stock } from './stock/model.ts';
import { issue, receive } from './stock/movements.ts';
import { stockPlay } from './stock/play.ts';

/** What shows that a model is wrong. */
async function foundOut<M extends Model>(play: Play<M>): Promise<Failure> {
  // Of what a seed draws, some has nothing of it.
  for (let seed = 1; ; seed += 1) {
    const { failure } = await played(play, { seed, patienceMs: 30_000 });
    if (failure !== null) return failure;
  }
}

/** These alone, so that it is found soon. */
const only = <M extends Model>(...moves: readonly fc.Arbitrary<Move<M>>[]): readonly fc.Arbitrary<Command<M>>[] =>
  moves.map((move) => move.map((drawn) => new MoveCommand(drawn)));

/** Forgets that whoever orders holds what they ask for. */
class Forgetful extends MatchingModel {
  override holds(match: Match): number {
    return match.need === null && match.state === 'ACCEPTED_BY_ONE' ? 0 : super.holds(match);
  }
}

test('a model that forgets what an order holds is told so, by an offer and an order', async () => {
  await using world = await createWorld();
  const { history, commands, problem } = await foundOut(matchingPlay(world, Forgetful));
  expect(problem).toContain('isWithin');
  expect(commands).toMatch(/publish offer\(.*order\(/);
  expect(history.length).toBeLessThanOrEqual(6);
});

/** Takes what expires last first. */
class Careless extends StockModel {
  override inOrder(stock: Stock): readonly Lot[] {
    return super.inOrder(stock).toReversed();
  }
}

test('a model that hands out first what expires last is told so, by two lots and what goes out of them', async () => {
  await using world = await createWorld();
  const { history, commands, problem } = await foundOut({
    ...stockPlay(world, Careless),
    commands: only(receive, issue),
  });
  expect(problem).toContain('expiresOn');
  expect(commands).toMatch(/receive\(.*receive\(/);
  expect(history.length).toBeLessThanOrEqual(6);
});

/** Forgets that what was taken back is free again. */
class Unforgiving extends BenefitModel {
  override takes(): boolean {
    return true;
  }
}

test('a model that forgets what was taken back is told so, by a redemption and its reversal', async () => {
  await using world = await createWorld();
  const { history, commands, problem } = await foundOut({
    ...benefitPlay(world, Unforgiving),
    commands: only(publish, redeem, reverse),
  });
  expect(problem).toContain('remaining');
  expect(commands).toMatch(/publish rule\(.*redeem\(.*reverse\(/);
  expect(history.length).toBeLessThanOrEqual(8);
});
