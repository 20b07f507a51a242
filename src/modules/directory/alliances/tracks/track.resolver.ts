import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { answer } from '../../../../graphql/answer.ts';
import type { Context } from '../../../../graphql/context.ts';
import type { TrackService } from './track.service.ts';
import {
  AddTrackInput,
  AddTrackPayload,
  RetireTrackInput,
  RetireTrackPayload,
  ReviseTrackInput,
  ReviseTrackPayload,
} from './track.types.ts';

@Resolver()
export class TrackResolver {
  readonly #tracks: TrackService;

  constructor(tracks: TrackService) {
    this.#tracks = tracks;
  }

  @Mutation(() => AddTrackPayload, {
    description:
      'Adds a track to an alliance or a programme (设立赛道). For the coordinator of the alliance, or who runs the programme.',
  })
  addTrack(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => AddTrackInput, { description: 'The track (赛道).' }) input: AddTrackInput,
  ): Promise<unknown> {
    return answer(info, context, this.#tracks.add(context.viewer, input));
  }

  @Mutation(() => ReviseTrackPayload, {
    description: 'Gives a track another name, colour or place (修改赛道). For who may add one.',
  })
  reviseTrack(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => ReviseTrackInput, { description: 'What changes (修改内容).' }) input: ReviseTrackInput,
  ): Promise<unknown> {
    return answer(info, context, this.#tracks.revise(context.viewer, input));
  }

  @Mutation(() => RetireTrackPayload, {
    description: 'Retires a track (停用赛道): what is filed under it stays, and nothing new is. For who may add one.',
  })
  retireTrack(
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
    @Arg('input', () => RetireTrackInput, { description: 'Which track (哪条赛道).' }) input: RetireTrackInput,
  ): Promise<unknown> {
    return answer(info, context, this.#tracks.retire(context.viewer, input));
  }
}
