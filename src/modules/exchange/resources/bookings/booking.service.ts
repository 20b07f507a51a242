import type { Act } from '../../../../data/act.ts';
import { together } from '../../../../data/statement.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { bookingMachine, freeUntil, holdUntil } from '../../../../domain/exchange/booking.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { idIn, parseId, type Id } from '../../../../domain/ids.ts';
import { resourceMachine } from '../../../../domain/exchange/resource.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { isShownTo, mustStandIn } from '../../listings/listing/standing.service.ts';
import { Resource } from '../resources/resource.entity.ts';
import { ruleUnder, termsOf, type RuleTold } from '../rules/rule.service.ts';
import { asOf, lockBooking, periodOf, type OfBooking } from './lock-booking.service.ts';
import { lockSlot, placeBooking, type PlacesOfSlot } from './place-booking.service.ts';
import { tellBooking } from './tell-booking.service.ts';

interface BookSlot {
  readonly idempotencyKey: string;
  readonly slotId: string;
  readonly count: number;
  readonly purpose: string;
}

interface CancelBooking extends OfBooking {
  readonly reason?: string | null;
}

export class BookingService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /**
   * Books places of a slot that the unit sees in its alliance, and whose owner is a member of it: a booking lives in an
   * alliance. Of two who want the last place one gets it.
   */
  book(viewer: Viewer, input: BookSlot): Promise<Done> {
    return this.#work.run(commandOf('bookSlot', viewer, input), async (act) => {
      const { slot, left, wanted } = await wantedIn(act, input);
      return tellBooking(act, 'slot:booked', await placeBooking(act, slot, { ...wanted, state: 'CONFIRMED' }, left));
    });
  }

  /** Keeps places for somebody who has not decided, as long as the rule of the resource says. */
  hold(viewer: Viewer, input: BookSlot): Promise<Done> {
    return this.#work.run(commandOf('holdSlot', viewer, input), async (act) => {
      const { slot, left, rule, wanted } = await wantedIn(act, input);
      if (rule.holdMinutes === 0) {
        throw RefusalError.invalid(
          ['input', 'slotId'],
          '该资源不接受暂留，请直接预约（bookSlot）。',
          'The resource is not held for anybody: book it (bookSlot).',
        );
      }
      const heldUntil = holdUntil(rule, act.now, slot.startsAt);
      const held = await placeBooking(act, slot, { ...wanted, state: 'HELD', heldUntil }, left);
      return tellBooking(act, 'booking:held', held);
    });
  }

  /** Whoever held has decided, in time. */
  confirm(viewer: Viewer, input: OfBooking): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'confirmBooking', input }, async (act) => {
      const booking = await lockBooking(act, input);
      act.assertCan('booking:confirm', booking, 'booking', booking);
      mustNotBePromised(booking, 'booking:confirm');
      booking.state = advance(bookingMachine, asOf(booking, act.now), 'CONFIRMED', 'confirm');
      booking.confirmedAt = act.now;
      act.expectVersion('booking', booking, input.expectedVersion);
      return tellBooking(act, 'booking:confirmed', booking);
    });
  }

  /**
   * Gives places back: whoever booked until so many hours before it begins, later the owner alone, with a reason. A booking
   * that serves an agreement goes with the agreement, not alone.
   */
  cancel(viewer: Viewer, input: CancelBooking): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'cancelBooking', input }, async (act) => {
      const booking = await lockBooking(act, input);
      const { ownerUnitId } = await act.get(Resource, 'resource', booking.resourceId);
      act.assertCan('booking:cancel', { unitId: booking.unitId, ownerUnitId }, 'booking', booking);
      mustNotBePromised(booking, 'booking:cancel');
      const from = asOf(booking, act.now);
      booking.state = advance(bookingMachine, from, 'CANCELLED', 'cancel');
      act.expectVersion('booking', booking, input.expectedVersion);
      const [rule, { start }] = [await ruleUnder(act, booking), await periodOf(act, booking)];
      if (from.state === 'CONFIRMED' && freeUntil(rule, start) <= act.now) {
        act.assertCan('booking:cancel-late', { ownerUnitId }, 'booking', booking);
        mustSayWhy(input);
      }
      booking.cancelledAt = act.now;
      booking.reason = input.reason ?? null;
      return tellBooking(act, 'booking:cancelled', booking);
    });
  }
}

