import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import type { Hours } from '../../../../domain/calendar/timetable.ts';
import { mustBeDaysToCome } from '../../../../domain/calendar/told.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import type { Resource } from '../resources/resource.entity.ts';
import { remember, tellable, type OfResource } from './tell-availability.service.ts';

interface Add extends OfResource {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly hours: readonly Hours[];
  readonly reason: string;
}

interface Remove extends OfResource {
  readonly day: string;
}

const TELL = `
insert into exchange.availability_exception (resource_id, no, days, opens, closes, reason, told_at)
select $1::uuid, (select count(*) + 1 from exchange.availability_exception where resource_id = $1::uuid), daterange($2::date, $3::date, '[]'),
  array(select h ->> 'opens' from json_array_elements($4::json) h), array(select h ->> 'closes' from json_array_elements($4::json) h), $5, $6::timestamptz`;

const TAKE_BACK = `
update exchange.availability_exception set taken_back_at = $3::timestamptz
where resource_id = $1::uuid and days @> $2::date and taken_back_at is null and upper(days) > $4::date
returning lower(days)::text as "firstDay", (upper(days) - 1)::text as "lastDay"`;

const OTHER = `
select greatest(lower(days), $2::date)::text as day, reason from exchange.availability_exception
where resource_id = $1::uuid and taken_back_at is null and days && daterange($2::date, $3::date, '[]') order by days limit 1`;

const tellAnew = {
  zh: '更久的改变请重新设置可用时间（setAvailability）。',
  en: 'for longer, tell anew when it can be had (setAvailability).',
};

export class ExceptionService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  add(viewer: Viewer, input: Add): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'addAvailabilityException', input }, async (act) => {
      const resource = await tellable(act, input);
      mustBeDaysToCome(input, dayInChina(act.now), tellAnew);
      mustBeForAll('reason', input.reason);
      await mustBeUsual(act, resource, input);
      const { firstDay, lastDay, hours, reason } = input;
      const values = [resource.id, firstDay, lastDay, JSON.stringify(hours), reason.trim()];
      await act.run(TELL, [...values, act.now.toISOString()]);
      return remember(act, 'resource:availability-exception-added', resource, { firstDay, lastDay });
    });
  }

  /** What of it is past was so. */
  remove(viewer: Viewer, input: Remove): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'removeAvailabilityException', input }, async (act) => {
      const resource = await tellable(act, input);
      const values = [resource.id, input.day, act.now.toISOString(), dayInChina(act.now)];
      const [taken] = await act.run<{ firstDay: string; lastDay: string }>(TAKE_BACK, values);
      if (taken === undefined) {
        throw RefusalError.invalid(
          ['input', 'day'],
          `“${resource.name}”在 ${input.day} 没有尚未结束的临时安排；请查看 availabilityExceptions。`,
          `"${resource.name}" has no exceptional days on ${input.day} that are not over: see its availabilityExceptions.`,
        );
      }
      return remember(act, 'resource:availability-exception-removed', resource, taken);
    });
  }
}

/** Refuses days that are exceptional already: the notices would contradict each other. */
async function mustBeUsual(act: Act, { id, name }: Resource, { firstDay, lastDay }: Add): Promise<void> {
  const [other] = await act.run<{ day: string; reason: string }>(OTHER, [id, firstDay, lastDay]);
  if (other === undefined) return;
  throw RefusalError.invalid(
    ['input', 'firstDay'],
    `“${name}”在 ${other.day} 已有临时安排（${other.reason}），请先撤销（removeAvailabilityException）或另选日期。`,
    `"${name}" has exceptional days on ${other.day} already (${other.reason}): take those back first (removeAvailabilityException), or choose other days.`,
  );
}
