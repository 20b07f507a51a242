/** What is done to a promise, drawn: recorded, confirmed, disputed, taken back, decided, released, in whatever order. */
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
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { said } from './delivery-steps.ts';

export const step = fc.record({
  act: fc.constantFrom('record', 'confirm', 'dispute', 'reverse', 'withdraw', 'refer', 'resolve', 'release'),
  who: fc.constantFrom('mall', 'community'),
  which: fc.nat(5),
  amount: fc.integer({ min: 0, max: 7 }),
});
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Known {
  readonly id: string;
  readonly quantity: number;
  readonly reverses: Known | null;
  /** What both sides, or a coordinator, stand by. */
  agreed: number;
}

/** Who gives is the mall, and the community who receives. */
export class DeliveryPlay {
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
