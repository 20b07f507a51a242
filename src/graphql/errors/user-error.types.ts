/** Refusals a client acts on: one interface, and one closed list of codes. The files beside it have a type for each. */
import { Field, InterfaceType, registerEnumType } from 'type-graphql';

const UserErrorCode = {
  INVALID_INPUT: 'INVALID_INPUT',
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  HAT_REQUIRED: 'HAT_REQUIRED',
  NOT_A_MEMBER: 'NOT_A_MEMBER',
  WRONG_STATE: 'WRONG_STATE',
  VERSION_CONFLICT: 'VERSION_CONFLICT',
  TERMS_CHANGED: 'TERMS_CHANGED',
  IDEMPOTENCY_KEY_REUSED: 'IDEMPOTENCY_KEY_REUSED',
  NOT_ENOUGH_LEFT: 'NOT_ENOUGH_LEFT',
  ACCOUNT_LIMIT_REACHED: 'ACCOUNT_LIMIT_REACHED',
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
    TERMS_CHANGED: { description: 'An agreement says something else by now than what was to be signed (条款已变).' },
    IDEMPOTENCY_KEY_REUSED: {
      description: 'The key was used for another input, or under another alliance hat (幂等键已用于其他内容或身份).',
    },
    NOT_ENOUGH_LEFT: { description: 'Less is left than was asked for (余量不足).' },
    ACCOUNT_LIMIT_REACHED: { description: 'An account would go further than it may (超出账户额度).' },
    SLOT_FULL: { description: 'The slot has fewer places left than were asked for (时段已满).' },
    PERIOD_NOT_FREE: {
      description: 'The resource is taken then, or cannot be had then; `free` says when it is (所选时间不可用).',
    },
    DUPLICATE_CANDIDATES: { description: 'There are units that may be the same one: compare them first (疑似重复).' },
    ALREADY_DONE: { description: 'It was done before; there is nothing left to do (已完成过).' },
    QUOTA_EXHAUSTED: { description: 'A benefit was given as often as it may be (限额已满).' },
    NOT_ELIGIBLE: {
      description: 'A benefit, a service or an enrolment is not for this person, or not known to be (不符合条件).',
    },
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
