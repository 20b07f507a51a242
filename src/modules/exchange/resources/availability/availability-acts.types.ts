/** What the acts on when a resource can be had take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { DayHoursInput, OpeningWindowInput } from '../../../../graphql/types/hours-inputs.types.ts';
import { OnHolidays, OnMakeUpDays } from '../../../../graphql/types/hours.types.ts';
import {
  IdField,
  KeyField,
  NestedListField,
  TextField,
  VersionIfAnyField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { Resource } from '../resources/resource.types.ts';

@InputType('AvailabilityWindowInput', {
  description: 'A time of day that comes again and again, in which a resource can be had (可用时段).',
})
class AvailabilityWindowInput extends OpeningWindowInput {
  @WholeNumberField('Places in each slot of it (名额), where they are other than usual.', {
    min: 1,
    max: 10_000,
    optional: true,
  })
  capacity?: number | null;
}

@InputType('AvailabilityShareInput', {
  description: 'Places of each slot for what is booked in an alliance (面向联盟的名额).',
})
class AvailabilityShareInput {
  @IdField('The alliance (联盟): one that the resource is shown to.')
  allianceId!: string;

  @WholeNumberField('At most so many places of a slot (名额上限); as many as there are unless said.', {
    min: 1,
    max: 10_000,
    optional: true,
  })
  atMost?: number | null;

  @WholeNumberField('So many places of a slot are kept for it (预留名额); none unless said.', {
    min: 0,
    max: 10_000,
    optional: true,
  })
  reserved?: number | null;
}

@InputType('SetAvailabilityInput', {
  description:
    'The rules by which a resource can be had from a day on, all of them anew (设置可用时间). Nothing that is booked is lost.',
})
export class SetAvailabilityInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource (资源).')
  resourceId!: string;

  @VersionIfAnyField()
  expectedVersion?: number | null;

  @Field(() => LocalDate, { description: 'The first day on which they hold (生效日期), today or later.' })
  since!: string;

  @NestedListField(
    () => AvailabilityWindowInput,
    'The times (可用时段), at most 20; none: it cannot be had. Of slots that overlap the earlier one counts.',
    { min: 0, max: 20 },
  )
  windows!: AvailabilityWindowInput[];

  @Field(() => OnHolidays, { description: 'On statutory holidays (节假日安排).' })
  onHolidays!: keyof typeof OnHolidays;

  @Field(() => OnMakeUpDays, { description: 'On make-up workdays (调休上班日安排).' })
  onMakeUpDays!: keyof typeof OnMakeUpDays;

  @WholeNumberField(
    'How many minutes a slot has (时段分钟数): windows are cut into such; what is left over is no slot. One slot a window unless said.',
    { min: 5, max: 1440, optional: true },
  )
  slotMinutes?: number | null;

  @WholeNumberField('Places in a slot (每时段名额): needed unless it is booked by periods.', {
    min: 1,
    max: 10_000,
    optional: true,
  })
  capacity?: number | null;

  @WholeNumberField('Places on one day, in all its slots together (每日总名额).', {
    min: 1,
    max: 1_000_000,
    optional: true,
  })
  perDay?: number | null;

  @NestedListField(() => AvailabilityShareInput, 'For whom (面向联盟的名额), at most 20.', {
    min: 0,
    max: 20,
    optional: true,
  })
  shares?: AvailabilityShareInput[] | null;

  @TextField('What else people should know (说明).', { max: 200, optional: true })
  note?: string | null;
}

@InputType('AddAvailabilityExceptionInput', {
  description: 'Days to come on which a resource cannot be had, or at other times (发布临时停用或调整).',
})
export class AddAvailabilityExceptionInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource (资源).')
  resourceId!: string;

  @Field(() => LocalDate, { description: 'The first of them (起始日期), today or later.' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'The last of them, itself included (截止日期); at most a year.' })
  lastDay!: string;

  @NestedListField(() => DayHoursInput, 'When it can be had on each of them (当日时段), at most 5; none: not at all.', {
    min: 0,
    max: 5,
  })
  hours!: DayHoursInput[];

  @TextField('Why (原因), for all to read.', { max: 200 })
  reason!: string;
}

@InputType('RemoveAvailabilityExceptionInput', {
  description: 'Exceptional days that are taken back (撤销临时停用或调整): those days are as the rules have them.',
})
export class RemoveAvailabilityExceptionInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource (资源).')
  resourceId!: string;

  @Field(() => LocalDate, { description: 'One of the days (其中一日).' })
  day!: string;
}

@ObjectType()
abstract class AvailabilityPayload extends Payload {
  @Field(() => Resource, {
    nullable: true,
    description: 'The resource (资源) as it stands now; slots that are kept for their bookings alone are `KEPT`.',
  })
  resource!: Resource | null;
}

@OutcomeOf('setAvailability', '设置可用时间')
export class SetAvailabilityPayload extends AvailabilityPayload {}

@OutcomeOf('addAvailabilityException', '发布临时停用或调整')
export class AddAvailabilityExceptionPayload extends AvailabilityPayload {}

@OutcomeOf('removeAvailabilityException', '撤销临时停用或调整')
export class RemoveAvailabilityExceptionPayload extends AvailabilityPayload {}
