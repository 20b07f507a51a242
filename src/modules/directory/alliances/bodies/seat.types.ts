import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';
import { GoverningBody } from './body.types.ts';

const SeatState = { UPCOMING: 'UPCOMING', HELD: 'HELD', ENDED: 'ENDED' } as const;
registerEnumType(SeatState, {
  name: 'SeatState',
  description: 'Whether a seat is held on the day of the request, in China (席位状态).',
  valuesConfig: {
    UPCOMING: { description: 'Begins on a later day (尚未开始).' },
    HELD: { description: 'Held (在任).' },
    ENDED: { description: 'Held no more, or ended before it began (已结束).' },
  },
});

@ObjectType('Seat', {
  implements: Node,
  description:
    'A seat in a governing body for a term (席位), e.g. of a part-time member (兼职委员): held by a unit, through whoever has the office named there; no person is named. Public.',
})
@Directive('@key(fields: "id")')
export class Seat extends Node {
  @Field(() => GoverningBody, { nullable: true, description: 'The body (议事机构).' })
  body!: GoverningBody | null;

  @Field(() => Unit, { nullable: true, description: 'The unit that holds it (席位单位).' })
  unit!: Unit | null;

  @Field(() => String, { description: 'What the seat is (席位名称), e.g. `兼职委员`.' })
  title!: string;

  @Field(() => String, { description: 'By which office in the unit it is taken (对应职务), e.g. `党支部书记`.' })
  postTitle!: string;

  @Field(() => SeatState, { description: 'Whether it is held today (状态).' })
  state!: keyof typeof SeatState;

  @Field(() => LocalDate, { description: 'Held from that day on (任期起).' })
  since!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'Held until that day, exclusive (任期止); null while it is open. Never held where it is the first day.',
  })
  until!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was ended before its term (提前结束时间); null where it was not.',
  })
  endedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was ended before its term (原因). Public.' })
  reason!: string | null;

  @Field(() => DateTime, { description: 'Given at (登记时间).' })
  createdAt!: string;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: SeatConnection } = connectionOf(() => Seat, 'Seat', 'seats (席位)');

@InputType('SeatFilter', { description: 'Which seats (席位筛选).' })
export class SeatFilter {
  @Field(() => ID, { nullable: true, description: 'Held by this unit (席位单位).' })
  unitId?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Held on that day (在该日在任), in the past or to come.' })
  heldOn?: string | null;
}

export const SeatOrder = { OLDEST: 'OLDEST', NEWEST: 'NEWEST' } as const;
registerEnumType(SeatOrder, {
  name: 'SeatOrder',
  description: 'Order of seats by when they were given (席位排序).',
  valuesConfig: TIME_ORDER,
});
