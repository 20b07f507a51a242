/** Whatever becomes of an agreement, in whatever order: it reads the same before and after a chore has written down what time did. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ConfirmDeliveryDocument,
  DisputeDeliveryDocument,
  RecordInFullDocument,
  ResumeAgreementDocument,
  ReverseDeliveryDocument,
  SuspendAgreementDocument,
  TerminateAgreementDocument,
  WithdrawDisputeDocument,
  WithdrawTerminationDocument,
  type AgreementLifeFragment,
} from '../../generated/operations.ts';
import { SEED } from '../../models/play/sequential.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import { said } from './delivery-steps.ts';
import { inForce, lifeOf, writeDown } from './life-steps.ts';
import { hours, promise } from './terms-steps.ts';

const PROMISED = 10;
const SIZE = { runs: scaled(5, 60), steps: 20 };

const step = fc.record({
  act: fc.oneof(
    { weight: 4, arbitrary: fc.constant('record' as const) },
    { weight: 2, arbitrary: fc.constant('pass' as const) },
    ...(['confirm', 'dispute', 'withdraw', 'reverse', 'suspend', 'resume', 'terminate', 'keep', 'write'] as const).map(
      (act) => ({ weight: 1, arbitrary: fc.constant(act) }),
    ),
  ),
  who: fc.constantFrom('mall' as const, 'community' as const),
  which: fc.nat(3),
  many: fc.integer({ min: 1, max: 5 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

class Life {
  readonly #world: World;
  readonly #again: (actor: Actor) => Promise<Actor>;
  #cast: Record<'mall' | 'community', Actor>;
  readonly id: string;

  constructor(
    world: World,
    again: (actor: Actor) => Promise<Actor>,
    cast: Record<'mall' | 'community', Actor>,
    id: string,
  ) {
    this.#world = world;
    this.#again = again;
    this.#cast = cast;
    this.id = id;
  }

  read(): Promise<AgreementLifeFragment> {
    return lifeOf(this.#cast.mall, this);
  }

  /** What they came with expires as time passes. */
  async pass(hoursPassed: number): Promise<void> {
    this.#world.clock.pass({ hours: hoursPassed });
    const { mall, community } = this.#cast;
    this.#cast = { mall: await this.#again(mall), community: await this.#again(community) };
  }

  async do({ act, who, which, many }: Step): Promise<void> {
    const by = this.#cast[who];
    const before = await this.read();
    const of = { agreementId: this.id, expectedVersion: before.version };
    const named = { ...of, reason: '说明' };
    const later = (days: number): string =>
      new Date(this.#world.clock.now().getTime() + days * 86_400_000).toISOString();
    const { id: commitmentId, deliveries } = there(before.commitments.nodes[0]);
    const deliveryId = deliveries.nodes.at(-1 - which)?.id;
    if (act === 'pass') return this.pass(many * 11);
    if (act === 'write') await writeDown(this.#world);
    else if (act === 'record') {
      const { delivery } = await by.act(RecordInFullDocument, said(this.#world, commitmentId, String(many)));
      if (delivery !== null) expect(before.state).toBe('ACTIVE');
    } else if (act === 'suspend') {
      await by.act(SuspendAgreementDocument, { ...named, until: which === 0 ? null : later(many) });
    } else if (act === 'resume') await by.act(ResumeAgreementDocument, of);
    else if (act === 'keep') await by.act(WithdrawTerminationDocument, of);
    else if (act === 'terminate') {
      await by.act(TerminateAgreementDocument, { ...named, effectiveAt: which === 0 ? null : later(many + 1) });
    } else if (deliveryId === undefined) {
      return;
    } else if (act === 'confirm') await by.act(ConfirmDeliveryDocument, { deliveryId });
    else if (act === 'withdraw') await by.act(WithdrawDisputeDocument, { deliveryId });
    else if (act === 'dispute') await by.act(DisputeDeliveryDocument, { deliveryId, reason: '未到场' });
    else await by.act(ReverseDeliveryDocument, { deliveryId, reason: '误登记' });
  }
}

/** Without what changes when it is written down. */
const asRead = ({ version: _, ...life }: AgreementLifeFragment): object => life;

function mustAddUp({ state, commitments }: AgreementLifeFragment): void {
  const one = there(commitments.nodes[0]);
  const [fulfilled, released, outstanding] = [one.fulfilled, one.released, one.outstanding].map(({ value }) =>
    Number(value),
  );
  const known = one.deliveries.nodes;
  expect(there(fulfilled) + there(released) + there(outstanding)).toBe(PROMISED);
  expect(known.reduce((sum, { counted }) => sum + Number(counted.value), 0)).toBe(fulfilled);
  expect(one.state === 'OPEN').toBe(there(outstanding) > 0);
  const isOver = state === 'TERMINATED' || state === 'EXPIRED';
  if (!isOver) return;
  // What may count yet, and no more.
  const open = known.filter((each) => each.reverses === null && ['RECORDED', 'DISPUTED'].includes(each.state));
  const mayCount = open.reduce((sum, { quantity }) => sum + Number(quantity.value), 0);
  expect(there(outstanding)).toBeLessThanOrEqual(mayCount);
}

test(`an agreement is what the clock says, whether that is written down yet or not (seed ${SEED})`, async () => {
  await using world = await createWorld();
  const { mall, community, uuid } = await world.alliance('五色', 'mall', 'community');
  const again = (actor: Actor): Promise<Actor> => world.people.actor(there(actor.person), there(actor.unit), uuid);
  const sequences = fc.array(step, { minLength: SIZE.steps, maxLength: SIZE.steps });
  const property = fc.asyncProperty(sequences, async (steps) => {
    const cast = { mall: await again(mall), community: await again(community) };
    const due = { dueAt: world.clock.day(4, '09:00'), quantity: hours(String(PROMISED)) };
    const terms = { commitments: [promise(cast.mall, cast.community, due)], confirmWithinDays: 2, noticeDays: 2 };
    const { id } = await inForce(cast.mall, cast.community, { ...terms, validThrough: world.clock.day(9, '21:00') });
    const life = new Life(world, again, cast, id);
    for (const each of steps) {
      await life.do(each);
      mustAddUp(await life.read());
    }
    await life.pass(30);
    const before = await life.read();
    await writeDown(world);
    expect(asRead(await life.read())).toEqual(asRead(before));
    // Nothing is left to write down.
    const { version } = await life.read();
    await writeDown(world);
    expect((await life.read()).version).toBe(version);
  });
  await fc.assert(property, { seed: SEED, numRuns: SIZE.runs });
}, 3_600_000);
