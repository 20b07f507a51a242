/** Whatever is done to a promise, in whatever order: no more counts than both stand by, nor than was promised. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SEED } from '../../models/play/sequential.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { DeliveryPlay, step } from './delivery-play.ts';
import { commitmentOf, promised } from './delivery-steps.ts';

const PROMISED = 10;
const SIZE = { runs: scaled(6, 60), steps: 18 };

test(`fulfilment is what both stand by, never more, and never more than the promise (seed ${SEED})`, async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const cast = { street, mall, community };
  const sequences = fc.array(step, { minLength: SIZE.steps, maxLength: SIZE.steps });
  const property = fc.asyncProperty(sequences, async (steps) => {
    const { commitmentId } = await promised(street, mall, community, { value: String(PROMISED) });
    const play = new DeliveryPlay(world, cast, commitmentId);
    for (const each of steps) {
      await play.do(each);
      const { state, fulfilled, outstanding, agreement, deliveries } = await commitmentOf(street, commitmentId);
      expect(Number(fulfilled.value)).toBe(play.balance);
      expect(Number(fulfilled.value)).toBeLessThanOrEqual(PROMISED);
      const left = PROMISED - play.balance - play.released;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(Number(outstanding.value)).toBe(left);
      expect(deliveries.nodes.reduce((sum, { counted }) => sum + Number(counted.value), 0)).toBe(play.balance);
      const done = play.balance === 0 ? 'RELEASED' : 'FULFILLED';
      expect(state).toBe(left === 0 ? done : 'OPEN');
      expect(agreement?.state).toBe(left === 0 ? 'COMPLETED' : 'ACTIVE');
    }
  });
  await fc.assert(property, { seed: SEED, numRuns: SIZE.runs });
}, 3_600_000);
