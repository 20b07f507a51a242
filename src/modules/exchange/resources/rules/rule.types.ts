import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  IdField,
  KeyField,
  TextField,
  VersionIfAnyField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Resource } from '../resources/resource.types.ts';

const BookingMode = { SLOTS: 'SLOTS', PERIODS: 'PERIODS' } as const;
registerEnumType(BookingMode, {
  name: 'BookingMode',
  description: 'In which way a resource is booked (预约方式).',
  valuesConfig: {
    SLOTS: { description: 'Places in slots that are open (按时段名额): `bookSlot`, `holdSlot`.' },
    PERIODS: { description: 'The whole of it, from when until when one likes (整体按起止时间): `bookPeriod`.' },
  },
});

@ObjectType('BookingRule', {
  description:
    'By which rule a resource is booked (预约规则), as its unit told it. A booking keeps the one that it was made under.',
})
export class BookingRule {
  @Field(() => BookingMode, { description: 'In which way (预约方式).' })
  mode!: keyof typeof BookingMode;

  @Field(() => Int, { description: 'For how many minutes it is held (暂留分钟数); 0: it is not held at all.' })
  holdMinutes!: number;

  @Field(() => Int, {
    description:
      'Until how many hours before it begins whoever booked may give it up (免责取消小时数); later only the owner cancels, with a reason.',
  })
  freeHours!: number;

  @Field(() => Int, { description: 'How many minutes before it begins its use may begin (可提前签到分钟数).' })
  startMinutes!: number;

  @Field(() => Int, {
    description: 'How many minutes after its beginning it may be recorded that nobody came (爽约等候分钟数).',
  })
  noShowMinutes!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'The title of the posts of the owner in which that is recorded (登记爽约的岗位); null for any post of it.',
  })
  attendant!: string | null;

  @Field(() => Int, { description: 'Counts the rules that were told of the resource (版本), from 1.' })
  edition!: number;

  @Field(() => DateTime, { description: 'When it was told (公布时间).' })
  toldAt!: string;
}

@InputType('SetBookingRuleInput', {
  description:
    'By which rule a resource of your unit is booked from now on (设置预约规则). Bookings that are made keep theirs.',
})
export class SetBookingRuleInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource (资源).')
  resourceId!: string;

  @VersionIfAnyField()
  expectedVersion?: number | null;

  @Field(() => BookingMode, {
    description: 'In which way (预约方式). It stays the same while there are slots or bookings to come.',
  })
  mode!: keyof typeof BookingMode;

  @WholeNumberField('For how many minutes it is held (暂留分钟数); 0: not at all.', { min: 0, max: 1440 })
  holdMinutes!: number;

  @WholeNumberField('Until how many hours before it begins whoever booked may give it up (免责取消小时数).', {
    min: 0,
    max: 720,
  })
  freeHours!: number;

  @WholeNumberField('How many minutes before it begins its use may begin (可提前签到分钟数).', { min: 0, max: 240 })
  startMinutes!: number;

  @WholeNumberField('After how many minutes nobody is waited for (爽约等候分钟数).', { min: 0, max: 240 })
  noShowMinutes!: number;

  @TextField('The title of the posts in which it is recorded that nobody came (登记爽约的岗位), as they are called.', {
    max: 60,
    optional: true,
  })
  attendant?: string | null;
}

@OutcomeOf('setBookingRule', '设置预约规则')
export class SetBookingRulePayload extends Payload {
  @Field(() => Resource, { nullable: true, description: 'The resource with its rule (资源及预约规则).' })
  resource!: Resource | null;
}
