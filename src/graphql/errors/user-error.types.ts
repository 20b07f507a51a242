/** Refusals a client acts on: one interface, one closed list of codes, one type for each code that carries more. */
import { Directive, Field, ID, InterfaceType, Int, ObjectType, registerEnumType, type ClassType } from 'type-graphql';
import { Period, Quantity } from '../types/values.types.ts';

const UserErrorCode = {
  INVALID_INPUT: 'INVALID_INPUT',
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  HAT_REQUIRED: 'HAT_REQUIRED',
  NOT_A_MEMBER: 'NOT_A_MEMBER',
  WRONG_STATE: 'WRONG_STATE',
  VERSION_CONFLICT: 'VERSION_CONFLICT',
  IDEMPOTENCY_KEY_REUSED: 'IDEMPOTENCY_KEY_REUSED',
  NOT_ENOUGH_LEFT: 'NOT_ENOUGH_LEFT',
  SLOT_FULL: 'SLOT_FULL',
  PERIOD_NOT_FREE: 'PERIOD_NOT_FREE',
  DUPLICATE_CANDIDATES: 'DUPLICATE_CANDIDATES',
  ALREADY_DONE: 'ALREADY_DONE',
  QUOTA_EXHAUSTED: 'QUOTA_EXHAUSTED',
  NOT_ELIGIBLE: 'NOT_ELIGIBLE',
} as const;
registerEnumType(UserErrorCode, {
  name: 'UserErrorCode',
  description: 'Why an act was refused (拒绝原因). Nothing was changed.',
  valuesConfig: {
    INVALID_INPUT: { description: 'A value of the input is not acceptable; `path` names it (输入有误).' },
    NOT_FOUND: { description: 'There is no such thing, or you may not see it under this hat (不存在或不可见).' },
    FORBIDDEN: { description: 'You see it, but the act is not yours to do (无权操作).' },
    HAT_REQUIRED: { description: 'Say for which unit, or in which alliance, you act (请选择身份).' },
    NOT_A_MEMBER: { description: 'The unit is not an active member of the alliance (不是成员单位).' },
    WRONG_STATE: { description: 'The thing is in a state in which this cannot be done (状态不符).' },
    VERSION_CONFLICT: { description: 'Somebody changed it since you read it: read again (版本已变).' },
    IDEMPOTENCY_KEY_REUSED: {
      description: 'The key was used for another input, or under another alliance hat (幂等键已用于其他内容或身份).',
    },
    NOT_ENOUGH_LEFT: { description: 'Less is left than was asked for (余量不足).' },
    SLOT_FULL: { description: 'The slot has fewer places left than were asked for (时段已满).' },
    PERIOD_NOT_FREE: {
      description: 'The resource is taken then, or cannot be had then; `free` says when it is (所选时间不可用).',
    },
    DUPLICATE_CANDIDATES: { description: 'There are units that may be the same one: compare them first (疑似重复).' },
    ALREADY_DONE: { description: 'It was done before; there is nothing left to do (已完成过).' },
    QUOTA_EXHAUSTED: { description: 'A benefit was given as often as it may be (限额已满).' },
    NOT_ELIGIBLE: { description: 'A benefit or an enrolment is not for this person, or not known to be (不符合条件).' },
  },
});

@InterfaceType('UserError', {
  description: 'A refusal that the caller can act on (业务错误). Nothing was changed.',
})
export abstract class UserError {
  @Field(() => UserErrorCode, { description: 'What kind of refusal (错误码): a closed list to switch on.' })
  code!: keyof typeof UserErrorCode;

  @Field(() => String, {
    description: 'What is wrong and the way out (说明), in the language of `Accept-Language`: zh-CN or en.',
  })
  message!: string;

  @Field(() => [String], {
    description: 'Where in the input (位置), from `input` inwards; empty where no one field is to blame.',
  })
  path!: string[];
}

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

