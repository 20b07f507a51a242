import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField, VersionField, WholeNumberField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { GeoPoint, LocationPrecision, Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Beneficiary } from '../beneficiaries/beneficiary.types.ts';
import { Audience } from '../listing/audience.types.ts';
import { Listing, ListingState, PublishListingInput } from '../listing/listing.types.ts';
import { MatchConnection, MatchFilter, MatchOrder } from '../../matching/matches/match.types.ts';
import { WishClaimConnection, WishClaimFilter, WishClaimOrder } from '../../matching/wishes/claim.types.ts';
import { TermReference, UnitReference } from '../../references.types.ts';
import { CandidateConnection, CandidateOrder } from '../../matching/candidates/candidate.types.ts';
import { NeedFinding, NeedReview } from '../reviews/review.types.ts';
import { BoardCellField, type BoardCellInput } from '../../board/cell.types.ts';

const NeedKind = { NEED: 'NEED', MICRO_WISH: 'MICRO_WISH' } as const;
registerEnumType(NeedKind, {
  name: 'NeedKind',
  description: 'What kind of need it is (需求类型).',
  valuesConfig: {
    NEED: { description: 'Served by units, by matches and agreements (需求).' },
    MICRO_WISH: {
      description: 'A small wish that persons claim, several at once, and that who entered it confirms (微心愿).',
    },
  },
});

@ObjectType('Need', {
  implements: Node,
  description: 'Something a unit needs (需求): how much, when, where, and to whom it is shown.',
})
@Directive('@key(fields: "id")')
export class Need extends Listing {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that needs it (需求单位).' })
  unit!: UnitReference | null;

  @Field(() => NeedKind, { description: 'What kind of need it is (需求类型).' })
  kind!: keyof typeof NeedKind;

  @Field(() => Int, {
    nullable: true,
    description: 'How many persons may claim it (认领人数上限); null of what is no micro-wish.',
  })
  maxClaims!: number | null;

  @Field(() => Int, {
    description: 'How many claims of persons stand (认领人次). Computed; 0 of what is no micro-wish.',
  })
  claims!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the unit that entered it confirmed that it was done (完成时间); of a micro-wish alone.',
  })
  completedAt!: string | null;

  @ListField(() => WishClaimConnection, 'Claims of it that you take part in or coordinate (心愿认领).', {
    nullable: true,
    filter: () => WishClaimFilter,
    order: () => WishClaimOrder,
  })
  wishClaims!: unknown;

  @Field(() => TermReference, { nullable: true, description: 'Category (类别).' })
  category!: TermReference | null;

  @Field(() => Quantity, {
    description: 'How much is covered (已覆盖): what matches hold, from the first acceptance on. Computed.',
  })
  covered!: Quantity;

  @Field(() => String, {
    nullable: true,
    description: 'Where, in words (地点): as it was written, or to the community, as `locationPrecision` says.',
  })
  override placeName!: string | null;

  @Field(() => GeoPoint, {
    nullable: true,
    description:
      'Where, on the map (位置): the point, or the middle of the cell it lies in, as `locationPrecision` says.',
  })
  override location!: GeoPoint | null;

  @Field(() => LocationPrecision, {
    description: 'How exactly you are told where it is (位置精度); others may be told more or less.',
  })
  locationPrecision!: keyof typeof LocationPrecision;

  @Field(() => [NeedFinding], {
    description:
      'Why it is held up (筛查发现): what was found in its words, 50 at most. Empty unless it is in review or returned.',
  })
  findings!: NeedFinding[];

  @Field(() => [NeedReview], { description: 'What coordinators judged of its words (审核记录), oldest first.' })
  reviews!: NeedReview[];

  @Field(() => Beneficiary, {
    nullable: true,
    description:
      'Whom it is for (受益人), where you may see that; null as well where it is for nobody in particular. Protected.',
  })
  beneficiary!: Beneficiary | null;

  @Field(() => [Audience], { description: 'The alliances it is shown to (面向的联盟).' })
  audience!: Audience[];

  @ListField(
    () => CandidateConnection,
    'Offers that could serve it, best first, with reasons (候选供给). For the unit that needs it and for the coordinator.',
    { order: () => CandidateOrder },
  )
  candidates!: unknown;

  @ListField(() => MatchConnection, 'Matches of it that you take part in or coordinate (撮合).', {
    nullable: true,
    filter: () => MatchFilter,
    order: () => MatchOrder,
  })
  matches!: unknown;
}

const NeedFacet = { CATEGORY: 'CATEGORY', STATE: 'STATE', VISIBILITY: 'VISIBILITY', UNIT: 'UNIT' } as const;
registerEnumType(NeedFacet, {
  name: 'NeedFacet',
  description: 'What needs can be counted by (需求分面).',
  valuesConfig: {
    CATEGORY: { description: 'Category (类别), by its code.' },
    STATE: { description: 'State (状态).' },
    VISIBILITY: { description: 'Who may see it (可见范围).' },
    UNIT: { description: 'Unit (所属单位), by its id.' },
  },
});

const NeedMeasure = { QUANTITY: 'QUANTITY', COVERED: 'COVERED', REMAINING: 'REMAINING' } as const;
registerEnumType(NeedMeasure, {
  name: 'NeedMeasure',
  description: 'What of needs can be added up (需求合计项).',
  valuesConfig: {
    QUANTITY: { description: 'What is needed (需求量).' },
    COVERED: { description: 'What is covered (已满足量).' },
    REMAINING: { description: 'What is not covered yet (未满足量).' },
  },
});

export const { Connection: NeedConnection } = connectionOf(() => Need, 'Need', 'needs (需求)', {
  facets: NeedFacet,
  measures: NeedMeasure,
});

@InputType('NeedFilter', { description: 'Which needs (需求筛选).' })
export class NeedFilter {
  @Field(() => String, { nullable: true, description: 'Of exactly this category (类别代码), e.g. `space.hall`.' })
  category?: string | null;

  @Field(() => ID, { nullable: true, description: 'Shown to this alliance (面向的联盟).' })
  allianceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this unit (需求单位).' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Filed under this track (赛道).' })
  trackId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Filed under this programme (品牌项目), or a track of it.' })
  programmeId?: string | null;

  @Field(() => [NeedKind], { nullable: true, description: 'Of one of these kinds (需求类型).' })
  kind?: string[] | null;

  @Field(() => [ListingState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Published, not wholly covered (a micro-wish: not wholly claimed nor done) and not over, or the contrary (是否可对接：已发布、仍有缺口且未过期).',
  })
  open?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose title or description contains this, from one character on (包含文字).',
  })
  search?: string | null;

  @BoardCellField()
  board?: BoardCellInput | null;
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
export class PublishNeedInput extends PublishListingInput {
  @Field(() => NeedKind, { defaultValue: 'NEED', description: 'What kind of need it is (需求类型).' })
  kind!: keyof typeof NeedKind;

  @WholeNumberField('How many persons may claim it (认领人数上限); of a micro-wish, and there it has to be said.', {
    min: 1,
    max: 1000,
    optional: true,
  })
  maxClaims?: number | null;
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

@ObjectType()
export abstract class NeedPayload extends Payload {
  @Field(() => Need, { nullable: true, description: 'The need (需求) as it stands now.' })
  need!: Need | null;
}

@OutcomeOf('publishNeed', '发布需求')
export class PublishNeedPayload extends NeedPayload {}

@OutcomeOf('withdrawNeed', '撤回需求')
export class WithdrawNeedPayload extends NeedPayload {}
