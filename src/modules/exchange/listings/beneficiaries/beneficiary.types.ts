import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionIfAnyField } from '../../../../graphql/types/inputs.types.ts';
import { Disclosure, Node } from '../../../../graphql/types/values.types.ts';

@ObjectType('Beneficiary', {
  implements: Node,
  description:
    'Whom a need is for (受益人): protected, and kept apart from the need. Its own unit sees it masked; so does the unit that supplies the need, while their agreement is active; so does an app that one of these two installed, of a need shown to the alliance of its hat, while the person consents to the purpose of the installation (个人信息保护法 arts. 23, 29). Everybody else is not told that there is one.',
})
@Directive('@key(fields: "id")')
export class Beneficiary extends Node {
  @Field(() => Disclosure, {
    description:
      'What you are shown (披露程度): `MASKED`, and `FULL` for a short while after it was disclosed to you for a purpose; never `WITHHELD`.',
  })
  disclosure!: keyof typeof Disclosure;

  @Field(() => String, { nullable: true, description: 'Name (姓名), e.g. `王**` when masked.' })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Mobile number (手机号) in E.164, e.g. `+86138****5678` when masked; null where none was given.',
  })
  mobile!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Identity number (公民身份号码), e.g. `330282********1234` when masked; null where none was given.',
  })
  identityNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Where the person lives (住址): to the street, the estate or the village when masked; null where none was given, or nothing of it can be shown.',
  })
  address!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Counts its changes (版本), from 1; send it back as `expectedVersion`. Null unless you act for its own unit.',
  })
  version!: number | null;
}

@InputType('SetBeneficiaryInput', {
  description:
    'Whom a need of your unit is for (登记受益人). What is left out is taken away. Only what the help takes is to be given (个人信息保护法 art. 6).',
})
export class SetBeneficiaryInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The need (需求).')
  needId!: string;

  @VersionIfAnyField()
  expectedVersion?: number | null;

  @TextField('Name (姓名).', { max: 50 })
  name!: string;

  @TextField('Mobile number (手机号): a mainland number of 11 digits, or E.164.', {
    max: 20,
    optional: true,
    matching: /^(1[3-9]\d{9}|\+\d{8,15})$/,
    hint: {
      zh: '须为 11 位大陆手机号，或带国家码的 E.164 号码（如 +8613800000000）。',
      en: 'must be a mainland mobile number of 11 digits, or E.164 (such as +8613800000000).',
    },
  })
  mobile?: string | null;

  @TextField('Identity number (公民身份号码) of 18 characters, with its check character.', {
    max: 18,
    optional: true,
    matching: /^\d{17}[\dXx]$/,
    hint: { zh: '须为 18 位公民身份号码。', en: 'must be an identity number of 18 characters.' },
  })
  identityNumber?: string | null;

  @TextField('Where the person lives (住址).', { max: 200, optional: true })
  address?: string | null;
}

@InputType('EraseBeneficiaryInput', {
  description: 'A beneficiary to erase (删除受益人信息, 个人信息保护法 art. 47).',
})
export class EraseBeneficiaryInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The beneficiary (受益人).')
  beneficiaryId!: string;

  @TextField('Why (删除理由); kept for the record, so without name or number.', { max: 200 })
  reason!: string;
}
