/** Whatever is done, in whatever order: what a promise comes to is what a plain reading of its history says, and rates are of these. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ConfirmDeliveryDocument,
  DeclareBreachDocument,
  DisputeDeliveryDocument,
  OutcomesOfDocument,
  RecordInFullDocument,
  ReferDisputeDocument,
  ReleaseCommitmentDocument,
  ReliabilityBehindDocument,
  ResolveDisputeDocument,
  ReverseDeliveryDocument,
  WithdrawDisputeDocument,
} from '../../generated/operations.ts';
import { SEED } from '../../models/play/sequential.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import { again, due, line, reliabilityOf, type Due } from './reliability-steps.ts';

const PROMISED = 4;
const TITLES = ['甲', '乙', '丙'];
const SIZE = { runs: scaled(5, 50), steps: 30 };
const HOUR = 3_600_000;

const step = fc.record({
  act: fc.constantFrom(
    ...(['record', 'record', 'confirm', 'confirm', 'dispute', 'withdraw', 'refer', 'resolve'] as const),
    ...(['reverse', 'release', 'breach', 'pass'] as const),
  ),
  who: fc.constantFrom('mall', 'community'),
  of: fc.nat(TITLES.length - 1),
  which: fc.nat(4),
  amount: fc.integer({ min: 0, max: PROMISED }),
  hoursAgo: fc.nat(2),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What was recorded of a promise, as both sides and the coordinator have left it. */
interface Written {
  readonly id: string;
  readonly by: Step['who'];
  readonly quantity: number;
  readonly at: number;
  readonly reverses: Written | null;
  agreed: number;
  isAnswered: boolean;
  isObjected: boolean;
}

/** A promise and its history. */
class Owed {
  readonly commitmentId: string;
  readonly written: Written[] = [];
  readonly releases: { readonly quantity: number; readonly at: number }[] = [];
  breachedAt: number | null = null;

  constructor(commitmentId: string) {
    this.commitmentId = commitmentId;
  }

  /** How much counts of what was delivered by then, less what was taken back of that, whenever that was. */
  counted(by: number): number {
    return this.written.reduce((sum, { at, agreed, reverses }) => {
      if ((reverses?.at ?? at) > by) return sum;
      return sum + (reverses === null ? agreed : -agreed);
    }, 0);
  }

  outcome(dueAt: number, now: number): string | null {
    if (dueAt > now) return null;
    const owed = PROMISED - this.releases.reduce((sum, { quantity }) => sum + quantity, 0);
    const all = this.counted(now);
    const { breachedAt } = this;
    if (breachedAt !== null && (all < owed || this.releases.some(({ at }) => at >= breachedAt))) return 'BREACHED';
    if (owed === 0) return 'RELEASED';
    const deliveries = this.written.filter(({ reverses }) => reverses === null);
    const stands = ({ by, isObjected, agreed, quantity }: Written): boolean =>
      by === 'mall' && isObjected && agreed < quantity;
    if (deliveries.some(stands)) return 'DISPUTED';
    if (this.counted(dueAt) >= owed) return 'KEPT';
    if (all >= owed) return 'LATE';
    const waiting = deliveries.filter(({ at, isAnswered }) => !isAnswered && at <= dueAt);
    const awaited = waiting.reduce((sum, { quantity }) => sum + quantity, 0);
    return this.counted(dueAt) + awaited >= owed ? 'AWAITED' : 'LATE';
  }
}

class Play {
  readonly #world: World;
  readonly #where: Due;
  readonly #begun: number;
  readonly promises: readonly Owed[];

  constructor(world: World, where: Due) {
    this.#world = world;
    this.#where = where;
    this.#begun = this.now;
    this.promises = TITLES.map((title) => new Owed(there(where.ids.get(title))));
  }

  get now(): number {
    return this.#world.clock.now().getTime();
  }