@ObjectType('IdempotencyKeyReusedError', {
  implements: UserError,
  description: 'Same key, other input or alliance hat (幂等键重复使用).',
})
@Directive('@shareable')
class IdempotencyKeyReusedError extends UserError {
  @Field(() => String, { description: 'The key (幂等键).' })
  key!: string;
}

@ObjectType('NotEnoughLeftError', { implements: UserError, description: 'Less is left than was asked for (余量不足).' })
@Directive('@shareable')
class NotEnoughLeftError extends UserError {
  @Field(() => ID, { description: 'What there is not enough of (对象).' })
  id!: string;

  @Field(() => Quantity, { description: 'What was asked for (所需).' })
  requested!: Quantity;

  @Field(() => Quantity, { description: 'What is left (剩余).' })
  remaining!: Quantity;
}

@ObjectType('SlotFullError', { implements: UserError, description: 'The slot has too few places left (时段已满).' })
@Directive('@shareable')
class SlotFullError extends UserError {
  @Field(() => ID, { description: 'The slot (时段).' })
  id!: string;

  @Field(() => Int, { description: 'Places asked for (所需名额).' })
  requested!: number;

  @Field(() => Int, { description: 'Places left (剩余名额).' })
  remaining!: number;
}

@ObjectType('PeriodNotFreeError', {
  implements: UserError,
  description: 'The resource is taken then, or cannot be had then (所选时间不可用).',
})
@Directive('@shareable')
class PeriodNotFreeError extends UserError {
  @Field(() => ID, { description: 'The resource (资源).' })
  id!: string;

  @Field(() => [Period], {
    description: 'When it is free on the days that were asked for (当日空闲时间), at most 20; empty where it is not.',
  })
  free!: Period[];
}

export const Likeness = { SAME_NAME: 'SAME_NAME', CLOSE_NAME: 'CLOSE_NAME' } as const;
registerEnumType(Likeness, {
  name: 'Likeness',
  description: 'How alike the names of two units are (相似程度).',
  valuesConfig: {
    SAME_NAME: { description: 'One of its names is the same (同名).' },
    CLOSE_NAME: { description: 'The same but for punctuation, 省市县区 or the legal form (名称相近).' },
  },
});

@ObjectType('DuplicateCandidate', { description: 'A unit that may be the one you mean (疑似重复单位).' })
@Directive('@shareable')
class DuplicateCandidate {
  @Field(() => ID, { description: 'The unit (单位标识).' })
  unitId!: string;

  @Field(() => String, { description: 'Its full name (全称).' })
  name!: string;

  @Field(() => Likeness, { description: 'How alike the names are (相似程度).' })
  likeness!: keyof typeof Likeness;
}

@ObjectType('DuplicateCandidatesError', {
  implements: UserError,
  description:
    'There are units that may be the same one (疑似重复): compare them, and if yours is another, send their ids in `evenThoughUnitIds`.',
})
@Directive('@shareable')
class DuplicateCandidatesError extends UserError {
  @Field(() => [DuplicateCandidate], { description: 'The units (疑似重复单位), at most 20.' })
  candidates!: DuplicateCandidate[];
}

@ObjectType('AlreadyDoneError', { implements: UserError, description: 'It was done before (已完成过).' })
@Directive('@shareable')
class AlreadyDoneError extends UserError {
  @Field(() => ID, { description: 'What it was done to (对象).' })
  id!: string;
}

/** Types that only the interface leads to; a schema must be told of them. */
export const userErrorTypes: readonly ClassType[] = [
  InvalidInputError,
  NotFoundError,
  ForbiddenError,
  HatRequiredError,
  NotAMemberError,
  WrongStateError,
  VersionConflictError,
  IdempotencyKeyReusedError,
  NotEnoughLeftError,
  SlotFullError,
  PeriodNotFreeError,
  DuplicateCandidatesError,
  AlreadyDoneError,
];
