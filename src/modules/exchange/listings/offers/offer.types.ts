import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import {
  IdField,
  KeyField,
  NestedField,
  NestedListField,
  VersionField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { EnrolmentConnection, EnrolmentFilter, EnrolmentOrder } from '../../enrolments/enrolments/enrolment.types.ts';
import { Audience } from '../listing/audience.types.ts';
import { Listing, ListingState, PublishListingInput } from '../listing/listing.types.ts';
import { MenuItem } from '../menus/menu.types.ts';
import { BroughtDocument, BroughtDocumentInput } from '../requirements/requirement.types.ts';
import { EligibilityInput, EligibilityPart } from '../../eligibility/eligibility.types.ts';
import { MatchConnection, MatchFilter, MatchOrder } from '../../matching/matches/match.types.ts';
import { TermReference, UnitReference } from '../../references.types.ts';
import { OfferFinding, OfferReview } from '../reviews/review.types.ts';
import { Resource } from '../../resources/resources/resource.types.ts';
import { BoardCellField, type BoardCellInput } from '../../board/cell.types.ts';

@ObjectType('Offer', {
  implements: Node,
  description: 'Something a unit can provide (供给): how much, when, where, and to whom it is shown.',
})
@Directive('@key(fields: "id")')
export class Offer extends Listing {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that offers (供给单位).' })
  unit!: UnitReference | null;

  @Field(() => Resource, {
    nullable: true,
    description: 'The resource it is served from (所用资源), if it is one and you may see it.',
  })
  resource!: Resource | null;

  @Field(() => TermReference, { nullable: true, description: 'Category (类别).' })
  category!: TermReference | null;

  @Field(() => [OfferFinding], {
    description:
      'Why it is held up (筛查发现): what was found in its words, 50 at most. Empty unless it is in review or returned.',
  })
  findings!: OfferFinding[];

  @Field(() => [OfferReview], { description: 'What coordinators judged of its words (审核记录), oldest first.' })
  reviews!: OfferReview[];

  @Field(() => [MenuItem], {
    description: 'What can be ordered of it (菜单), in its order; empty where it is ordered by its quantity.',
  })
  menu!: MenuItem[];

  @Field(() => Int, {
    description:
      'Counts the writings of the menu (菜单版次); 0 where it never had one. Orders keep the one they were made from.',
  })
  menuEdition!: number;

  @Field(() => [EligibilityPart], {
    description:
      'Whom it is for (适用条件): conditions on a person, part by part; empty where it is for everybody. Where there are some it is ordered for somebody who fits (`orderOffer`), and neither claimed with nor proposed.',
  })
  eligibility!: EligibilityPart[];

  @Field(() => [BroughtDocument], { description: 'What they bring (办事材料), in its order.' })
  documents!: BroughtDocument[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Counts the writings of `eligibility` and `documents` (条件版次), from 1; null where there never were any. Orders keep the one they were judged by.',
  })
  requirementEdition!: number | null;

  @Field(() => [Audience], { description: 'The alliances it is shown to (面向的联盟).' })
  audience!: Audience[];

  @ListField(() => EnrolmentConnection, 'Places of it that persons apply for (招生).', {
    filter: () => EnrolmentFilter,
    order: () => EnrolmentOrder,
  })
  enrolments!: unknown;

  @ListField(() => MatchConnection, 'Matches of it that you take part in or coordinate (撮合).', {
    nullable: true,
    filter: () => MatchFilter,
    order: () => MatchOrder,
  })
  matches!: unknown;
}

const OfferFacet = { CATEGORY: 'CATEGORY', STATE: 'STATE', VISIBILITY: 'VISIBILITY', UNIT: 'UNIT' } as const;
registerEnumType(OfferFacet, {
  name: 'OfferFacet',
  description: 'What offers can be counted by (供给分面).',
  valuesConfig: {
    CATEGORY: { description: 'Category (类别), by its code.' },
    STATE: { description: 'State (状态).' },
    VISIBILITY: { description: 'Who may see it (可见范围).' },
    UNIT: { description: 'Unit (所属单位), by its id.' },
  },
});

const OfferMeasure = { QUANTITY: 'QUANTITY', REMAINING: 'REMAINING' } as const;
registerEnumType(OfferMeasure, {
  name: 'OfferMeasure',
  description: 'What of offers can be added up (供给合计项).',
  valuesConfig: {
    QUANTITY: { description: 'What was offered (供给量).' },
    REMAINING: { description: 'What is left (剩余量).' },
  },
});

export const { Connection: OfferConnection } = connectionOf(() => Offer, 'Offer', 'offers (供给)', {
  facets: OfferFacet,
  measures: OfferMeasure,
});

@InputType('OfferFilter', { description: 'Which offers (供给筛选).' })
export class OfferFilter {
  @Field(() => String, { nullable: true, description: 'Of exactly this category (类别代码), e.g. `space.hall`.' })
  category?: string | null;

  @Field(() => ID, { nullable: true, description: 'Shown to this alliance (面向的联盟).' })
  allianceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this unit (供给单位).' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Filed under this track (赛道).' })
  trackId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Filed under this programme (品牌项目), or a track of it.' })
  programmeId?: string | null;

  @Field(() => [ListingState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Published, with something left and not over, or the contrary (是否可对接：已发布、有余量且未过期).',
  })
  available?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'For some persons alone, or for everybody (是否限定适用对象).',
  })
  isConditional?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Where it takes a proof of who it is for, or where what they say will do (是否须有证明).',
  })
  needsProof?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Good at this instant (在此时刻有效).' })
  at?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose title or description contains this, from one character on (包含文字).',
  })
  search?: string | null;

  @BoardCellField()
  board?: BoardCellInput | null;
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
export class PublishOfferInput extends PublishListingInput {
  @IdField('The resource it is served from (所用资源): of your own unit.', { optional: true })
  resourceId?: string | null;

  @NestedField(() => EligibilityInput, 'Whom it is for (适用条件): everybody unless said.', { optional: true })
  eligibility?: EligibilityInput | null;

  @NestedListField(() => BroughtDocumentInput, 'What they bring (办事材料), in the order in which it is listed.', {
    ...{ min: 0, max: 20, optional: true },
  })
  documents?: BroughtDocumentInput[] | null;
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

@ObjectType()
export abstract class OfferPayload extends Payload {
  @Field(() => Offer, { nullable: true, description: 'The offer (供给) as it stands now.' })
  offer!: Offer | null;
}

@OutcomeOf('publishOffer', '发布供给')
export class PublishOfferPayload extends OfferPayload {}

@OutcomeOf('withdrawOffer', '撤回供给')
export class WithdrawOfferPayload extends OfferPayload {}
