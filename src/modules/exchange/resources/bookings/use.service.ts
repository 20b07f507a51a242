/** What becomes of a booking when its time has come: somebody comes, and goes again; or nobody does. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { minuteInChina } from '../../../../domain/calendar.ts';
import type { BookingRule } from '../../../../domain/exchange/booking-rule.ts';
import { bookingMachine, missedFrom, over, startsFrom, tooEarly } from '../../../../domain/exchange/booking.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { Resource } from '../resources/resource.entity.ts';
import { ruleUnder } from '../rules/rule.service.ts';
import type { Booking } from './booking.entity.ts';
import { asOf, lockBooking, periodOf, type OfBooking } from './lock-booking.service.ts';
import { tellBooking } from './tell-booking.service.ts';

export class UseService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  start(viewer: Viewer, input: OfBooking): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'startBooking', input }, async (act) => {
      const { booking, rule } = await usable(act, input);
      booking.state = advance(bookingMachine, asOf(booking, act.now), 'IN_USE', 'start');
      act.expectVersion('booking', booking, input.expectedVersion);
      const { start, end } = await periodOf(act, booking);
      mustBeAfter(act, booking, startsFrom(rule, start), 'start');
      if (end <= act.now)
        throw RefusalError.of('WRONG_STATE', { kind: 'booking', id: booking.id, act: 'start', ...over });
      booking.startedAt = act.now;
      return tellBooking(act, 'booking:started', booking);
    });
  }

  complete(viewer: Viewer, input: OfBooking): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'completeBooking', input }, async (act) => {
      const { booking } = await usable(act, input);
      booking.state = advance(bookingMachine, asOf(booking, act.now), 'COMPLETED', 'complete');
      act.expectVersion('booking', booking, input.expectedVersion);
      booking.completedAt = act.now;
      return tellBooking(act, 'booking:completed', booking);
    });
  }

  /** Somebody in the post that the rule names was there and saw nobody come; who that is stays with the booking. */
  recordNoShow(viewer: Viewer, input: OfBooking): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'recordNoShow', input }, async (act) => {
      const booking = await lockBooking(act, input);
      const { ownerUnitId } = await act.get(Resource, 'resource', booking.resourceId);
      act.assertCan('booking:record-no-show', { ownerUnitId }, 'booking', booking);
      const rule = await ruleUnder(act, booking);
      const postId = await attendantPost(act, ownerUnitId, rule);
      booking.state = advance(bookingMachine, asOf(booking, act.now), 'NO_SHOW', 'miss');
      act.expectVersion('booking', booking, input.expectedVersion);
      mustBeAfter(act, booking, missedFrom(rule, (await periodOf(act, booking)).start), 'miss');
      booking.noShowAt = act.now;
      booking.noShowPostId = postId;
      return tellBooking(act, 'booking:no-show', booking);
    });
  }
}

/** The booking, locked, for the unit that booked or the one that owns what is booked. */
async function usable(act: Act, input: OfBooking): Promise<{ booking: Booking; rule: BookingRule }> {
  const booking = await lockBooking(act, input);
  const { ownerUnitId } = await act.get(Resource, 'resource', booking.resourceId);
  act.assertCan('booking:use', { unitId: booking.unitId, ownerUnitId }, 'booking', booking);
  return { booking, rule: await ruleUnder(act, booking) };
}

function mustBeAfter(act: Act, { id }: Booking, from: Date, tried: 'start' | 'miss'): void {
  if (from <= act.now) return;
  throw RefusalError.of('WRONG_STATE', { kind: 'booking', id, act: tried, ...tooEarly(minuteInChina(from)) });
}

/** The post that the person holds in the owner now, of the title that the rule names. */
async function attendantPost(act: Act, ownerUnitId: string, { attendant }: BookingRule): Promise<string> {
  const [post] = await act.run<{ id: string }>(
    `select p.id from rights.post p where p.person_id = $1::uuid and p.unit_id = $2::uuid and p.valid @> $3::timestamptz
       and ($4::text is null or p.title = $4) order by p.id limit 1`,
    [act.actor.person, ownerUnitId, act.now.toISOString(), attendant],
  );
  if (post !== undefined) return post.id;
  const title = attendant ?? '';
  throw RefusalError.forbidden('booking:record-no-show', {
    zh: `爽约须由资源所属单位${title === '' ? '在岗的人员' : `担任“${title}”的人员`}登记；请由其本人操作，或修改预约规则（setBookingRule）。`,
    en: `That nobody came is recorded by a person who holds ${title === '' ? 'a post' : `the post "${title}"`} in the unit that owns the resource: leave it to one, or tell another rule (setBookingRule).`,
  });
}
