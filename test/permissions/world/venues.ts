/** When things can be had, and what became of bookings: held, used, missed, given up late; rooms that are booked as a whole. */
import { parseId } from '../../../src/domain/ids.ts';
import {
  AddAvailabilityExceptionDocument,
  CompleteBookingDocument,
  ConfirmBookingDocument,
  GiveUpBookingDocument,
  RecordNoShowDocument,
  RemoveAvailabilityExceptionDocument,
  StartBookingDocument,
} from '../../generated/operations.ts';
import {
  booked,
  DAILY,
  held,
  of,
  published,
  room,
  ruled,
  taken,
  told,
  TODAY,
} from '../../scenarios/resources/booking-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

export async function host(world: World, { id, supplier, demander, both }: Side): Promise<void> {
  for (const owner of [supplier, both]) {
    const visitor = owner === both ? supplier : both;
    const ground = await published(owner, '操场', { audience: [id] });
    await ruled(owner, ground, {});
    const { slots } = await told(owner, ground, {
      windows: [{ rrule: DAILY, opens: '09:20', closes: '12:20', lastDay: TODAY }],
      slotMinutes: 60,
      capacity: 9,
      shares: [{ allianceId: id, atMost: 8 }],
    });
    const days = { resourceId: ground, firstDay: '2026-12-24', lastDay: '2026-12-25', hours: [], reason: '检修' };
    await owner.do(AddAvailabilityExceptionDocument, days);
    await owner.do(RemoveAvailabilityExceptionDocument, { resourceId: ground, day: '2026-12-24' });
    const slot = there(slots.nodes[0]).id;
    await held(visitor, slot);
    await demander.do(ConfirmBookingDocument, of(await held(demander, slot)));
    const [used, missed, late] = [
      await booked(demander, slot),
      await booked(visitor, slot),
      await booked(demander, slot),
    ];
    const { booking: begun } = await demander.do(StartBookingDocument, of(used));
    await demander.do(CompleteBookingDocument, of(there(begun)));
    await owner.do(GiveUpBookingDocument, { ...of(late), reason: '停电' });
    // It is of an hour before: nobody came.
    await world.sql(
      "update exchange.slot set starts_at = starts_at - interval '1 hour', ends_at = ends_at - interval '1 hour' where id = $1",
      [parseId('slot', slot)],
    );
    await owner.do(RecordNoShowDocument, of(missed));
    const hall = await room(owner, '客厅');
    const at = (time: string) => `${TODAY}T${time}:00+08:00`;
    await taken(visitor, hall, at('15:00'), at('17:00'));
  }
}