interface WantedIn {
  readonly slot: PlacesOfSlot;
  /** How many places are left for the alliance. */
  readonly left: number;
  readonly rule: RuleTold;
  readonly wanted: {
    readonly unitId: Id<'unit'>;
    readonly allianceId: Id<'alliance'>;
    readonly agreementId: null;
    readonly count: number;
    readonly purpose: string;
    readonly ruleEdition: number | null;
  };
}

/** Whose the resource of a slot is, and who sees it. */
type Seen = Readonly<Pick<Resource, 'id' | 'name' | 'ownerUnitId' | 'visibility' | 'shownTo'>>;

const SEE = `
select r.id, r.name, r.owner_unit_id as "ownerUnitId", r.visibility, to_json(r.shown_to) as "shownTo"
from exchange.slot s join exchange.resource r on r.id = s.resource_id where s.id = $1::uuid`;

/** Whose slot it is can be asked with the rights: a booking lies in the alliance of the hat. What is no id is told by the act. */
function commandOf(mutation: 'bookSlot' | 'holdSlot', viewer: Viewer, input: BookSlot) {
  const slotId = idIn('slot', input.slotId);
  return { mutation, viewer, input, inHat: true, ahead: slotId === null ? [] : [{ text: SEE, values: [slotId] }] };
}

/** The slot, locked, for a unit that may book it in its alliance, under the rule of its resource. */
async function wantedIn(act: Act, input: BookSlot): Promise<WantedIn> {
  const slotId = parseId('slot', input.slotId);
  const allianceId = await act.alliance();
  const [resource] = await act.run<Seen>(SEE, [slotId]);
  if (resource === undefined) throw RefusalError.notFound('slot', slotId);
  act.assertCan('slot:book', { allianceId });
  const { id: resourceId, ownerUnitId, visibility, shownTo } = resource;
  const shown = { ownerUnitId, visibility, shownTo };
  const stand = async (): Promise<void> => {
    if (ownerUnitId !== act.unit) await mustStandIn(act, allianceId, { kind: 'slot', id: slotId }, shown);
  };
  // What is shown here is locked as soon as the membership of its unit is held; what is not, not at all.
  if (isShownTo(shown, allianceId)) act.holdMembershipNow(ownerUnitId, allianceId);
  else await stand();
  const [, { slot, resource: held }, { left, rule }] = await together(
    stand(),
    lockSlot(act, slotId),
    termsOf(act, { id: slotId, resourceId }, allianceId),
  );
  mustBe(resourceMachine, held, 'book', 'AVAILABLE');
  mustBeOfSlots(resource, rule);
  if (slot.startsAt <= act.now) {
    throw RefusalError.invalid(
      ['input', 'slotId'],
      '该时段已经开始，请另选。',
      'The slot has begun already: choose another.',
    );
  }
  const { count, purpose } = input;
  return {
    slot,
    left,
    rule,
    wanted: { unitId: act.unit, allianceId, agreementId: null, count, purpose, ruleEdition: rule.edition },
  };
}

/** What came to be booked as a whole is not booked by the slots that it had before. */
function mustBeOfSlots({ name }: Seen, { mode }: RuleTold): void {
  if (mode === 'SLOTS') return;
  throw RefusalError.invalid(
    ['input', 'slotId'],
    `“${name}”现按起止时间整体预约，请选择时间（bookPeriod）。`,
    `"${name}" is booked as a whole by now: choose a time (bookPeriod).`,
  );
}

function mustNotBePromised(
  { agreementId }: { readonly agreementId?: string | null | undefined },
  action: string,
): void {
  if (agreementId == null) return;
  throw RefusalError.forbidden(action, {
    zh: '该预约属于一份协议，只能随协议签署生效（signAgreement）或一并取消；协议生效前可取消协议（cancelAgreement）。',
    en: 'The booking serves an agreement and goes with that: sign it (signAgreement), or cancel the agreement before it is active (cancelAgreement).',
  });
}

function mustSayWhy({ reason }: CancelBooking): void {
  if (reason != null) return;
  throw RefusalError.invalid(
    ['input', 'reason'],
    '已过免责取消时限，资源方取消须说明原因。',
    'It is past the time until which it may be given up: the owner cancels with a reason.',
  );
}
