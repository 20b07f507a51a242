/** What the acts on opening hours take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, NestedListField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { Place } from '../places/place.types.ts';
import { OnHolidays, OnMakeUpDays } from './hours.types.ts';

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
class DayHoursInput {
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
class OpeningWindowInput extends DayHoursInput {
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

@InputType('SetOpeningHoursInput', {
  description: 'The rules by which a place is open, all of them anew (设置开放时间).',
})
export class SetOpeningHoursInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The place (阵地).')
  placeId!: string;

  @VersionField()
  expectedVersion!: number;

  @NestedListField(() => OpeningWindowInput, 'The times (开放时段), at most 20; where several meet they are one.', {
    max: 20,
  })
  windows!: OpeningWindowInput[];

  @Field(() => OnHolidays, { description: 'On statutory holidays (节假日安排).' })
  onHolidays!: keyof typeof OnHolidays;

  @Field(() => OnMakeUpDays, { description: 'On make-up workdays (调休上班日安排).' })
  onMakeUpDays!: keyof typeof OnMakeUpDays;

  @TextField('What else people should know (说明).', { max: 200, optional: true })
  note?: string | null;
}

@InputType('AddExceptionalDaysInput', {
  description: 'Days to come on which a place is closed or has other hours (发布临时闭馆或调整).',
})
export class AddExceptionalDaysInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The place (阵地).')
  placeId!: string;

  @Field(() => LocalDate, { description: 'The first of them (起始日期), today or later.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'The last of them, itself included (截止日期); at most a year.' })
  lastDay!: string;

  @NestedListField(() => DayHoursInput, 'When it is open on each of them (当日时段), at most 5; none: closed.', {
    min: 0,
    max: 5,
  })
  hours!: DayHoursInput[];

  @TextField('Why (原因), for all to read.', { max: 200 })
  reason!: string;
}

@InputType('RemoveExceptionalDaysInput', {
  description: 'Exceptional days that are taken back (撤销临时闭馆或调整): those days are as the rules have them.',
})
export class RemoveExceptionalDaysInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The place (阵地).')
  placeId!: string;

  @Field(() => LocalDate, { description: 'One of the days (其中一日).' })
  day!: string;
}

@ObjectType()
abstract class HoursPayload extends Payload {
  @Field(() => Place, { nullable: true, description: 'The place (阵地) as it stands now.' })
  place!: Place | null;
}

@OutcomeOf('setOpeningHours', '设置开放时间')
export class SetOpeningHoursPayload extends HoursPayload {}

@OutcomeOf('addExceptionalDays', '发布临时闭馆或调整')
export class AddExceptionalDaysPayload extends HoursPayload {}

@OutcomeOf('removeExceptionalDays', '撤销临时闭馆或调整')
export class RemoveExceptionalDaysPayload extends HoursPayload {}
