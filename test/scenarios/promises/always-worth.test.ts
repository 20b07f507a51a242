/** Whatever is done to a promise, in whatever order: what is posted for it is what counts of it times what one is worth. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SEED } from '../../models/play/sequential.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { balanceOf, differencesOf, limited } from '../ledger/ledger-steps.ts';
import { there } from '../story.ts';
import { DeliveryPlay, step } from './delivery-play.ts';
import { commitmentOf } from './delivery-steps.ts';
import { agreedFor, postedFor, withCredit } from './worth-steps.ts';

const SIZE = { runs: scaled(5, 60), steps: 18 };
const WORTH = 0.5;

/** A coordinator says how far the receiver may go: at times not as far as the promise would take it. */
const limit = fc.constantFrom(0, 1, 3, 5);

test(`what is posted for a promise is what counts of it, by what it is worth (seed ${SEED})`, async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await withCredit(street, community, '0');
  await withCredit(street, mall, '0');
  const steps = fc.array(fc.oneof({ weight: 8, arbitrary: step }, { weight: 1, arbitrary: limit }), {
    ...{ minLength: SIZE.steps, maxLength: SIZE.steps },
  });
  const property = fc.asyncProperty(steps, async (drawn) => {
    const { commitments } = await agreedFor({
      ...{ giver: mall, receiver: community, title: '老年助餐', quantity: { value: '10', unit: '份' } },
      ...{ dimension: 'HOURS', perUnit: { value: String(WORTH), unit: '小时' } },
    });
    const commitmentId = there(commitments[0]);
    const before = Number(await balanceOf(mall));
    const play = new DeliveryPlay(world, { street, mall, community }, commitmentId);
    await limited(street, community, String(before + 3));
    for (const each of drawn) {
      if (typeof each !== 'number') await play.do(each);
      else if (Number(await balanceOf(mall)) - before <= each) await limited(street, community, String(before + each));
      const fulfilled = Number((await commitmentOf(street, commitmentId)).fulfilled.value);
      expect(fulfilled).toBe(play.balance);
      expect(await postedFor(street, mall, commitmentId)).toBe(fulfilled * WORTH);
      expect(Number(await balanceOf(mall))).toBe(before + fulfilled * WORTH);
      expect(Number(await balanceOf(community))).toBe(0 - (before + fulfilled * WORTH));
    }
    expect(await differencesOf(world)).toEqual([]);
  });
  await fc.assert(property, { seed: SEED, numRuns: SIZE.runs });
}, 3_600_000);
