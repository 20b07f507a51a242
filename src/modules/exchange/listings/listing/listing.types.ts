/** What offers and needs have in common. It refers to no type that is built upon it. */
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GeoPointInput } from '../../../../graphql/types/geo-inputs.types.ts';
import {
  AmountField,
  IdField,
  IdListField,
  KeyField,
  NestedField,
  PeriodInput,
  QuantityInput,
  TextField,
} from '../../../../graphql/types/inputs.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { GeoPoint, Node, Period, Quantity } from '../../../../graphql/types/values.types.ts';
import { ProgrammeReference, TrackReference } from './filing.types.ts';

export const Visibility = { PUBLIC: 'PUBLIC', ALLIANCE: 'ALLIANCE', UNIT: 'UNIT' } as const;
registerEnumType(Visibility, {
  name: 'Visibility',
  description: 'Who may see it (可见范围).',
  valuesConfig: {
    PUBLIC: { description: 'Everybody (公开).' },
    ALLIANCE: { description: 'Members of the alliances in its audience, under that alliance hat (联盟内).' },
    UNIT: { description: 'The unit it belongs to, nobody else (仅本单位).' },
  },
});

export const ListingState = {
  DRAFT: 'DRAFT',
  IN_REVIEW: 'IN_REVIEW',
  RETURNED: 'RETURNED',
  PUBLISHED: 'PUBLISHED',
  PAUSED: 'PAUSED',
  FULFILLED: 'FULFILLED',
  WITHDRAWN: 'WITHDRAWN',
  EXPIRED: 'EXPIRED',
} as const;
registerEnumType(ListingState, {
  name: 'ListingState',
  description: 'State of an offer or a need (发布状态).',
  valuesConfig: {
    DRAFT: { description: 'Written, and not handed in yet (草稿): only its unit sees it.' },
    IN_REVIEW: {
      description:
        'Something was found in its words that should not be published (待审核): its unit and the coordinators who may release it see it, nobody else.',
    },
    RETURNED: {
      description: 'A coordinator gave it back to be revised (已退回): seen as in review.',
    },
    PUBLISHED: { description: 'Open to matches (已发布).' },
    PAUSED: {
      description:
        'Takes no new match for now (已暂停); those that are agreed go on. Seen by its unit, by who has a match of it, and by the coordinator.',
    },
    FULFILLED: {
      description:
        'Done (已办结): all of a need was delivered and confirmed, or its unit closed it as done. Seen as before.',
    },
    WITHDRAWN: { description: 'Taken back by its unit (已撤回): only the unit sees it.' },
    EXPIRED: {
      description:
        'Over (已过期) from the end of its period, or from `closesAt` on, to the second. Takes no match; seen as before.',
    },
  },
});

@ObjectType()
export abstract class Listing extends Node {
  @Field(() => String, { description: 'Title (标题).' })
  title!: string;

  @Field(() => String, { description: 'What it is about, and on what terms (说明).' })
  description!: string;

  @Field(() => Quantity, { description: 'How much in all (总量).' })
  quantity!: Quantity;

  @Field(() => Quantity, { description: 'How much is left (余量、缺口): the total less what matches hold. Computed.' })
  remaining!: Quantity;

  @Field(() => Quantity, {
    nullable: true,
    description: 'The most that one unit may hold of it (每单位上限); null where that is not limited.',
  })
  maxPerUnit!: Quantity | null;

  @Field(() => Period, { nullable: true, description: 'When (时段); null when it is not limited.' })
  period!: Period | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when it may be answered (截止时间); null where that is to the end of its period. It is over from the sooner of the two on.',
  })
  closesAt!: string | null;

  @Field(() => TrackReference, { nullable: true, description: 'The track (赛道) under which it is filed, if any.' })
  track!: TrackReference | null;

  @Field(() => ProgrammeReference, {
    nullable: true,
    description: 'The programme (品牌项目) under which it is filed, if any; that of its track, where that is of one.',
  })
  programme!: ProgrammeReference | null;

  @Field(() => String, { nullable: true, description: 'Where, in words (地点).' })
  placeName!: string | null;

  @Field(() => GeoPoint, { nullable: true, description: 'Where, on the map (位置).' })
  location!: GeoPoint | null;

  @Field(() => Visibility, { description: 'Who may see it (可见范围).' })
  visibility!: keyof typeof Visibility;

  @Field(() => ListingState, { description: 'Its state (状态).' })
  state!: keyof typeof ListingState;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;

  @Field(() => DateTime, {
    description:
      'Published at (发布时间); of what is held up, when it was handed in; of a draft, when it was written last.',
  })
  publishedAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it was fulfilled or withdrawn, or was over (结束时间); null while it is none of these, and of what was withdrawn before this was kept.',
  })
  closedAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What its unit said when it closed it as done (办结说明); null where it did not.',
  })
  closeReason!: string | null;
}

@InputType()
export abstract class PublishListingInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('Category code (类别代码), e.g. `space.hall`; see `terms`.', { max: 60 })
  category!: string;

  @TextField('Title (标题).', { max: 100 })
  title!: string;

  @TextField('What it is about, and on what terms (说明).', { max: 2000 })
  description!: string;

  @NestedField(() => QuantityInput, 'How much in all (总量).')
  quantity!: QuantityInput;

  @AmountField('The most that one unit may hold of it (每单位上限), in its unit of measure; not limited unless said.', {
    optional: true,
  })
  maxPerUnit?: string | null;

  @NestedField(() => PeriodInput, 'When (时段); not limited unless said.', { optional: true })
  period?: PeriodInput | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when it may be answered (截止时间): to come, and not after the period; to its end unless said.',
  })
  closesAt?: Date | null;

  @IdField('The track (赛道) under which it is filed: in use, of an alliance it is shown to or of a programme there.', {
    optional: true,
  })
  trackId?: string | null;

  @IdField(
    'The programme (品牌项目) under which it is filed: running, of an alliance it is shown to, of a unit there or of your own; that of the track unless said.',
    { optional: true },
  )
  programmeId?: string | null;

  @TextField('Where, in words (地点).', { max: 200, optional: true })
  placeName?: string | null;

  @NestedField(() => GeoPointInput, 'Where, on the map (位置).', { optional: true })
  location?: GeoPointInput | null;

  @Field(() => Visibility, { description: 'Who may see it (可见范围).' })
  visibility!: keyof typeof Visibility;

  @IdListField('The alliances it is shown to (面向的联盟); for `ALLIANCE` the alliance of your hat unless said.', {
    max: 20,
    optional: true,
  })
  audience?: string[] | null;
}
