import { Arg, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { audiences, type ReliabilityAudience as Audience } from '../../../domain/exchange/reliability.ts';
import { ListField } from '../../../graphql/types/connection.types.ts';
import { DateTime, Decimal } from '../../../graphql/types/scalars.ts';
import { CommitmentConnection, CommitmentFilter, CommitmentOrder } from '../promises/commitments/commitment.types.ts';
import { BookingConnection, BookingFilter, BookingOrder } from '../resources/bookings/booking.types.ts';

export const ReliabilityAudience = Object.fromEntries(audiences.map((name) => [name, name])) as {
  readonly [A in Audience]: A;
};
registerEnumType(ReliabilityAudience, {
  name: 'ReliabilityAudience',
  description: 'To whom a unit shows how reliable it is (履约信誉公开范围). It sees that itself in any case.',
  valuesConfig: {
    NOBODY: { description: 'To nobody else (不公开).' },
    COORDINATORS: {
      description:
        'To coordinators of an alliance that it is in, what concerns that alliance (联盟协调员). So it is where nothing is said.',
    },
    MEMBERS: { description: 'To all members of an alliance that it is in, what concerns that alliance (联盟成员).' },
    EVERYBODY: { description: 'To everybody, signed in or not, over all alliances (公开).' },
  },
});

@ObjectType('ReliabilityRate', {
  description:
    'A share with what it is a share of (比率，含分子与分母). All three are withheld from others than the unit where it is of fewer than five.',
})
class ReliabilityRate {
  @Field(() => Int, { nullable: true, description: 'How many (分子).' })
  count!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of how many (分母).' })
  outOf!: number | null;

  @Field(() => Decimal, {
    nullable: true,
    description: '`count` of `outOf` (比率), to four digits, e.g. `"0.6667"`; null where there is nothing to count.',
  })
  rate!: string | null;

  @Field(() => Boolean, { description: 'Whether it is of fewer than five (样本过少), and so says little.' })
  tooFewToTell!: boolean;
}

@ObjectType('ReliabilityAnswers', {
  description:
    'How the unit answers what others record as delivered to it (答复履约), for commitments to it that came due.',
})
class ReliabilityAnswers {
  @Field(() => Int, {
    nullable: true,
    description: 'Deliveries that it confirmed or objected to (已答复); withheld from others where fewer than five.',
  })
  answered!: number | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'In how many days it did so, in the middle (答复天数中位数), from when it was recorded, to two digits, e.g. `"2.50"`.',
  })
  medianDays!: string | null;

  @Field(() => Boolean, { description: 'Whether it answered fewer than five (样本过少).' })
  tooFewToTell!: boolean;

  @Field(() => ReliabilityRate, {
    description:
      'How many it let count by not answering in time (逾期视为确认), of those that have an answer that way or another.',
  })
  bySilence!: ReliabilityRate;
}

@ObjectType('UnitReliability', {
  description:
    'How reliable a unit is (履约信誉): counted anew with each reading of what came due in a time, nothing of it is stored. `basis` says what counts.',
})
class UnitReliability {
  @Field(() => DateTime, { description: 'From this instant on (统计期起).' })
  from!: string;

  @Field(() => DateTime, { description: 'Before this instant (统计期止).' })
  to!: string;

  @Field(() => String, { description: 'What is counted as what (统计口径), in words.' })
  basis!: string;

  @Field(() => ReliabilityRate, { description: 'Commitments that were kept (守约), of those that count.' })
  kept!: ReliabilityRate;

  @Field(() => ReliabilityRate, { description: 'Commitments that were late, or are (迟延).' })
  late!: ReliabilityRate;

  @Field(() => ReliabilityRate, { description: 'Commitments with a delivery to which an objection stands (争议).' })
  disputed!: ReliabilityRate;

  @Field(() => ReliabilityRate, { description: 'Commitments that were broken (违约).' })
  breached!: ReliabilityRate;

  @Field(() => Int, {
    nullable: true,
    description: 'Commitments that their receivers gave up altogether (免除), which count in no rate.',
  })
  released!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Commitments recorded as delivered in time whose receivers have yet to answer (待确认), which count in no rate.',
  })
  awaited!: number | null;

  @Field(() => ReliabilityRate, {
    description: 'Bookings that nobody of the unit came to (爽约), of those that ended.',
  })
  noShow!: ReliabilityRate;

  @Field(() => ReliabilityAnswers, { description: 'How it answers as a receiver (作为接收方的答复).' })
  answers!: ReliabilityAnswers;

  @Field(() => ReliabilityAudience, { description: 'To whom the unit shows this (公开范围).' })
  shownTo!: Audience;

  @Field(() => Int, {
    nullable: true,
    description:
      'Counts the changes of `shownTo` (版本), from 1; send it back as `expectedVersion`. Null where the unit has said nothing.',
  })
  version!: number | null;

  @ListField(
    () => CommitmentConnection,
    'The commitments behind the figures (所统计的承诺), as far as you may see them: `filter: { outcome: [KEPT] }` has those of `kept`.',
    { nullable: true, filter: () => CommitmentFilter, order: () => CommitmentOrder },
  )
  commitments!: unknown;

  @ListField(
    () => BookingConnection,
    'The bookings that ended (已结束的预约), as far as you may see them: `filter: { state: [NO_SHOW] }` has those of `noShow`.',
    { nullable: true, filter: () => BookingFilter, order: () => BookingOrder },
  )
  bookings!: unknown;
}

/** The question of how reliable a unit is, with its arguments. */
export function ReliabilityField(): (target: object, property: string) => void {
  return (target, property) => {
    Field(() => UnitReliability, {
      nullable: true,
      description:
        'How reliable it is (履约信誉), in the twelve whole months before this one unless said. The unit itself and the coordinators of its alliances may choose time and alliance; under an alliance hat it is of that alliance. Null for whom it is not shown to (`showReliability`), and for others who choose.',
    })(target, property);
    const from = { nullable: true, description: 'Due from this instant on (起); a year before `to` unless said.' };
    Arg('from', () => DateTime, from)(target, property, 0);
    const to = {
      nullable: true,
      description: 'Due before this instant (止); the beginning of this month unless said.',
    };
    Arg('to', () => DateTime, to)(target, property, 1);
    const allianceId = { nullable: true, description: 'Of this alliance alone (联盟).' };
    Arg('allianceId', () => ID, allianceId)(target, property, 2);
  };
}
