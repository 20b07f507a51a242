import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { PublishService } from './publish.service.ts';
import {
  DraftNeedInput,
  DraftNeedPayload,
  DraftOfferInput,
  DraftOfferPayload,
  PublishDraftNeedInput,
  PublishDraftNeedPayload,
  PublishDraftOfferInput,
  PublishDraftOfferPayload,
  UpdateDraftNeedInput,
  UpdateDraftNeedPayload,
  UpdateDraftOfferInput,
  UpdateDraftOfferPayload,
} from './draft.types.ts';

@Resolver()
export class DraftResolver {
  readonly #publish: PublishService;

  constructor(publish: PublishService) {
    this.#publish = publish;
  }

  @Mutation(() => DraftOfferPayload, {
    description:
      'Drafts an offer of the unit you act for (起草供给): your unit alone reads it, and nothing is screened in it yet.',
  })
  draftOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DraftOfferInput, { description: 'The draft (草稿).' }) input: DraftOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#publish.draft(context.viewer, 'offer', input));
  }

  @Mutation(() => UpdateDraftOfferPayload, {
    description: 'Writes a draft of an offer anew, as a whole (改写供给草稿). For its unit.',
  })
  updateDraftOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => UpdateDraftOfferInput, { description: 'The draft as it is to be (草稿).' })
    input: UpdateDraftOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#publish.redraft(context.viewer, 'offer', input));
  }

  @Mutation(() => PublishDraftOfferPayload, {
    description:
      'Publishes a draft of an offer (发布供给草稿). Its words are screened now: where they hold a number, a door, a name or an illness it is held up, `IN_REVIEW` with `findings`.',
  })
  publishDraftOffer(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => PublishDraftOfferInput, { description: 'Which draft (哪份草稿).' })
    input: PublishDraftOfferInput,
  ): Promise<unknown> {
    return answer(info, context, this.#publish.publishDraft(context.viewer, 'offer', input));
  }

  @Mutation(() => DraftNeedPayload, {
    description:
      'Drafts a need of the unit you act for (起草需求): your unit alone reads it, and nothing is screened in it yet.',
  })
  draftNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => DraftNeedInput, { description: 'The draft (草稿).' }) input: DraftNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#publish.draft(context.viewer, 'need', input));
  }

  @Mutation(() => UpdateDraftNeedPayload, {
    description: 'Writes a draft of a need anew, as a whole (改写需求草稿). For its unit.',
  })
  updateDraftNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => UpdateDraftNeedInput, { description: 'The draft as it is to be (草稿).' })
    input: UpdateDraftNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#publish.redraft(context.viewer, 'need', input));
  }

  @Mutation(() => PublishDraftNeedPayload, {
    description:
      'Publishes a draft of a need (发布需求草稿). Its words are screened now: where they hold a number, a door, a name or an illness it is held up, `IN_REVIEW` with `findings`.',
  })
  publishDraftNeed(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => PublishDraftNeedInput, { description: 'Which draft (哪份草稿).' }) input: PublishDraftNeedInput,
  ): Promise<unknown> {
    return answer(info, context, this.#publish.publishDraft(context.viewer, 'need', input));
  }
}
