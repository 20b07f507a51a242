/** When something is open, or to be had: of places and of resources alike. */
import type { GraphQLScalarType } from 'graphql';
import { Arg, Directive, Field, ObjectType, registerEnumType, type ClassType } from 'type-graphql';
import { DateTime, LocalDate } from './scalars.ts';
import { Period } from './values.types.ts';

export const OnHolidays = { CLOSED: 'CLOSED', AS_SUNDAY: 'AS_SUNDAY', AS_USUAL: 'AS_USUAL' } as const;
registerEnumType(OnHolidays, {
  name: 'OnHolidays',
  description:
    'What the rules come to on statutory holidays (法定节假日), as the State Council’s yearly notice has them.',
  valuesConfig: {
    CLOSED: { description: 'Closed (闭馆).' },
    AS_SUNDAY: { description: 'As on the Sunday of that week (按周日).' },
    AS_USUAL: { description: 'As on any other day (照常).' },
  },
});

export const OnMakeUpDays = { AS_WEEKDAY: 'AS_WEEKDAY', AS_USUAL: 'AS_USUAL' } as const;
registerEnumType(OnMakeUpDays, {
  name: 'OnMakeUpDays',
  description: 'What the rules come to on make-up workdays (调休上班日).',
  valuesConfig: {
    AS_WEEKDAY: { description: 'A Saturday as the Friday before it, a Sunday as the Monday after it (按工作日).' },
    AS_USUAL: { description: 'As on any other day (照常).' },
  },
});

@ObjectType('DayHours', { description: 'From when until when (起止时间), times of day in Beijing.' })
@Directive('@shareable')
class DayHours {
  @Field(() => String, { description: 'From, as `08:30` (开始).' })
  opens!: string;

  @Field(() => String, {
    description: 'Until, as `17:00` (结束), up to `24:00`; on the day after where it is no later than `opens`.',
  })
  closes!: string;
}

@ObjectType('OpeningWindow', { description: 'A time of day that comes again and again (开放时段).' })
@Directive('@shareable')
export class OpeningWindow extends DayHours {
  @Field(() => String, {
    description:
      'On which days (重复规则): a recurrence rule of RFC 5545 with FREQ, INTERVAL, BYDAY, BYMONTH and BYMONTHDAY, e.g. `FREQ=WEEKLY;BYDAY=MO,TU`.',
  })
  rrule!: string;

  @Field(() => String, { nullable: true, description: 'In every year from this day, as `05-01` (季节起).' })
  seasonFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'In every year until this day, itself included (季节止).' })
  seasonTo!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Its first day (起始日期); null for any.' })
  firstDay!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Its last day, itself included (截止日期); null for none.' })
  lastDay!: string | null;
}

@ObjectType('ExceptionalDays', {
  description: 'Days on which something is closed or has other hours (临时闭馆、调整).',
})
@Directive('@shareable')
export class ExceptionalDays {
  @Field(() => LocalDate, { description: 'The first of them (起始日期).' })
  firstDay!: string;

  @Field(() => LocalDate, { description: 'The last of them, itself included (截止日期).' })
  lastDay!: string;

  @Field(() => [DayHours], { description: 'When it is open on each of them (当日时段); empty where it is closed.' })
  hours!: DayHours[];

  @Field(() => String, { description: 'Why (原因), for all to read.' })
  reason!: string;

  @Field(() => DateTime, { description: 'When it was told (公布时间).' })
  toldAt!: string;
}

@ObjectType('Openings', { description: 'When something is open, or to be had (开放时刻表), as far as that is known.' })
@Directive('@shareable')
export class Openings {
  @Field(() => DateTime, { description: 'From when this answer goes (起始).' })
  since!: string;

  @Field(() => DateTime, {
    description:
      'Until when this answer goes (截止): earlier than was asked where no more is known, or where more than 62 days were asked for.',
  })
  until!: string;

  @Field(() => DateTime, {
    description:
      'Until when it is known (已知截止): some three months ahead, and no further than holidays are announced where they matter.',
  })
  knownUntil!: string;

  @Field(() => [Period], {
    description: 'When it is open (开放时段), in order and apart; cut at `since` and `until`.',
  })
  periods!: Period[];
}

interface Asked {
  readonly description: string;
  readonly nullable?: boolean;
  /** By name, of which type each argument is, and what it is. None has to be given. */
  readonly of: Readonly<Record<string, readonly [type: GraphQLScalarType, description: string]>>;
}

/** A field that may be asked of a time or of days. */
export function AskedField(type: Parameters<typeof Field>[0], { of, ...options }: Asked) {
  return (target: object, property: string): void => {
    Field(type as () => ClassType, options)(target, property);
    Object.entries(of).forEach(([name, [scalar, description]], i) => {
      Arg(name, () => scalar, { nullable: true, description })(target, property, i);
    });
  };
}
