import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../graphql/types/connection.types.ts';
import {
  GeoPointInput,
  IdField,
  IdListField,
  KeyField,
  NestedField,
  PeriodInput,
  QuantityInput,
  TextField,
  VersionField,
} from '../../../graphql/types/inputs.types.ts';
import { Payload } from '../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { GeoPoint, Node, Period, Quantity } from '../../../graphql/types/values.types.ts';
import { Audience, ListingState, Visibility } from '../listings/listing.types.ts';
import { MatchConnection, MatchFilter, MatchOrder } from '../matches/match.types.ts';
import { TermReference, UnitReference } from '../references.types.ts';
import { Resource } from '../resources/resource.types.ts';

@ObjectType('Offer', {
  implements: Node,
  description: 'Something a unit can provide (供给): how much, when, where, and to whom it is shown.',
})
@Directive('@key(fields: "id")')
export class Offer extends Node {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that offers (供给单位).' })
  unit!: UnitReference | null;

  @Field(() => Resource, {
    nullable: true,
    description: 'The resource it is served from (所用资源), if it is one and you may see it.',
  })
  resource!: Resource | null;

  @Field(() => TermReference, { nullable: true, description: 'Category (类别).' })
  category!: TermReference | null;

  @Field(() => String, { description: 'Title (标题).' })
  title!: string;

  @Field(() => String, { description: 'What is offered, and on what terms (说明).' })
  description!: string;

  @Field(() => Quantity, { description: 'How much in all (总量).' })
  quantity!: Quantity;

  @Field(() => Quantity, { description: 'How much is left (余量): the total less what matches hold. Computed.' })
  remaining!: Quantity;

  @Field(() => Period, { nullable: true, description: 'When it is good (有效时段); null when it is not limited.' })
  period!: Period | null;

  @Field(() => String, { nullable: true, description: 'Where, in words (地点).' })
  placeName!: string | null;

  @Field(() => GeoPoint, { nullable: true, description: 'Where, on the map (位置).' })
  location!: GeoPoint | null;

  @Field(() => Visibility, { description: 'Who may see it (可见范围).' })
  visibility!: keyof typeof Visibility;

  @Field(() => [Audience], { description: 'The alliances it is shown to (面向的联盟).' })
  audience!: Audience[];

  @Field(() => ListingState, { description: 'Its state (状态).' })
  state!: keyof typeof ListingState;

  @ListField(() => MatchConnection, 'Matches of it that you take part in or coordinate (撮合).', {
    filter: () => MatchFilter,
    order: () => MatchOrder,
  })
  matches!: unknown;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'Published at (发布时间).' })
  publishedAt!: string;
}

export const { Connection: OfferConnection } = connectionOf(() => Offer, 'Offer', 'offers (供给)');

@InputType('OfferFilter', { description: 'Which offers (供给筛选).' })
export class OfferFilter {
  @Field(() => String, { nullable: true, description: 'Of exactly this category (类别代码), e.g. `space.hall`.' })
  category?: string | null;

  @Field(() => ID, { nullable: true, description: 'Shown to this alliance (面向的联盟).' })
  allianceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this unit (供给单位).' })
  unitId?: string | null;

  @Field(() => [ListingState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'With something left and not over, or the contrary (是否有余量且未过期).',
  })
  available?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Good at this instant (在此时刻有效).' })
  at?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose title or description contains this, from one character on (包含文字).',
  })
  search?: string | null;
}

export const OfferOrder = { NEWEST: 'NEWEST', SOONEST: 'SOONEST' } as const;
registerEnumType(OfferOrder, {
  name: 'OfferOrder',
  description: 'Order of offers (供给排序).',
  valuesConfig: {
    NEWEST: { description: 'Latest first (最新发布).' },
    SOONEST: { description: 'By when they end, open ones last (即将到期).' },
  },
});

@InputType('PublishOfferInput', { description: 'An offer of the unit you act for (发布供给).' })
export class PublishOfferInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource it is served from (所用资源): of your own unit.', { optional: true })
  resourceId?: string | null;

  @TextField('Category code (类别代码), e.g. `space.hall`; see `terms`.', { max: 60 })
  category!: string;

  @TextField('Title (标题).', { max: 100 })
  title!: string;

  @TextField('What is offered, and on what terms (说明).', { max: 2000 })
  description!: string;

  @NestedField(() => QuantityInput, 'How much in all (总量).')
  quantity!: QuantityInput;

  @NestedField(() => PeriodInput, 'When it is good (有效时段); not limited unless said.', { optional: true })
  period?: PeriodInput | null;

  @TextField('Where, in words (地点); the place of the resource unless said.', { max: 200, optional: true })
  placeName?: string | null;

  @NestedField(() => GeoPointInput, 'Where, on the map (位置); the place of the resource unless said.', {
    optional: true,
  })
  location?: GeoPointInput | null;

  @Field(() => Visibility, { description: 'Who may see it (可见范围).' })
  visibility!: keyof typeof Visibility;

  @IdListField('The alliances it is shown to (面向的联盟); for `ALLIANCE` the alliance of your hat unless said.', {
    max: 20,
    optional: true,
  })
  audience?: string[] | null;
}

@InputType('WithdrawOfferInput', { description: 'An offer to take back (撤回供给).' })
export class WithdrawOfferInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The offer (供给).')
  offerId!: string;

  @VersionField()
  expectedVersion!: number;
}

@ObjectType('PublishOfferPayload', { description: 'Outcome of `publishOffer`.' })
export class PublishOfferPayload extends Payload {
  @Field(() => Offer, { nullable: true, description: 'The offer (供给).' })
  offer!: Offer | null;
}

@ObjectType('WithdrawOfferPayload', { description: 'Outcome of `withdrawOffer`.' })
export class WithdrawOfferPayload extends Payload {
  @Field(() => Offer, { nullable: true, description: 'The offer (供给).' })
  offer!: Offer | null;
}
