/** Resources that are booked as a whole, from when until when one likes: nobody else has them meanwhile. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { resourceMachine } from '../../../../domain/exchange/resource.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import type { Period } from '../../../../domain/period.ts';
import { mustStandIn } from '../../listings/listing/standing.service.ts';
import { Resource } from '../resources/resource.entity.ts';
import { ruleOf, type RuleTold } from '../rules/rule.service.ts';
import { Booking } from './booking.entity.ts';
import { tellBooking } from './tell-booking.service.ts';

interface BookPeriod {
  readonly idempotencyKey: string;
  readonly resourceId: string;
  readonly period: Period;
  readonly purpose: string;
}

/** Whether the time is within that in which the resource can be had, and nobody has it then. */
const IS_FREE = `
select exists (select from exchange.resource_opening o where o.resource_id = $1::uuid and o.open @> tstzrange($2::timestamptz, $3::timestamptz))
  and not exists (select from exchange.booking b where b.resource_id = $1::uuid and b.slot_id is null and exchange.booking_holds(b.state)
    and tstzrange(b.starts_at, b.ends_at) && tstzrange($2::timestamptz, $3::timestamptz)) as "isFree"`;

/** When it is free on the days of a time, from now on. */
const FREE = `
select to_char(lower(f) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as start,
  to_char(upper(f) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as end
from (select unnest(o.open * tstzmultirange(d.days) - coalesce((select range_agg(tstzrange(b.starts_at, b.ends_at)) from exchange.booking b
    where b.resource_id = $1::uuid and b.slot_id is null and exchange.booking_holds(b.state) and tstzrange(b.starts_at, b.ends_at) && d.days), '{}')) as f
  from exchange.resource_opening o, (select tstzrange(greatest($4::timestamptz, exchange.day_of($2::timestamptz)::timestamp at time zone 'Asia/Shanghai'),
    greatest($4::timestamptz, (exchange.day_of($3::timestamptz) + 1)::timestamp at time zone 'Asia/Shanghai')) as days) d
  where o.resource_id = $1::uuid) p order by f limit 20`;

export class PeriodService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /**
   * Books a resource that the unit sees in its alliance, and whose owner is a member of it, for a time of its own. Of two who
   * want it at the same time one gets it, and the other is told when it is free; the database's exclusion is the second fence.
   */
  book(viewer: Viewer, input: BookPeriod): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'bookPeriod', input }, async (act) => {
      const allianceId = await act.alliance();
      act.assertCan('resource:book', { allianceId });
      const resource = await act.get(Resource, 'resource', parseId('resource', input.resourceId));
      const { ownerUnitId, visibility, shownTo } = resource;
      if (ownerUnitId !== act.unit) {
        await mustStandIn(act, allianceId, { kind: 'resource', id: resource.id }, { ownerUnitId, visibility, shownTo });
      }
      await hold(act, resource);
      mustBe(resourceMachine, resource, 'book', 'AVAILABLE');
      const rule = await ruleOf(act, resource.id);
      mustBeOfPeriods(resource, rule);
      mustBeToCome(act, input);
      const { start, end } = input.period;
      await mustBeFree(act, resource, input.period);
      const booking = act.em.create(Booking, {
        id: act.newId('booking'),
        resourceId: resource.id,
        slotId: null,
        startsAt: start,
        endsAt: end,
        unitId: act.unit,
        allianceId,
        agreementId: null,
        count: 1,
        purpose: input.purpose,
        state: 'CONFIRMED',
        confirmedAt: act.now,
        ruleEdition: rule.edition,
        createdAt: act.now,
        version: 1,
      });
      return tellBooking(act, 'resource:booked', booking);
    });
  }
}

/** Nobody withdraws the resource, or tells when or how it can be had, until the act is done; it is as it is by then. */
async function hold(act: Act, resource: Resource): Promise<void> {
  await act.run('select from exchange.resource where id = $1::uuid for share', [resource.id]);
  await act.em.refresh(resource);
}

function mustBeOfPeriods({ name }: Resource, { mode }: RuleTold): void {
  if (mode === 'PERIODS') return;
  throw RefusalError.invalid(
    ['input', 'resourceId'],
    `“${name}”按时段名额预约，请选择一个时段（bookSlot）。`,
    `"${name}" is booked by places in slots: choose one (bookSlot).`,
  );
}

function mustBeToCome(act: Act, { period: { start } }: BookPeriod): void {
  if (start > act.now) return;
  throw RefusalError.invalid(
    ['input', 'period', 'start'],
    'input.period.start 已经过去，请给出将来的时间。',
    'input.period.start is in the past: name a time to come.',
  );
}

async function mustBeFree(act: Act, { id }: Resource, { start, end }: Period): Promise<void> {
  const of = [id, start.toISOString(), end.toISOString()];
  const [found] = await act.run<{ isFree: boolean }>(IS_FREE, of);
  if (found?.isFree === true) return;
  const free = await act.run<{ start: string; end: string }>(FREE, [...of, act.now.toISOString()]);
  throw RefusalError.of('PERIOD_NOT_FREE', {
    id,
    free: free.map((period) => ({ start: new Date(period.start), end: new Date(period.end) })),
  });
}
