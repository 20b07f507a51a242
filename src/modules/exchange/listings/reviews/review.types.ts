import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { AllianceReference, UnitReference } from '../../references.types.ts';

const FindingKind = {
  MOBILE: 'MOBILE',
  LANDLINE: 'LANDLINE',
  IDENTITY_NUMBER: 'IDENTITY_NUMBER',
  BANK_CARD: 'BANK_CARD',
  EMAIL: 'EMAIL',
  ACCOUNT: 'ACCOUNT',
  PLATE: 'PLATE',
  ADDRESS: 'ADDRESS',
  NAME: 'NAME',
  HEALTH: 'HEALTH',
} as const;
registerEnumType(FindingKind, {
  name: 'FindingKind',
  description: 'What was found in a text (筛查类别).',
  valuesConfig: {
    MOBILE: { description: 'A mobile number (手机号).' },
    LANDLINE: { description: 'A telephone number with its area code (固定电话).' },
    IDENTITY_NUMBER: { description: 'A citizen’s identity number (身份证号).' },
    BANK_CARD: { description: 'The number of a bank card (银行卡号).' },
    EMAIL: { description: 'An e-mail address (电子邮箱).' },
    ACCOUNT: { description: 'A WeChat or QQ account (微信号、QQ号).' },
    PLATE: { description: 'A number plate (车牌号).' },
    ADDRESS: { description: 'An address to the door (门牌住址).' },
    NAME: { description: 'The name of a person (姓名).' },
    HEALTH: { description: 'An illness, where one person is spoken of (病情).' },
  },
});

const FindingField = { TITLE: 'TITLE', DESCRIPTION: 'DESCRIPTION', PLACE_NAME: 'PLACE_NAME' } as const;
registerEnumType(FindingField, {
  name: 'FindingField',
  description: 'Where it was found (所在字段).',
  valuesConfig: {
    TITLE: { description: 'In the title (标题).' },
    DESCRIPTION: { description: 'In the description (说明).' },
    PLACE_NAME: { description: 'In the name of the place (地点).' },
  },
});

@ObjectType()
abstract class Finding {
  @Field(() => FindingKind, { description: 'What it is (类别).' })
  kind!: keyof typeof FindingKind;

  @Field(() => FindingField, { description: 'Where it stands (所在字段).' })
  field!: keyof typeof FindingField;

  @Field(() => String, { description: 'How it looks, masked (脱敏摘录), e.g. `138****5678`.' })
  excerpt!: string;
}

@ObjectType('NeedFinding', {
  description:
    'Something in the words of a need that should not be published (筛查发现). For its unit and for the coordinators who may release it.',
})
export class NeedFinding extends Finding {}

@ObjectType('OfferFinding', {
  description:
    'Something in the words of an offer that should not be published (筛查发现). For its unit and for the coordinators who may release it.',
})
export class OfferFinding extends Finding {}

const NeedVerdict = { RELEASED: 'RELEASED', RETURNED: 'RETURNED' } as const;
registerEnumType(NeedVerdict, {
  name: 'NeedVerdict',
  description: 'What a coordinator judged of an offer or a need (审核结论).',
  valuesConfig: {
    RELEASED: { description: 'Nothing in it need be hidden (放行).' },
    RETURNED: { description: 'Its unit is to revise it (退回).' },
  },
});

@ObjectType()
abstract class Review {
  @Field(() => NeedVerdict, { description: 'The verdict (结论).' })
  verdict!: keyof typeof NeedVerdict;

  @Field(() => String, { description: 'Why (理由).' })
  reason!: string;

  @Field(() => UnitReference, { nullable: true, description: 'The unit of the coordinator (审核单位).' })
  unit!: UnitReference | null;

  @Field(() => AllianceReference, { nullable: true, description: 'The alliance in which it was judged (所在联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => DateTime, { description: 'When (审核时间).' })
  reviewedAt!: string;
}

@ObjectType('NeedReview', {
  description:
    'What a coordinator judged of the words of a need (审核). For the unit that wrote them, and for the coordinators of the alliance in which they were judged.',
})
export class NeedReview extends Review {}

@ObjectType('OfferReview', {
  description:
    'What a coordinator judged of the words of an offer (审核). For the unit that wrote them, and for the coordinators of the alliance in which they were judged.',
})
export class OfferReview extends Review {}
