import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { AllianceReference, TermReference } from '../../references.types.ts';
import { ProgrammeReference, TrackReference } from '../listing/filing.types.ts';
import { NeedConnection, NeedFilter, NeedOrder } from '../needs/need.types.ts';
import { OfferConnection, OfferFilter, OfferOrder } from '../offers/offer.types.ts';

const SearchFor = { OFFERS: 'OFFERS', NEEDS: 'NEEDS' } as const;
registerEnumType(SearchFor, {
  name: 'SearchFor',
  description: 'What a saved search looks for (检索对象).',
  valuesConfig: {
    OFFERS: { description: 'Offers (供给).' },
    NEEDS: { description: 'Needs (需求).' },
  },
});

@ObjectType('SavedSearch', {
  implements: Node,
  description:
    'What a unit looks for again and again (订阅检索), and what of it is new. For that unit alone; under an alliance hat, those saved under it.',
})
@Directive('@key(fields: "id")')
export class SavedSearch extends Node {
  @Field(() => String, { description: 'What the unit calls it (名称).' })
  name!: string;

  @Field(() => SearchFor, { description: 'What it looks for (检索对象).' })
  looksFor!: keyof typeof SearchFor;

  @Field(() => AllianceReference, {
    nullable: true,
    description: 'The alliance under whose hat it was saved (所用联盟身份); null where there was none.',
  })
  alliance!: AllianceReference | null;

  @Field(() => TermReference, { nullable: true, description: 'Of this category (类别) or one under it; null for all.' })
  category!: TermReference | null;

  @Field(() => String, {
    nullable: true,
    description: 'With these words (文字) in title or description; null for all.',
  })
  search!: string | null;

  @Field(() => TrackReference, { nullable: true, description: 'Filed under this track (赛道); null for all.' })
  track!: TrackReference | null;

  @Field(() => ProgrammeReference, {
    nullable: true,
    description: 'Filed under this programme (品牌项目); null for all.',
  })
  programme!: ProgrammeReference | null;

  @Field(() => DateTime, { description: 'Until when the unit has looked (已看至); when it was saved, at first.' })
  seenAt!: string;

  @Field(() => DateTime, { description: 'Saved at (保存时间).' })
  createdAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Ended at (取消时间): nothing is new since; null while it goes on.',
  })
  endedAt!: string | null;

  @Field(() => Int, { description: 'Counts the changes of this record (版本), from 1.' })
  version!: number;

  @ListField(
    () => OfferConnection,
    'Offers of others that fit, take matches and were published since (新增供给), as far as you may see. Empty where it looks for needs.',
    { nullable: true, filter: () => OfferFilter, order: () => OfferOrder },
  )
  newOffers!: unknown;

  @ListField(
    () => NeedConnection,
    'Needs of others that fit, take matches and were published since (新增需求), as far as you may see. Empty where it looks for offers.',
    { nullable: true, filter: () => NeedFilter, order: () => NeedOrder },
  )
  newNeeds!: unknown;
}

export const { Connection: SavedSearchConnection } = connectionOf(
  () => SavedSearch,
  'SavedSearch',
  'saved searches (订阅检索)',
);

@InputType('SavedSearchFilter', { description: 'Which saved searches (订阅检索筛选).' })
export class SavedSearchFilter {
  @Field(() => Boolean, { nullable: true, description: 'Those that have ended, or those that go on (是否已取消).' })
  isEnded?: boolean | null;
}

export const SavedSearchOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(SavedSearchOrder, {
  name: 'SavedSearchOrder',
  description: 'Order of saved searches by when they were saved (订阅检索排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('SaveSearchInput', {
  description:
    'What your unit looks for again and again (保存检索), 20 such searches at most. What is left out is all the same.',
})
export class SaveSearchInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('What you call it (名称).', { max: 50 })
  name!: string;

  @Field(() => SearchFor, { description: 'What it looks for (检索对象).' })
  looksFor!: keyof typeof SearchFor;

  @TextField('Category code (类别代码), e.g. `space.hall`: of it, or of one under it.', { max: 60, optional: true })
  category?: string | null;

  @TextField('Words in title or description (文字), from one character on.', { max: 64, optional: true })
  search?: string | null;

  @IdField('Filed under this track (赛道).', { optional: true })
  trackId?: string | null;

  @IdField('Filed under this programme (品牌项目).', { optional: true })
  programmeId?: string | null;
}

@InputType()
abstract class OfSearchInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The saved search (订阅检索).')
  searchId!: string;
}

@InputType('EndSearchInput', { description: 'A saved search that is no longer wanted (取消订阅检索).' })
export class EndSearchInput extends OfSearchInput {}

@InputType('MarkSearchSeenInput', { description: 'Until when you have looked (标记已看).' })
export class MarkSearchSeenInput extends OfSearchInput {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when (已看至): not to come, and never back; now unless said.',
  })
  until?: Date | null;
}

@ObjectType()
abstract class SearchPayload extends Payload {
  @Field(() => SavedSearch, { nullable: true, description: 'The saved search (订阅检索) as it stands now.' })
  savedSearch!: SavedSearch | null;
}

@OutcomeOf('saveSearch', '保存检索')
export class SaveSearchPayload extends SearchPayload {}

@OutcomeOf('endSearch', '取消订阅检索')
export class EndSearchPayload extends SearchPayload {}

@OutcomeOf('markSearchSeen', '标记已看')
export class MarkSearchSeenPayload extends SearchPayload {}
