import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { usualRule, type BookingRule } from '../../../../domain/exchange/booking-rule.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { recordListing } from '../../listings/listing/audience.service.ts';
import { followIfTold } from '../availability/tell-availability.service.ts';
import { Resource } from '../resources/resource.entity.ts';

interface SetRule extends Omit<BookingRule, 'attendant'> {
  readonly idempotencyKey: string;
  readonly resourceId: string;
  /** The edition that was seen; null where nothing was told. */
  readonly expectedVersion?: number | null;
  readonly attendant?: string | null;
}

/** The rule and its edition, which is null where nothing was told. */
export type RuleTold = BookingRule & { readonly edition: number | null };

const RULES = `
select r.edition, r.mode, r.hold_minutes as "holdMinutes", r.free_hours as "freeHours", r.start_minutes as "startMinutes",
  r.no_show_minutes as "noShowMinutes", r.attendant
from exchange.booking_rule r`;

const RULE = `${RULES} where r.resource_id = $1::uuid and ($2::integer is null or r.edition = $2::integer)
order by r.edition desc limit 1`;

/** How many places of a slot an alliance may have now, and by which rule its resource is booked. */
const TERMS = `
select exchange.places_for($1::uuid, $2::uuid) as places, r.*
from (select) one left join lateral (${RULES} where r.resource_id = $3::uuid order by r.edition desc limit 1) r on true`;

const TELL = `
insert into exchange.booking_rule (resource_id, edition, mode, hold_minutes, free_hours, start_minutes, no_show_minutes, attendant, told_at)
values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9::timestamptz)`;

/** Whether something is booked or open by the other mode, and not over, or was told to be opened by it on some day to come. */
const TO_COME = `
select case when $3 = 'PERIODS' then exists (select from exchange.slot s where s.resource_id = $1::uuid and s.ends_at > $2::timestamptz and s.state <> 'WITHDRAWN')
    or exists (select from exchange.availability a join exchange.availability_window w on (w.resource_id, w.edition) = (a.resource_id, a.edition)
      where a.resource_id = $1::uuid and a.capacity is not null
        and not exists (select from exchange.availability n where n.resource_id = a.resource_id and n.edition > a.edition
          and n.since <= greatest(a.since, exchange.day_of($2::timestamptz))))
  else exists (select from exchange.booking b where b.resource_id = $1::uuid and b.ends_at > $2::timestamptz
    and b.state in ('HELD', 'CONFIRMED', 'IN_USE') and (b.state <> 'HELD' or b.held_until > $2::timestamptz)) end as found`;

/** By which rule the resource is booked now. */
export async function ruleOf(act: Act, resourceId: string): Promise<RuleTold> {
  const [told] = await act.run<RuleTold>(RULE, [resourceId, null]);
  return told ?? { ...usualRule, edition: null };
}

/** On which terms the alliance may book the slot: how many places are left for it, and the rule. It is locked before. */
export async function termsOf(
  act: Act,
  slot: { readonly id: string; readonly resourceId: string },
  allianceId: string,
): Promise<{ readonly left: number; readonly rule: RuleTold }> {
  const asked = [slot.id, allianceId, slot.resourceId];
  const [{ places = 0, edition = null, ...told } = {}] = await act.run<Partial<RuleTold> & { places?: number }>(
    TERMS,
    asked,
  );
  return { left: places, rule: { ...usualRule, edition, ...(edition === null ? {} : told) } };
}

/** The rule that a booking was made under. */
export async function ruleUnder(
  act: Act,
  booking: { readonly resourceId: string; readonly ruleEdition?: number | null | undefined },
): Promise<BookingRule> {
  if (booking.ruleEdition == null) return usualRule;
  const [told] = await act.run<RuleTold>(RULE, [booking.resourceId, booking.ruleEdition]);
  if (told === undefined) throw new Error('a booking is made under a rule that was told');
  return told;
}

export class RuleService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** What was told before stays on record: bookings keep the rule they were made under. */
  set(viewer: Viewer, input: SetRule): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setBookingRule', input }, async (act) => {
      const resource = await act.lock(Resource, 'resource', parseId('resource', input.resourceId));
      act.assertCan('resource:tell-booking-rule', resource, 'resource', resource);
      const { edition, mode: before } = await ruleOf(act, resource.id);
      const seen = input.expectedVersion ?? 0;
      act.expectVersion('resource', { id: resource.id, version: edition ?? 0 }, seen);
      mustBeForAll('attendant', input.attendant ?? null);
      const { mode, holdMinutes, freeHours, startMinutes, noShowMinutes, attendant = null } = input;
      if (mode !== before) await mustBeFreeOfOther(act, resource, mode);
      const values = [holdMinutes, freeHours, startMinutes, noShowMinutes, attendant, act.now.toISOString()];
      await act.run(TELL, [resource.id, (edition ?? 0) + 1, mode, ...values]);
      if (mode !== before) await followIfTold(act, resource);
      recordListing(act, 'resource:booking-rule-set', { kind: 'resource', row: resource, body: { mode } });
      return { resource: resource.id };
    });
  }
}

/** Refuses another way of booking while there is something to come by the one there was. */
async function mustBeFreeOfOther(act: Act, { id, name }: Resource, mode: BookingRule['mode']): Promise<void> {
  const [toCome] = await act.run<{ found: boolean }>(TO_COME, [id, act.now.toISOString(), mode]);
  if (toCome?.found !== true) return;
  throw RefusalError.invalid(
    ['input', 'mode'],
    `“${name}”尚有按原方式开放的时段、预约或可用时间，不能改变预约方式；请待其结束，或重新设置可用时间而不填时间窗（setAvailability），或另行发布资源。`,
    `"${name}" has slots, bookings or times to come by the way it is booked now: wait for them to be over, tell anew that there are none (setAvailability without windows), or publish another resource.`,
  );
}
