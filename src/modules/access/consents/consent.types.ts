import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField, VersionField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Node } from '../../../graphql/types/values.types.ts';
import { TermReference, UnitReference } from '../references.types.ts';

@ObjectType('Consent', {
  implements: Node,
  description:
    'Consent of a person that data about them is used for a purpose (单独同意, 个人信息保护法 arts. 14, 23, 29), as the unit recorded it that asked, or as they gave it to a unit themselves. Holds until it is withdrawn, as easily as it was given (art. 15), or its term ends. For that unit, and for the person.',
})
@Directive('@key(fields: "id")')
class Consent extends Node {
  @Field(() => BeneficiaryReference, {
    nullable: true,
    description: 'Whose it is (受益人), as far as you may see; null where it is that of a person with a login.',
  })
  beneficiary!: BeneficiaryReference | null;

  @Field(() => UnitReference, {
    nullable: true,
    description: 'The unit that recorded it, or to which it was given (登记或获同意的单位).',
  })
  unit!: UnitReference | null;

  @Field(() => TermReference, { nullable: true, description: 'To what (用途), a term of the scheme PURPOSE.' })
  purpose!: TermReference | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How it was given, and by whom (同意凭据): on paper, on the spot; by a guardian (监护人) where the person is under 14 (art. 31). Null when the person was erased.',
  })
  evidence!: string | null;

  @Field(() => DateTime, { description: 'Recorded at (登记时间): it holds from then on.' })
  givenAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Until, exclusive (截止时间); null while open.' })
  until!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Withdrawn at (撤回时间).' })
  withdrawnAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn (撤回说明).' })
  reason!: string | null;

  @Field(() => Boolean, { description: 'Whether it holds now (是否有效).' })
  isInForce!: boolean;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

const { Connection: ConsentConnection } = connectionOf(() => Consent, 'Consent', 'consents (同意记录)');

const ConsentOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(ConsentOrder, {
  name: 'ConsentOrder',
  description: 'Order of consents by time (同意记录排序).',
  valuesConfig: TIME_ORDER,
});

@ObjectType('Beneficiary')
@Directive('@key(fields: "id")')
class BeneficiaryReference {
  @Field(() => ID)
  id!: string;

  @ListField(() => ConsentConnection, 'What the person consented to (同意记录). For its own unit.', {
    order: () => ConsentOrder,
  })
  consents!: unknown;
}

@InputType('RecordConsentInput', {
  description:
    'Consent that a beneficiary of your unit gave (登记单独同意). The person was told who will use what, for what and how long (个人信息保护法 arts. 17, 23, 30).',
})
export class RecordConsentInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('Whose it is (受益人).')
  beneficiaryId!: string;

  @TextField('To what (用途): the code of a term of the scheme PURPOSE, e.g. `care.meals`.', { max: 60 })
  purpose!: string;

  @TextField(
    'How it was given, and by whom (同意凭据): e.g. `本人签署纸质同意书` or `入户走访，监护人（父亲）当面同意`. Under 14 it is a guardian’s to give (监护人, art. 31).',
    { max: 500 },
  )
  evidence!: string;

  @Field(() => DateTime, { nullable: true, description: 'Until, exclusive (截止时间); open unless said.' })
  until?: Date | null;
}

@ObjectType('Person')
@Directive('@key(fields: "id")')
export class ConsentingPerson {
  @Field(() => ID)
  id!: string;

  @ListField(
    () => ConsentConnection,
    'What the person consented to (同意记录). For themselves, and the unit each is to.',
    {
      order: () => ConsentOrder,
    },
  )
  consents!: unknown;
}

@InputType('ConsentToUseInput', {
  description:
    'Consent that you give of yourself (本人单独同意): a unit may count by what you say of yourself (`setPersonAttribute`), for that purpose alone (个人信息保护法 arts. 14, 29).',
})
export class ConsentToUseInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('To whom (单位): a unit that lasts.')
  unitId!: string;

  @TextField('To what (用途): the code of a term of the scheme PURPOSE, e.g. `care.visit`.', { max: 60 })
  purpose!: string;

  @Field(() => DateTime, { nullable: true, description: 'Until, exclusive (截止时间); open unless said.' })
  until?: Date | null;
}

@InputType('WithdrawConsentInput', {
  description: 'A consent to end at once (撤回同意, 个人信息保护法 art. 15). What was done by it before stands.',
})
export class WithdrawConsentInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The consent (同意记录).')
  consentId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('How it was withdrawn (撤回说明), e.g. `本人来电撤回`. The person need give no reason.', { max: 500 })
  reason!: string;
}

@OutcomeOf('recordConsent', '登记同意')
export class RecordConsentPayload extends Payload {
  @Field(() => Consent, { nullable: true, description: 'The consent (同意记录).' })
  consent!: Consent | null;
}

@OutcomeOf('consentToUse', '本人同意')
export class ConsentToUsePayload extends Payload {
  @Field(() => Consent, { nullable: true, description: 'The consent (同意记录).' })
  consent!: Consent | null;
}

@OutcomeOf('withdrawConsent', '撤回同意')
export class WithdrawConsentPayload extends Payload {
  @Field(() => Consent, { nullable: true, description: 'The consent (同意记录).' })
  consent!: Consent | null;
}
