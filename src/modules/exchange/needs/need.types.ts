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
import { CandidateConnection, CandidateOrder } from './candidate.types.ts';

@ObjectType('Need', {
  implements: Node,
  description: 'Something a unit needs (需求): how much, when, where, and to whom it is shown.',
})
@Directive('@key(fields: "id")')
export class Need extends Node {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that needs it (需求单位).' })
  unit!: UnitReference | null;

  @Field(() => TermReference, { nullable: true, description: 'Category (类别).' })
  category!: TermReference | null;

  @Field(() => String, { description: 'Title (标题).' })
  title!: string;

  @Field(() => String, { description: 'What is needed, and what for (说明).' })
  description!: string;

  @Field(() => Quantity, { description: 'How much in all (需求量).' })
  quantity!: Quantity;

  @Field(() => Quantity, {
    description: 'How much is covered (已覆盖): what matches hold, from the first acceptance on. Computed.',
  })
  covered!: Quantity;

  @Field(() => Quantity, { description: 'How much is still open (缺口). Computed.' })
  remaining!: Quantity;

  @Field(() => Period, { nullable: true, description: 'When it is needed (需求时段); null when it does not matter.' })
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

  @ListField(
    () => CandidateConnection,
    'Offers that could serve it, best first, with reasons (候选供给). For the unit that needs it and for the coordinator.',
    { order: () => CandidateOrder },
  )
  candidates!: unknown;

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

export const { Connection: NeedConnection } = connectionOf(() => Need, 'Need', 'needs (需求)');

@InputType('NeedFilter', { description: 'Which needs (需求筛选).' })
export class NeedFilter {
  @Field(() => String, { nullable: true, description: 'Of exactly this category (类别代码), e.g. `space.hall`.' })
  category?: string | null;

  @Field(() => ID, { nullable: true, description: 'Shown to this alliance (面向的联盟).' })
  allianceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this unit (需求单位).' })
  unitId?: string | null;

  @Field(() => [ListingState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Not wholly covered and not over, or the contrary (是否仍有缺口且未过期).',
  })
  open?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose title or description contains this, from one character on (包含文字).',
  })
  search?: string | null;
}

export const NeedOrder = { NEWEST: 'NEWEST', SOONEST: 'SOONEST' } as const;
registerEnumType(NeedOrder, {
  name: 'NeedOrder',
  description: 'Order of needs (需求排序).',
  valuesConfig: {
    NEWEST: { description: 'Latest first (最新发布).' },
    SOONEST: { description: 'By when they start, open ones last (最早需要).' },
  },
});

@InputType('PublishNeedInput', { description: 'A need of the unit you act for (发布需求).' })
export class PublishNeedInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('Category code (类别代码), e.g. `space.hall`; see `terms`.', { max: 60 })
  category!: string;

  @TextField('Title (标题).', { max: 100 })
  title!: string;

  @TextField('What is needed, and what for (说明).', { max: 2000 })
  description!: string;

  @NestedField(() => QuantityInput, 'How much in all (需求量).')
  quantity!: QuantityInput;

  @NestedField(() => PeriodInput, 'When it is needed (需求时段); any time unless said.', { optional: true })
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

@InputType('WithdrawNeedInput', { description: 'A need to take back (撤回需求).' })
export class WithdrawNeedInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The need (需求).')
  needId!: string;

  @VersionField()
  expectedVersion!: number;
}

@ObjectType('PublishNeedPayload', { description: 'Outcome of `publishNeed`.' })
export class PublishNeedPayload extends Payload {
  @Field(() => Need, { nullable: true, description: 'The need (需求).' })
  need!: Need | null;
}

@ObjectType('WithdrawNeedPayload', { description: 'Outcome of `withdrawNeed`.' })
export class WithdrawNeedPayload extends Payload {
  @Field(() => Need, { nullable: true, description: 'The need (需求).' })
  need!: Need | null;
}
