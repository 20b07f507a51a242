import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LONGEST_KEY_DAYS } from '../../../domain/access/app-keys.ts';
import { connectionOf, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField, VersionField, WholeNumberField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Node } from '../../../graphql/types/values.types.ts';

@ObjectType('AppKey', {
  implements: Node,
  description:
    'A key of an app (应用密钥). The key itself is shown once, when it is made; only its hash is kept. For administrators of the unit that answers for the app.',
})
@Directive('@key(fields: "id")')
class AppKey extends Node {
  @Field(() => String, { description: 'What it is for (名称), e.g. the machine that uses it.' })
  name!: string;

  @Field(() => String, { description: 'The part of the key that is no secret (前缀), to tell keys apart.' })
  prefix!: string;

  @Field(() => DateTime, { description: 'Made at (创建时间).' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'Good until, exclusive (到期时间).' })
  expiresAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Last used, to the minute or so (最近使用时间).' })
  lastUsedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Revoked at (吊销时间).' })
  revokedAt!: string | null;

  @Field(() => Boolean, { description: 'Whether it opens anything now (是否有效).' })
  isValid!: boolean;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: AppKeyConnection } = connectionOf(() => AppKey, 'AppKey', 'app keys (应用密钥)');

export const AppKeyOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(AppKeyOrder, {
  name: 'AppKeyOrder',
  description: 'Order of app keys by time (密钥排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('CreateAppKeyInput', { description: 'A key for an app that your unit answers for (创建密钥).' })
export class CreateAppKeyInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The app (应用).')
  appId!: string;

  @TextField('What it is for (名称).', { max: 60 })
  name!: string;

  @WholeNumberField(`For how many days it is good (有效天数): 1 to ${LONGEST_KEY_DAYS}.`, {
    min: 1,
    max: LONGEST_KEY_DAYS,
  })
  days!: number;
}

@InputType('RevokeAppKeyInput', { description: 'A key to revoke (吊销密钥).' })
export class RevokeAppKeyInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The key (密钥).')
  keyId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('createAppKey', '创建密钥')
export class CreateAppKeyPayload extends Payload {
  @Field(() => AppKey, { nullable: true, description: 'The key as it is kept (密钥记录).' })
  appKey!: AppKey | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The key itself (密钥明文), to be sent as bearer token. Shown this once: null when the act is replayed, and nowhere else. Lost, it is revoked and another is made.',
  })
  secret!: string | null;
}

@OutcomeOf('revokeAppKey', '吊销密钥')
export class RevokeAppKeyPayload extends Payload {
  @Field(() => AppKey, { nullable: true, description: 'The key (密钥记录).' })
  appKey!: AppKey | null;
}
