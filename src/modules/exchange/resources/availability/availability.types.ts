/** When a resource can be had (可用时间), as its unit told it. */
import { Field, Int, ObjectType } from 'type-graphql';
import { OnHolidays, OnMakeUpDays, OpeningWindow } from '../../../../graphql/types/hours.types.ts';
import { DateTime, Decimal, LocalDate } from '../../../../graphql/types/scalars.ts';
import { AllianceReference } from '../../references.types.ts';

@ObjectType('AvailabilityWindow', {
  description: 'A time of day that comes again and again, in which a resource can be had (可用时段).',
})
class AvailabilityWindow extends OpeningWindow {
  @Field(() => Int, {
    nullable: true,
    description: 'Places in each slot of it (名额); null for as many as the others have.',
  })
  capacity!: number | null;
}

@ObjectType('Availability', {
  description:
    'The rules by which a resource can be had from a day on (可用时间规则). Editions stay; of those that hold on a day the latest counts.',
})
export class Availability {
  @Field(() => Int, { description: 'Counts what was told of the resource (版本), from 1.' })
  edition!: number;

  @Field(() => LocalDate, { description: 'The first day on which it holds (生效日期).' })
  since!: string;

  @Field(() => [AvailabilityWindow], { description: 'The times (可用时段), in the order in which they were told.' })
  windows!: AvailabilityWindow[];

  @Field(() => OnHolidays, { description: 'On statutory holidays (节假日安排).' })
  onHolidays!: string;

  @Field(() => OnMakeUpDays, { description: 'On make-up workdays (调休上班日安排).' })
  onMakeUpDays!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many minutes a slot has (时段分钟数); null for one slot a window, or where it is booked by periods.',
  })
  slotMinutes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Places in a slot (每时段名额); null where it is booked by periods.',
  })
  capacity!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Places on one day, in all its slots together (每日总名额); null for any number.',
  })
  perDay!: number | null;

  @Field(() => String, { nullable: true, description: 'What else people should know (说明).' })
  note!: string | null;

  @Field(() => DateTime, { description: 'When it was told (公布时间).' })
  toldAt!: string;
}

@ObjectType('AvailabilityShare', {
  description:
    'How many places of each slot what is booked in an alliance may have (面向联盟的名额), as it was told last. The unit it belongs to sees all, others that of the alliance under their hat.',
})
export class AvailabilityShare {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance (联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => Int, { nullable: true, description: 'At most so many (名额上限); null for as many as there are.' })
  atMost!: number | null;

  @Field(() => Int, { description: 'So many are kept for it (预留名额).' })
  reserved!: number;
}

@ObjectType('Utilisation', {
  description:
    'How much of the time in which a resource could be had was used (使用率). Hours of places: an hour of a slot with five places is five; an hour of a whole resource is one.',
})
export class Utilisation {
  @Field(() => Decimal, {
    description: 'Hours in which it was used (已使用小时数), by bookings in use or completed: the numerator (分子).',
  })
  usedHours!: string;

  @Field(() => Decimal, { description: 'Hours in which it could be had (可预约小时数): the denominator (分母).' })
  bookableHours!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The one divided by the other (使用率), to four digits; null where it could not be had.',
  })
  rate!: string | null;

  @Field(() => Int, { description: 'Bookings that were used (使用次数).' })
  uses!: number;

  @Field(() => Int, { description: 'Bookings for which nobody came (爽约次数).' })
  noShows!: number;
}
