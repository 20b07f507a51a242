/** What the acts on sharing take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { DataKind } from '../catalogue/catalogue.types.ts';
import { SharingAgreement, SharingPrecision } from './sharing.types.ts';

@InputType('RequestSharingInput', { description: 'A request (共享申请) for data of another unit.' })
export class RequestSharingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit whose data it is (数源单位).')
  providerUnitId!: string;

  @Field(() => DataKind, { description: 'Which data (数据类别).' })
  kind!: keyof typeof DataKind;

  @TextField('What for (用途): code of a term of the scheme `PURPOSE`, e.g. `care.health`.', { max: 60 })
  purpose!: string;

  @Field(() => SharingPrecision, { description: 'How precisely (共享精度).' })
  precision!: keyof typeof SharingPrecision;

  @Field(() => Boolean, {
    description: 'Whether apps that you let read for the same purpose may read it too (可否再共享).',
  })
  mayReshare!: boolean;

  @Field(() => DateTime, { description: 'Until when, exclusive (申请期限): to come, and at most three years away.' })
  until!: Date;

  @TextField('What it is needed for, in words (申请说明): the other unit reads it.', { max: 1000 })
  statement!: string;
}

@InputType('GrantSharingInput', { description: 'Grant of a request (授权共享): as asked for, or less.' })
export class GrantSharingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The request (申请).')
  agreementId!: string;

  @VersionField()
  expectedVersion!: number;

  @Field(() => SharingPrecision, { nullable: true, description: 'How precisely (共享精度); as asked for unless said.' })
  precision?: keyof typeof SharingPrecision | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may go on to apps (可否再共享); as asked for unless said.',
  })
  mayReshare?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when, exclusive (共享期限); as asked for unless said.' })
  until?: Date | null;
}

@InputType('RefuseSharingInput', { description: 'Refusal of a request (拒绝共享), with a reason.' })
export class RefuseSharingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The request (申请).')
  agreementId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (理由): the unit that asked reads it.', { max: 1000 })
  reason!: string;
}

@InputType('WithdrawSharingInput', { description: 'An agreement to end, or a request to take back (撤回共享).' })
export class WithdrawSharingInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The agreement, or the request (协议或申请).')
  agreementId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (理由): the other unit reads it.', { max: 1000 })
  reason!: string;
}

@ObjectType()
abstract class SharingPayload extends Payload {
  @Field(() => SharingAgreement, { nullable: true, description: 'The agreement (数据共享协议) as it stands now.' })
  sharingAgreement!: SharingAgreement | null;
}

@OutcomeOf('requestSharing', '申请共享')
export class RequestSharingPayload extends SharingPayload {}

@OutcomeOf('grantSharing', '授权共享')
export class GrantSharingPayload extends SharingPayload {}

@OutcomeOf('refuseSharing', '拒绝共享')
export class RefuseSharingPayload extends SharingPayload {}

@OutcomeOf('withdrawSharing', '撤回共享')
export class WithdrawSharingPayload extends SharingPayload {}
