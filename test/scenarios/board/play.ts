/** Worlds that are drawn for the board: needs, offers and wishes, and how far they come. What is refused is no matter here. */
import fc from 'fast-check';
import {
  AcceptMatchDocument,
  AddTrackDocument,
  BoardStandingDocument,
  ClaimWishDocument,
  CompleteWishDocument,
  ConfirmDeliveryDocument,
  OrderOfferDocument,
  PauseNeedDocument,
  ProposeMatchDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  RecordDeliveryDocument,
  SignAgreementDocument,
  WithdrawNeedDocument,
  type BoardStandingQuery,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import type { World } from '../../support/world.ts';
import { listed, there } from '../story.ts';

const NAMES = ['street', 'mall', 'community', 'power'] as const;
const KINDS = [
  ...([
    'need',
    'need',
    'offer',
    'offer',
    'wish',
    'propose',
    'propose',
    'order',
    'accept',
    'accept',
    'sign',
    'sign',
  ] as const),
  ...(['deliver', 'deliver', 'confirm', 'claim', 'grant', 'withdraw', 'pause', 'wait'] as const),
];

const drawnStep = fc.record({
  kind: fc.constantFrom(...KINDS),
  one: fc.nat({ max: 1_000 }),
  other: fc.nat({ max: 1_000 }),
});
type Step = typeof drawnStep extends fc.Arbitrary<infer S> ? S : never;

export const drawnSteps = fc.array(drawnStep, { minLength: 60, maxLength: 90, size: 'max' });

type Matched = NonNullable<BoardStandingQuery['matches']>['nodes'][number];

interface Played {
  readonly alliance: AllianceOfTest<(typeof NAMES)[number]>;
  readonly outsider: Actor;
  /** An instant when half of it had been done. */
  readonly half: string;
}

export async function played(world: World, steps: readonly Step[]): Promise<Played> {
  const alliance = await world.alliance('五色', ...NAMES);
  const track = { allianceId: alliance.id, name: '服务', colour: '#D9261C', code: 'service', rank: 1 };
  const { track: made } = await alliance.street.do(AddTrackDocument, track);
  const game = new Game(world, alliance, there(made).id);
  // Something of everything, whatever is drawn.
  const begun = ['need', 'offer', 'wish', 'propose', 'accept', 'sign', 'deliver', 'claim'] as const;
  for (const [i, kind] of begun.entries()) await game.step({ kind, one: i, other: i + 1 });
  let half = world.clock.now().toISOString();
  for (const [i, step] of steps.entries()) {
    await game.step(step);
    if (i === Math.floor(steps.length / 2)) {
      world.clock.pass({ seconds: 1 });
      half = world.clock.now().toISOString();
    }
  }
  const unit = await world.people.unit('outsider');
  return { alliance, half, outsider: await world.people.actor(await world.people.post(unit), unit, null) };
}

class Game {
  readonly #world: World;
  readonly #alliance: Played['alliance'];
  readonly #trackId: string;
  readonly #needs: { readonly id: string; readonly by: Actor }[] = [];
  readonly #wishes: { readonly id: string; readonly by: Actor }[] = [];
  readonly #offers: string[] = [];
  readonly #recorded: { readonly id: string; readonly by: Actor }[] = [];

  constructor(world: World, alliance: Played['alliance'], trackId: string) {
    this.#world = world;
    this.#alliance = alliance;
    this.#trackId = trackId;
  }

  async step({ kind, one, other }: Step): Promise<void> {
    const { street } = this.#alliance;
    const actor = this.#alliance[pick(NAMES, one)];
    const [need, wish, offer] = [pickIf(this.#needs, one), pickIf(this.#wishes, one), pickIf(this.#offers, other)];
    switch (kind) {
      case 'need': {
        const { need: made } = await actor.do(PublishNeedDocument, this.#about(one, other));
        this.#needs.push({ id: there(made).id, by: actor });
        return;
      }
      case 'wish': {
        const about = { ...this.#about(one, other), kind: 'MICRO_WISH' as const, maxClaims: 2 };
        const { need: made } = await actor.do(PublishNeedDocument, about);
        this.#wishes.push({ id: there(made).id, by: actor });
        return;
      }
      case 'offer':
        this.#offers.push(there((await actor.do(PublishOfferDocument, this.#about(one, other))).offer).id);
        return;
      case 'propose':
        if (need && offer) await street.act(ProposeMatchDocument, { needId: need.id, offerId: offer, amount: '1' });
        return;
      case 'order':
        if (offer) await actor.act(OrderOfferDocument, { offerId: offer, amount: '1' });
        return;
      case 'claim':
        if (wish) await actor.act(ClaimWishDocument, { needId: wish.id });
        return;
      case 'grant':
        if (wish) await wish.by.act(CompleteWishDocument, { needId: wish.id, expectedVersion: 1 });
        return;
      case 'withdraw':
        if (need && other % 3 === 0) await need.by.act(WithdrawNeedDocument, { needId: need.id, expectedVersion: 1 });
        return;
      case 'pause':
        if (need && other % 3 === 0) await need.by.act(PauseNeedDocument, { needId: need.id, expectedVersion: 1 });
        return;
      case 'wait':
        this.#world.clock.pass({ minutes: 7 });
        return;
      default:
        await this.#promised(kind, one);
    }
  }

  /** What becomes of a match: both accept, both sign, something is delivered and confirmed. */
  async #promised(kind: 'accept' | 'sign' | 'deliver' | 'confirm', one: number): Promise<void> {
    const { matches } = await this.#alliance.street.ask(BoardStandingDocument, {});
    const match = pickIf(there(matches).nodes, one);
    if (match === undefined) return;
    const [supplier, demander] = [this.#unit(match.supplier), this.#unit(match.demander)];
    const { agreement } = match;
    if (kind === 'accept') {
      await supplier.act(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version });
      await demander.act(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version + 1 });
      await demander.act(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version });
    } else if (kind === 'sign' && agreement !== null) {
      const { id: agreementId, version } = agreement;
      await supplier.act(SignAgreementDocument, { agreementId, expectedVersion: version });
      await demander.act(SignAgreementDocument, { agreementId, expectedVersion: version + 1 });
    } else if (kind === 'deliver') {
      const [commitment] = agreement?.commitments.nodes ?? [];
      if (commitment === undefined) return;
      const occurredAt = this.#world.clock.now().toISOString();
      const said = { commitmentId: commitment.id, amount: one % 2 === 0 ? '1' : '0.5', occurredAt, note: '按约进行' };
      const { delivery } = await supplier.act(RecordDeliveryDocument, said);
      if (delivery !== null) this.#recorded.push({ id: delivery.id, by: demander });
    } else {
      const recorded = pickIf(this.#recorded, one);
      if (recorded) await recorded.by.act(ConfirmDeliveryDocument, { deliveryId: recorded.id });
    }
  }

  #unit(unit: Matched['supplier']): Actor {
    return there(NAMES.map((name) => this.#alliance[name]).find(({ unitId }) => unitId === unit?.id));
  }

  #about(one: number, other: number) {
    const visibility = pick(['ALLIANCE', 'ALLIANCE', 'PUBLIC', 'UNIT'] as const, other);
    const audience = visibility === 'UNIT' ? {} : { audience: [this.#alliance.id] };
    const { clock } = this.#world;
    const at = (minutes: number): string => new Date(clock.now().getTime() + minutes * 60_000).toISOString();
    const period = other % 2 === 0 ? {} : { period: { start: at(1), end: at(20) } };
    const category = pick(['space.hall', 'staff.volunteer', 'space.meeting'], one);
    const track = visibility !== 'UNIT' && one % 2 === 0 ? { trackId: this.#trackId } : {};
    return { ...listed({ category, visibility, value: '2', ...period }), ...audience, ...track };
  }
}

function pick<T>(of: readonly T[], i: number): T {
  return there(pickIf(of, i));
}

const pickIf = <T>(of: readonly T[], i: number): T | undefined => of[i % of.length];
