/** Refusals that any act may meet, and what they carry. */
import { Directive, Field, ID, Int, ObjectType, type ClassType } from 'type-graphql';
import { UserError } from './user-error.types.ts';

@ObjectType('InvalidInputError', {
  implements: UserError,
  description: 'A value of the input is not acceptable (输入有误).',
})
@Directive('@shareable')
class InvalidInputError extends UserError {}

@ObjectType('NotFoundError', {
  implements: UserError,
  description: 'No such thing, or not visible to you (不存在或不可见).',
})
@Directive('@shareable')
class NotFoundError extends UserError {
  @Field(() => ID, { description: 'The id that was asked for (所请求的标识).' })
  id!: string;
}

@ObjectType('ForbiddenError', { implements: UserError, description: 'The act is not yours to do (无权操作).' })
@Directive('@shareable')
class ForbiddenError extends UserError {
  @Field(() => String, { description: 'The act, e.g. `match:propose` (操作).' })
  action!: string;
}

@ObjectType('HatChoice', {
  description: 'A hat you could put on (可选身份): send its ids as `X-Acting-Unit` and `X-Acting-Alliance`.',
})
@Directive('@shareable')
class HatChoice {
  @Field(() => ID, { description: 'The unit to act for (单位标识).' })
  unitId!: string;

  @Field(() => String, { description: 'Its name (单位名称).' })
  unitName!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The alliance to act in (联盟标识); null where the unit is in none.',
  })
  allianceId!: string | null;

  @Field(() => String, { nullable: true, description: 'Its name (联盟名称).' })
  allianceName!: string | null;
}

@ObjectType('HatRequiredError', {
  implements: UserError,
  description: 'It is not clear for whom you act (请选择身份).',
})
@Directive('@shareable')
class HatRequiredError extends UserError {
  @Field(() => [HatChoice], { description: 'The hats you hold (可选身份).' })
  choices!: HatChoice[];
}

@ObjectType('NotAMemberError', {
  implements: UserError,
  description: 'The unit is not an active member (不是成员单位).',
})
@Directive('@shareable')
class NotAMemberError extends UserError {
  @Field(() => ID, { description: 'The unit (单位).' })
  unitId!: string;

  @Field(() => ID, { nullable: true, description: 'The alliance (联盟); null where the unit is a member of none.' })
  allianceId!: string | null;
}

@ObjectType('WrongStateError', { implements: UserError, description: 'The state does not allow it (状态不符).' })
@Directive('@shareable')
class WrongStateError extends UserError {
  @Field(() => ID, { description: 'The thing (对象).' })
  id!: string;

  @Field(() => String, { description: 'The state it is in (当前状态).' })
  state!: string;
}

@ObjectType('VersionConflictError', {
  implements: UserError,
  description: 'It was changed since you read it (版本已变).',
})
@Directive('@shareable')
class VersionConflictError extends UserError {
  @Field(() => ID, { description: 'The thing (对象).' })
  id!: string;

  @Field(() => Int, { description: 'The version you sent (所给版本); 0 where you had seen nothing.' })
  expectedVersion!: number;

  @Field(() => Int, { description: 'The version it has now (当前版本); 0 where there is nothing.' })
  currentVersion!: number;
}

@ObjectType('TermsChangedError', {
  implements: UserError,
  description: 'An agreement says something else by now than what was to be signed (条款已变).',
})
@Directive('@shareable')
class TermsChangedError extends UserError {
  @Field(() => ID, { description: 'The agreement (协议).' })
  id!: string;

  @Field(() => String, { description: 'The hash you sent (所给哈希值).' })
  expectedHash!: string;

  @Field(() => String, { description: 'The hash of what is signed now (现行哈希值).' })
  currentHash!: string;

  @Field(() => Int, { description: 'The number of the edition that is signed now (现行版次).' })
  currentEdition!: number;
}

@ObjectType('IdempotencyKeyReusedError', {
  implements: UserError,
  description: 'Same key, other input or alliance hat (幂等键重复使用).',
})
@Directive('@shareable')
class IdempotencyKeyReusedError extends UserError {
  @Field(() => String, { description: 'The key (幂等键).' })
  key!: string;
}

@ObjectType('AlreadyDoneError', { implements: UserError, description: 'It was done before (已完成过).' })
@Directive('@shareable')
class AlreadyDoneError extends UserError {
  @Field(() => ID, { description: 'What it was done to (对象).' })
  id!: string;
}

export const generalErrorTypes: readonly ClassType[] = [
  InvalidInputError,
  NotFoundError,
  ForbiddenError,
  HatRequiredError,
  NotAMemberError,
  WrongStateError,
  VersionConflictError,
  TermsChangedError,
  IdempotencyKeyReusedError,
  AlreadyDoneError,
];
