import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../../graphql/types/connection.types.ts';
import {
  IdField,
  KeyField,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../alliance/alliance.types.ts';
import { Programme } from '../programmes/programme.types.ts';

@ObjectType('Track', {
  implements: Node,
  description:
    'One of the lines along which an alliance or a programme works (赛道), e.g. one of five colours. Public.',
})
@Directive('@key(fields: "id")')
class Track extends Node {
  @Field(() => Alliance, { nullable: true, description: 'The alliance (联盟); null where it is of a programme.' })
  alliance!: Alliance | null;

  @Field(() => Programme, { nullable: true, description: 'The programme (品牌项目); null where it is of an alliance.' })
  programme!: Programme | null;

  @Field(() => String, {
    description: 'Its code (代码) within the alliance or programme, e.g. `red`; never given to another.',
  })
  code!: string;

  @Field(() => String, { description: 'Name (名称), e.g. `红色组织`.' })
  name!: string;

  @Field(() => String, { description: 'Colour (颜色) as `#RRGGBB`, e.g. `#D7000F`.' })
  colour!: string;

  @Field(() => Int, { description: 'Its place in the list (次序), from 1.' })
  rank!: number;

  @Field(() => DateTime, { description: 'Added at (设立时间).' })
  createdAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Not used for anything new since (停用时间); null while it is.',
  })
  retiredAt!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: TrackConnection } = connectionOf(() => Track, 'Track', 'tracks (赛道)');

@InputType('TrackFilter', { description: 'Which tracks (赛道筛选).' })
export class TrackFilter {
  @Field(() => Boolean, { nullable: true, description: 'Retired ones, or those in use (是否停用).' })
  isRetired?: boolean | null;
}

export const TrackOrder = { RANK: 'RANK' } as const;
registerEnumType(TrackOrder, {
  name: 'TrackOrder',
  description: 'Order of tracks (赛道排序): as the alliance or programme ranks them.',
  valuesConfig: { RANK: { description: 'As the alliance or programme lists them (按自定次序).' } },
});

@ObjectType()
abstract class TrackPayload extends Payload {
  @Field(() => Track, { nullable: true, description: 'The track (赛道) as it stands now.' })
  track!: Track | null;
}

@InputType('AddTrackInput', {
  description:
    'A new track of an alliance that you coordinate, or of a programme that you run: of one of the two (设立赛道).',
})
export class AddTrackInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance (联盟); left out where it is of a programme.', { optional: true })
  allianceId?: string | null;

  @IdField('The programme (品牌项目); left out where it is of an alliance.', { optional: true })
  programmeId?: string | null;

  @TextField('Its code (代码) within the alliance or programme, e.g. `red`.', {
    max: 30,
    matching: /^[a-z][a-z0-9-]*$/,
    hint: {
      zh: '须为小写字母开头的字母、数字或连字符。',
      en: 'must begin with a small letter, and hold small letters, digits and hyphens.',
    },
  })
  code!: string;

  @TextField('Name (名称), e.g. `红色组织`.', { max: 50 })
  name!: string;

  @TextField('Colour (颜色) as `#RRGGBB`, e.g. `#D7000F`.', {
    max: 7,
    matching: /^#[0-9A-Fa-f]{6}$/,
    hint: { zh: '须形如 #RRGGBB，如 #D7000F。', en: 'must be like #RRGGBB, e.g. #D7000F.' },
  })
  colour!: string;

  @WholeNumberField('Its place in the list (次序), from 1.', { min: 1, max: 1000 })
  rank!: number;
}

@InputType('ReviseTrackInput', {
  description: 'Another name, colour or place for a track (修改赛道); what is left out stays as it is.',
})
export class ReviseTrackInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The track (赛道).')
  trackId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Name (名称), e.g. `红色组织`.', { max: 50, optional: true })
  name?: string | null;

  @TextField('Colour (颜色) as `#RRGGBB`, e.g. `#D7000F`.', {
    max: 7,
    optional: true,
    matching: /^#[0-9A-Fa-f]{6}$/,
    hint: { zh: '须形如 #RRGGBB，如 #D7000F。', en: 'must be like #RRGGBB, e.g. #D7000F.' },
  })
  colour?: string | null;

  @WholeNumberField('Its place in the list (次序), from 1.', { min: 1, max: 1000, optional: true })
  rank?: number | null;
}

@InputType('RetireTrackInput', { description: 'A track that is not used any more (停用赛道).' })
export class RetireTrackInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The track (赛道).')
  trackId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('addTrack', '设立赛道')
export class AddTrackPayload extends TrackPayload {}

@OutcomeOf('reviseTrack', '修改赛道')
export class ReviseTrackPayload extends TrackPayload {}

@OutcomeOf('retireTrack', '停用赛道')
export class RetireTrackPayload extends TrackPayload {}
