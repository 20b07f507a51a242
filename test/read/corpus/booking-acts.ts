/** What acts of the corpus on bookings, and on when things can be had, are done to. */
import { AddAvailabilityExceptionDocument, StartBookingDocument } from '../../generated/operations.ts';
import { booked, DAILY, held, of, published, room, ruled, told } from '../../scenarios/resources/booking-steps.ts';
import { slots, there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Things } from '../small-world/supply.ts';

/** Time passes: somebody is late, somebody else does not come. */
export async function bookingThings(world: World, mall: Actor, community: Actor): Promise<Things> {
  const { clock } = world;
  const soon = new Date(clock.now().getTime() + 20 * 60_000).toISOString();
  const later = new Date(clock.now().getTime() + 140 * 60_000).toISOString();
  const { resourceId, slotIds } = await slots(
    mall,
    [
      { start: soon, end: later },
      { start: clock.day(5, '09:00'), end: clock.day(5, '11:00') },
    ],
    20,
  );
  await ruled(mall, resourceId, { freeHours: 240 });
  const [near, far] = [there(slotIds[0]), there(slotIds[1])];
  const [toStart, toComplete, missed] = [
    await booked(community, near),
    await booked(community, near),
    await booked(community, near),
  ];
  await community.do(StartBookingDocument, of(toComplete));
  clock.pass({ minutes: 40 });
  const day = clock.day(9, '09:00').slice(0, 10);
  const today = clock.day(0, '09:00').slice(0, 10);
  const ground = async (name: string): Promise<string> => {
    const id = await published(mall, name);
    await told(mall, id, { since: today, windows: [{ rrule: DAILY, opens: '18:00', closes: '20:00' }], capacity: 9 });
    return id;
  };
  const resourceToRestore = await ground('将恢复');
  const days = { resourceId: resourceToRestore, firstDay: day, lastDay: day, hours: [], reason: '检修' };
  await mall.do(AddAvailabilityExceptionDocument, days);
  const resourceToBookWhole = await published(mall, '将整体预约');
  await ruled(mall, resourceToBookWhole, {});
  return {
    slotToHold: far,
    bookingToConfirm: (await held(community, far)).id,
    bookingToStart: toStart.id,
    bookingToComplete: toComplete.id,
    bookingMissed: missed.id,
    bookingToCancel: (await booked(community, far)).id,
    resourceToRule: await published(mall, '将设规则'),
    resourceToTell: await ground('将设时间'),
    resourceToExcept: await ground('将调整'),
    ...{ resourceToRestore, resourceToBookWhole, today, day },
    hallToBook: await room(mall, '客厅'),
    periodStart: clock.day(1, '10:00'),
    periodEnd: clock.day(1, '12:00'),
    nightStart: clock.day(1, '22:00'),
    nightEnd: clock.day(1, '23:00'),
  };
}
