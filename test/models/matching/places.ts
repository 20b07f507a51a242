/** Commands on places: a hall is offered, a match names a slot of it, and places are booked without one. */
import fc from 'fast-check';
import type { Move } from '../play/commands.ts';
import { meant, nth, type Things } from '../play/things.ts';
import { HALL_OWNER, type Listing, type Slot } from './entities.ts';
import type { MatchingModel } from './model.ts';
import { anyone, recent, stale, when } from './words.ts';

type Command = fc.Arbitrary<Move<MatchingModel>>;

const which = fc.nat({ max: 2 });
const places = fc.constantFrom(1, 1, 2, 3);

/** The resource that a slot is of. */
const resourceOf = (things: Things, index: number): string | null => {
  const slot = nth<object>(things.all('slot'), index);
  return slot !== null && 'resourceId' in slot ? String(slot.resourceId) : null;
};

export const offerHall: Command = fc.constantFrom(3, 5, 8).map((quantity) => ({
  said: `publish offer(of the hall, ${quantity})`,
  sent: (things) => {
    const resourceId = resourceOf(things, 0);
    if (resourceId === null) return null;
    const about = { title: '大厅', description: '说明', category: 'space.hall', visibility: 'ALLIANCE' };
    const input = { ...about, quantity: { value: String(quantity), unit: '场' }, resourceId };
    return { by: HALL_OWNER, mutation: 'publishOffer', input };
  },
  foreseen: (model) => ({
    refusals: [],
    done: ({ made }) => {
      const about = { kind: 'offer', owner: HALL_OWNER, quantity, maxPerUnit: null, closesAt: null } as const;
      const { resourceId } = meant(model.slots, 0);
      model.listings.push({ id: made?.id ?? '', version: 1, ...about, resourceId, state: 'PUBLISHED' });
    },
  }),
}));

/** Of the hall that is offered, to come, and with so many places as things stand; they are booked later. */
const notInSlot = (model: MatchingModel, offer: Listing | undefined, slot: Slot, wanted: number): readonly string[] => [
  ...when(offer?.resourceId !== slot.resourceId || slot.start <= model.now, 'INVALID_INPUT'),
  ...when(wanted > model.free(slot), 'SLOT_FULL'),
];

/** The same beginning of a match, with places of a slot. */
export const at = (beginning: Command): Command =>
  fc.record({ move: beginning, which, places }).map(({ move, which: index, places: wanted }) => ({
    said: `${move.said} at slot ${index} with ${wanted} places`,
    sent: (things) => {
      const [sent, slot] = [move.sent(things), nth(things.all('slot'), index)];
      if (sent === null || slot === null) return null;
      return { ...sent, input: { ...sent.input, slotId: slot.id, places: wanted } };
    },
    foreseen: (model) => {
      const slot = meant(model.slots, index);
      const offerId = move.sent(model)?.input['offerId'];
      const offer = model.of('offer').find(({ id }) => id === offerId);
      const { refusals, done } = move.foreseen(model);
      return {
        refusals: [...refusals, ...notInSlot(model, offer, slot, wanted)],
        done: (answer) => {
          done(answer);
          meant(model.matches, 0).place = { slot, places: wanted };
        },
      };
    },
  }));

export const book: Command = fc.record({ by: anyone, which, places }).map(({ by, which: index, places: count }) => ({
  said: `book(${by}, slot ${index}, ${count} places)`,
  sent: (things) => {
    const slot = nth(things.all('slot'), index);
    return slot === null ? null : { by, mutation: 'bookSlot', input: { slotId: slot.id, count, purpose: '活动' } };
  },
  foreseen: (model) => {
    const slot = meant(model.slots, index);
    return {
      refusals: [...when(slot.start <= model.now, 'INVALID_INPUT'), ...when(count > model.free(slot), 'SLOT_FULL')],
      done: ({ made }) => {
        const of = { slot, unit: by, count, isPromised: false, state: 'CONFIRMED' as const };
        model.booked.push({ id: made?.id ?? '', version: 1, ...of });
      },
    };
  },
}));

/** What serves an agreement goes with it, and not alone; from its beginning on the owner alone takes anything back. */
export const giveUp: Command = fc
  .record({ side: fc.constantFrom('unit', 'unit', 'owner', null), by: anyone, index: recent, off: stale })
  .map(({ side, by, index, off }) => {
    const who = (booking: object): string => {
      if (side === 'owner') return HALL_OWNER;
      return side === 'unit' && 'unit' in booking ? String(booking.unit) : by;
    };
    return {
      said: `cancel(booking ${index} by ${side ?? by}${off === 0 ? '' : ', another version'})`,
      sent: (things) => {
        const booking = nth(things.all('booking'), index);
        if (booking === null) return null;
        const input = { bookingId: booking.id, expectedVersion: booking.version + off, reason: '另有安排' };
        return { by: who(booking), mutation: 'cancelBooking', input };
      },
      foreseen: (model) => {
        const booking = meant(model.bookings, index);
        const [unit, { isPromised, state, slot }] = [who(booking), booking];
        return {
          refusals: [
            ...(unit === booking.unit || unit === HALL_OWNER ? [] : ['FORBIDDEN', 'NOT_FOUND']),
            ...when(isPromised || (unit !== HALL_OWNER && slot.start <= model.now), 'FORBIDDEN'),
            ...when(state === 'CANCELLED', 'ALREADY_DONE'),
            ...when(off !== 0, 'VERSION_CONFLICT'),
          ],
          done: () => {
            booking.state = 'CANCELLED';
            booking.version += 1;
          },
        };
      },
    };
  });
