/** What offers and needs have in common. It refers to no type of this module, so that both can be built upon it. */
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GeoPointInput } from '../../../../graphql/types/geo-inputs.types.ts';
import {
  AmountField,
  IdListField,
  KeyField,
  NestedField,
  PeriodInput,
  QuantityInput,
  TextField,
} from '../../../../graphql/types/inputs.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { GeoPoint, Node, Period, Quantity } from '../../../../graphql/types/values.types.ts';

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
  IN_REVIEW: 'IN_REVIEW',
  RETURNED: 'RETURNED',
  PUBLISHED: 'PUBLISHED',
  WITHDRAWN: 'WITHDRAWN',
} as const;
registerEnumType(ListingState, {
  name: 'ListingState',
  description: 'State of an offer or a need (发布状态).',
  valuesConfig: {
    IN_REVIEW: {
      description:
        'A need in whose words something was found that should not be published (待审核): its unit and the coordinators who may release it see it, nobody else.',
    },
    RETURNED: {
      description: 'A need that a coordinator gave back to be revised (已退回): seen as in review.',
    },
    PUBLISHED: { description: 'Open to matches (已发布).' },
    WITHDRAWN: { description: 'Taken back by its unit (已撤回): only the unit sees it.' },
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

  @Field(() => DateTime, { description: 'Published at (发布时间); of a need that is held up, when it was handed in.' })
  publishedAt!: string;
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
