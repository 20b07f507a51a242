/** Rules by which something is open, or to be had, as they are told. */
import { Field, InputType } from 'type-graphql';
import { TextField } from './inputs.types.ts';
import { LocalDate } from './scalars.ts';

const opensLike = /^([01]\d|2[0-3]):[0-5]\d$/;
const closesLike = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const ofSeasons = /^((0[1-9]|1[0-2])-(0[1-9]|[12]\d)|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31)$/;

const season = {
  max: 5,
  optional: true,
  matching: ofSeasons,
  hint: { zh: '须为有的月-日，如 05-01。', en: 'must be a month and a day that there is, as 05-01.' },
};

@InputType('DayHoursInput', { description: 'From when until when (起止时间), times of day in Beijing.' })
export class DayHoursInput {
  @TextField('From, as `08:30` (开始).', {
    max: 5,
    matching: opensLike,
    hint: { zh: '须为 00:00 至 23:59 的时刻，如 08:30。', en: 'must be a time of day from 00:00 to 23:59, as 08:30.' },
  })
  opens!: string;

  @TextField('Until, as `17:00` (结束), up to `24:00`; no later than `opens`: on the day after.', {
    max: 5,
    matching: closesLike,
    hint: { zh: '须为 00:00 至 24:00 的时刻，如 17:00。', en: 'must be a time of day from 00:00 to 24:00, as 17:00.' },
  })
  closes!: string;
}

@InputType('OpeningWindowInput', { description: 'A time of day that comes again and again (开放时段).' })
export class OpeningWindowInput extends DayHoursInput {
  @TextField(
    'On which days (重复规则): a recurrence rule of RFC 5545 with FREQ, INTERVAL, BYDAY, BYMONTH and BYMONTHDAY, e.g. `FREQ=WEEKLY;BYDAY=MO,TU`.',
    { max: 200 },
  )
  rrule!: string;

  @TextField('In every year from this day, as `05-01` (季节起); with `seasonTo`.', season)
  seasonFrom?: string | null;

  @TextField('In every year until this day, itself included (季节止); it may be in the year after.', season)
  seasonTo?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Its first day (起始日期): needed where the rule counts from it, as every second week does.',
  })
  firstDay?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Its last day, itself included (截止日期).' })
  lastDay?: string | null;
}
