/** Whatever is done to a promise, in whatever order: no more counts than both stand by, nor than was promised. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ConfirmDeliveryDocument,
  DisputeDeliveryDocument,
  RecordInFullDocument,
  ReferDisputeDocument,
  ReleaseCommitmentDocument,
  ResolveDisputeDocument,
  ReverseDeliveryDocument,
  WithdrawDisputeDocument,
} from '../../generated/operations.ts';
import { SEED } from '../../models/play/sequential.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld, type World } from '../../support/world.ts';
import { commitmentOf, promised, said } from './delivery-steps.ts';

const PROMISED = 10;
const SIZE = { runs: scaled(6, 60), steps: 18 };

const step = fc.record({
  act: fc.constantFrom('record', 'confirm', 'dispute', 'reverse', 'withdraw', 'refer', 'resolve', 'release'),
  who: fc.constantFrom('mall', 'community'),
  which: fc.nat(5),
  amount: fc.integer({ min: 0, max: 7 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Known {
  readonly id: string;
  readonly quantity: number;
  readonly reverses: Known | null;
  /** What both sides, or a coordinator, stand by. */
  agreed: number;
}

class Play {
  readonly #world: World;
  readonly #cast: Record<'street' | 'mall' | 'community', Actor>;
  readonly #commitmentId: string;
  readonly known: Known[] = [];
  released = 0;

  constructor(world: World, cast: Record<'street' | 'mall' | 'community', Actor>, commitmentId: string) {
    this.#world = world;
    this.#cast = cast;
    this.#commitmentId = commitmentId;
  }

  async do({ act, who, which, amount }: Step): Promise<void> {
    const [by, { street }] = [this.#cast[who], this.#cast];
    if (act === 'record') {
      const { delivery } = await by.act(
        RecordInFullDocument,
        said(this.#world, this.#commitmentId, String(amount + 1)),
      );
      if (delivery !== null) this.known.push({ id: delivery.id, quantity: amount + 1, reverses: null, agreed: 0 });
      return;
    }
    if (act === 'release') {
      const given = { commitmentId: this.#commitmentId, amount: String(amount + 1), reason: '不再需要' };
      if ((await this.#cast.community.act(ReleaseCommitmentDocument, given)).commitment !== null)
        this.released += amount + 1;
      return;
    }
    const it = this.known.at(-1 - (which % Math.max(this.known.length, 1)));
    if (it === undefined) return;
    const about = { deliveryId: it.id, reason: '说明' };
    if (act === 'reverse') {
      const { delivery } = await by.act(ReverseDeliveryDocument, about);
      if (delivery !== null) {
        this.known.push({ id: delivery.id, quantity: Number(delivery.quantity.value), reverses: it, agreed: 0 });
      }
    } else if (act === 'confirm') {
      if ((await by.act(ConfirmDeliveryDocument, { deliveryId: it.id })).delivery !== null) it.agreed = it.quantity;
    } else if (act === 'withdraw') {
      if ((await by.act(WithdrawDisputeDocument, { deliveryId: it.id })).delivery !== null) it.agreed = it.quantity;
    } else if (act === 'dispute') {
      await by.act(DisputeDeliveryDocument, about);
    } else if (act === 'refer') {
      await by.act(ReferDisputeDocument, about);
    } else if ((await street.act(ResolveDisputeDocument, { ...about, amount: String(amount) })).delivery !== null) {
      it.agreed = amount;
    }
  }

  /** What both stand by, less what they took back. */
  get balance(): number {
    return this.known.reduce((sum, { agreed, reverses }) => sum + (reverses === null ? agreed : -agreed), 0);
  }
}

test(`fulfilment is what both stand by, never more, and never more than the promise (seed ${SEED})`, async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const cast = { street, mall, community };
  const sequences = fc.array(step, { minLength: SIZE.steps, maxLength: SIZE.steps });
  const property = fc.asyncProperty(sequences, async (steps) => {
    const { commitmentId } = await promised(street, mall, community, { value: String(PROMISED) });
    const play = new Play(world, cast, commitmentId);
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