  async do({ act, who, of, which, amount, hoursAgo }: Step): Promise<void> {
    const it = there(this.promises[of]);
    const { commitmentId } = it;
    const { [who]: by, community } = this.#where;
    if (act === 'pass') {
      this.#world.clock.pass({ hours: 1 });
    } else if (act === 'record') {
      const at = Math.max(this.#begun, this.now - hoursAgo * HOUR);
      const about = { commitmentId, amount: String(amount + 1), occurredAt: new Date(at).toISOString(), note: '履约' };
      const { delivery } = await by.act(RecordInFullDocument, about);
      if (delivery !== null) it.written.push(written(delivery.id, who, amount + 1, at, null));
    } else if (act === 'release') {
      const about = { commitmentId, amount: String(amount + 1), reason: '不再需要' };
      const { commitment } = await community.act(ReleaseCommitmentDocument, about);
      if (commitment !== null) it.releases.push({ quantity: amount + 1, at: this.now });
    } else if (act === 'breach') {
      const { commitment } = await community.act(DeclareBreachDocument, { commitmentId, reason: '未办' });
      if (commitment !== null) it.breachedAt = this.now;
    } else {
      const one = it.written.at(-1 - (which % Math.max(it.written.length, 1)));
      if (one !== undefined) await this.#say(act, who, it, one, amount);
    }
  }

  async #say(
    act: Exclude<Step['act'], 'pass' | 'record' | 'release' | 'breach'>,
    who: Step['who'],
    it: Owed,
    one: Written,
    amount: number,
  ): Promise<void> {
    const { [who]: by, street } = this.#where;
    const about = { deliveryId: one.id, reason: '说明' };
    if (act === 'reverse') {
      const { delivery } = await by.act(ReverseDeliveryDocument, about);
      if (delivery !== null) it.written.push(written(delivery.id, who, Number(delivery.quantity.value), this.now, one));
    } else if (act === 'confirm') {
      const { delivery } = await by.act(ConfirmDeliveryDocument, { deliveryId: one.id });
      if (delivery !== null) Object.assign(one, { agreed: one.quantity, isAnswered: true });
    } else if (act === 'dispute') {
      const { delivery } = await by.act(DisputeDeliveryDocument, about);
      if (delivery !== null) Object.assign(one, { isAnswered: true, isObjected: true });
    } else if (act === 'withdraw') {
      const { delivery } = await by.act(WithdrawDisputeDocument, { deliveryId: one.id });
      if (delivery !== null) one.agreed = one.quantity;
    } else if (act === 'refer') {
      await by.act(ReferDisputeDocument, about);
    } else {
      const { delivery } = await street.act(ResolveDisputeDocument, { ...about, amount: String(amount) });
      if (delivery !== null) one.agreed = amount;
    }
  }
}

const written = (id: string, by: Step['who'], quantity: number, at: number, reverses: Written | null): Written => ({
  ...{ id, by, quantity, at, reverses },
  ...{ agreed: 0, isAnswered: false, isObjected: false },
});

test(`what promises come to is what their histories say (seed ${SEED})`, async () => {
  await using world = await createWorld();
  const red = await world.alliance('五色', 'street', 'mall', 'community');
  const histories = fc.array(step, { minLength: SIZE.steps, maxLength: SIZE.steps });
  const property = fc.asyncProperty(histories, async (steps) => {
    // A time of its own, in which nothing else is due; a step after the last of those before.
    world.clock.pass({ days: 3 });
    const cast = await again(world, red, red.uuid);
    const begun = world.clock.now().getTime();
    const dueAt = begun + 2 * HOUR;
    const where = await due(cast, TITLES, new Date(dueAt).toISOString(), undefined, String(PROMISED));
    const play = new Play(world, where);
    for (const each of steps) await play.do(each);

    const { agreement } = await where.mall.ask(OutcomesOfDocument, { id: where.agreementId });
    const expected = play.promises.map((one) => one.outcome(dueAt, play.now));
    expect(there(agreement).commitments.nodes.map(({ outcome }) => outcome)).toEqual(expected);

    const within = { from: new Date(begun).toISOString(), to: new Date(begun + 48 * HOUR).toISOString() };
    const told = there(await reliabilityOf(where.mall, where.mall, within));
    const count = (outcome: string): number => expected.filter((one) => one === outcome).length;
    const kinds = { kept: 'KEPT', late: 'LATE', disputed: 'DISPUTED', breached: 'BREACHED' } as const;
    const outOf = Object.values(kinds).reduce((sum, outcome) => sum + count(outcome), 0);
    for (const [field, outcome] of Object.entries(kinds) as [
      keyof typeof kinds,
      (typeof kinds)[keyof typeof kinds],
    ][]) {
      const rate = outOf === 0 ? '-' : (Math.round((count(outcome) * 10_000) / outOf) / 10_000).toFixed(4);
      expect([field, line(told[field])]).toEqual([field, `${count(outcome)}/${outOf} ${rate} too few`]);
      const asked = { id: where.mall.unitId, ...within, outcome: [outcome] };
      const { unit } = await where.mall.ask(ReliabilityBehindDocument, asked);
      expect(unit?.reliability?.commitments?.totalCount).toBe(count(outcome));
    }
    expect([told.released, told.awaited]).toEqual([count('RELEASED'), count('AWAITED')]);
  });
  await fc.assert(property, { seed: SEED, numRuns: SIZE.runs });
}, 3_600_000);
