/** What the acts on programmes take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { Programme, ProgrammeVersion } from './programme.types.ts';

@InputType('StartProgrammeInput', {
  description:
    'A programme (发起品牌项目): of an alliance that you coordinate, or else of the unit you act for, by an administrator of it.',
})
export class StartProgrammeInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance whose it is (所属联盟); left out where it is of the unit you act for, or part of another.', {
    optional: true,
  })
  allianceId?: string | null;

  @IdField('The programme that it is part of (上级项目): it is of the same owner.', { optional: true })
  parentId?: string | null;

  @TextField('Name (名称), e.g. `亲邻党建`: of no other programme of the owner that runs.', { max: 100 })
  name!: string;

  @TextField('What its first version is called (版本号), e.g. `1.0`.', { max: 20 })
  label!: string;

  @TextField('What it is about (内容), in its first version.', { max: 5000 })
  description!: string;

  @Field(() => LocalDate, { description: 'Started on (启动日期): not to come.' })
  startedOn!: string;
}

@InputType('AdoptProgrammeVersionInput', { description: 'Another version of a programme (发布品牌版本).' })
export class AdoptProgrammeVersionInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The programme (品牌项目).')
  programmeId!: string;

  @TextField('What it is called (版本号), e.g. `2.0`: as no other version of it.', { max: 20 })
  label!: string;

  @TextField('What it is about (内容).', { max: 5000 })
  description!: string;

  @Field(() => LocalDate, {
    description:
      'In force from that day on (启用日期), which may be to come: not before the version that it supersedes.',
  })
  inForceFrom!: string;
}

@InputType('EndProgrammeInput', { description: 'A programme that ends today, with all its parts (结束品牌项目).' })
export class EndProgrammeInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The programme (品牌项目).')
  programmeId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): everybody reads it.', { max: 1000 })
  reason!: string;
}

@ObjectType()
abstract class ProgrammePayload extends Payload {
  @Field(() => Programme, { nullable: true, description: 'The programme (品牌项目) as it stands now.' })
  programme!: Programme | null;
}

@OutcomeOf('startProgramme', '发起品牌项目')
export class StartProgrammePayload extends ProgrammePayload {}

@OutcomeOf('endProgramme', '结束品牌项目')
export class EndProgrammePayload extends ProgrammePayload {}

@OutcomeOf('adoptProgrammeVersion', '发布品牌版本')
export class AdoptProgrammeVersionPayload extends Payload {
  @Field(() => ProgrammeVersion, { nullable: true, description: 'The version (品牌版本).' })
  edition!: ProgrammeVersion | null;
}
