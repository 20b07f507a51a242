/** The models can fail: beside one that is wrong on purpose, the history that shows it is found and made small. */
import { expect, test } from '@jest/globals';
import { createWorld } from '../support/world.ts';
import { MatchingModel, type Match } from './matching/model.ts';
import { matchingPlay } from './matching/play.ts';
import { played } from './play/sequential.ts';

/** Forgets that whoever orders holds what they ask for. */
class Forgetful extends MatchingModel {
  override holds(match: Match): number {
    return match.need === null && match.state === 'ACCEPTED_BY_ONE' ? 0 : super.holds(match);
  }
}

test('a model that forgets what an order holds is told so, by an offer and an order', async () => {
  await using world = await createWorld();
  const found = [];
  // Of what a seed draws, some has no such order in it.
  for (let seed = 1; found.length === 0; seed += 1) {
    const { failure } = await played(matchingPlay(world, Forgetful), { seed, patienceMs: 30_000 });
    if (failure !== null) found.push(failure);
  }
  const [{ history, commands, problem }] = found as [(typeof found)[0]];
  expect(problem).toContain('isWithin');
  expect(commands).toMatch(/publish offer\(.*order\(/);
  expect(history.length).toBeLessThanOrEqual(6);
});
