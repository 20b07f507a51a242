import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ProofKind } from '../../../../domain/exchange/proof.ts';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { AreaReference, PostReference, UnitReference } from '../../references.types.ts';
import { KnownByNumber } from '../../eligibility/numbers.types.ts';

const BenefitProofKind: Readonly<Record<ProofKind, ProofKind>> = {
  OCCUPATION: 'OCCUPATION',
  HOUSEHOLD: 'HOUSEHOLD',
  HEALTH: 'HEALTH',
  RELATION: 'RELATION',
  WORKS_FOR: 'WORKS_FOR',
  HOME_AREA: 'HOME_AREA',
  BORN_ON: 'BORN_ON',
};
registerEnumType(BenefitProofKind, {
  name: 'BenefitProofKind',
  description: 'What somebody proved (证明类别).',
  valuesConfig: {
    OCCUPATION: { description: 'Their occupation (职业), a term of the scheme OCCUPATION.' },
    HOUSEHOLD: { description: 'What their household is (家庭情况), a term of the scheme HOUSEHOLD_FACT.' },
    HEALTH: { description: 'How they are (健康状况), a term of the scheme PERSON_HEALTH: sensitive by law.' },
    RELATION: { description: 'What they are to somebody (人员关系), a code of `personRelationTypes`.' },
    WORKS_FOR: { description: 'The unit that they work for (工作单位).' },
    HOME_AREA: { description: 'The area that they live in (居住地).' },
    BORN_ON: { description: 'Their day of birth (出生日期).' },
  },
});

const BenefitProofState = { RECORDED: 'RECORDED', WITHDRAWN: 'WITHDRAWN' } as const;
registerEnumType(BenefitProofState, {
  name: 'BenefitProofState',
  description: 'State of a proof (证明状态).',
  valuesConfig: {
    RECORDED: { description: 'Counts on its days (有效登记).' },
    WITHDRAWN: { description: 'Recorded by mistake (已撤回).' },
  },
});

@ObjectType('BenefitProof', {
  implements: Node,
  description:
    'What somebody proved to your unit (资格证明), for benefits: protected, for who acts for the unit. Whose it is stands in no record: they are found by their number, which is not kept. Apps are told whether somebody is eligible, and no proof.',
})
@Directive('@key(fields: "id")')
class BenefitProof extends Node {
  @Field(() => BenefitProofKind, { description: 'What was proved (类别).' })
  kind!: ProofKind;

  @Field(() => String, {
    nullable: true,
    description: 'The code (代码) of an occupation, of a household, of a state of health or of a relation.',
  })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The day of birth (出生日期), `YYYY-MM-DD`; of BORN_ON.' })
  bornOn!: string | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that they work for (工作单位); of WORKS_FOR.' })
  worksFor!: UnitReference | null;

  @Field(() => AreaReference, { nullable: true, description: 'The area that they live in (居住地); of HOME_AREA.' })
  homeArea!: AreaReference | null;

  @Field(() => String, { description: 'What was shown (证明材料), e.g. 工作证.' })
  document!: string;

  @Field(() => LocalDate, { description: 'Counts from that day on (起始日).' })
  from!: string;

  @Field(() => LocalDate, { nullable: true, description: 'Until that day, exclusive (截止日); null while open.' })
  until!: string | null;

  @Field(() => PostReference, { nullable: true, description: 'The post of who saw it (经办职务).' })
  recordedBy!: PostReference | null;

  @Field(() => BenefitProofState, { description: 'Its state (状态).' })
  state!: keyof typeof BenefitProofState;

  @Field(() => DateTime, { description: 'Recorded at (登记时间).' })
  recordedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Withdrawn at (撤回时间).' })
  withdrawnAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn (撤回原因).' })
  reason!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: BenefitProofConnection } = connectionOf(
  () => BenefitProof,
  'BenefitProof',
  'proofs for benefits (资格证明)',
);

@InputType('BenefitProofFilter', { description: 'Which proofs (资格证明筛选).' })
export class BenefitProofFilter {
  @Field(() => [BenefitProofKind], { nullable: true, description: 'Of one of these kinds (类别).' })
  kind?: string[] | null;

  @Field(() => [BenefitProofState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;
}

export const BenefitProofOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(BenefitProofOrder, {
  name: 'BenefitProofOrder',
  description: 'Order of proofs by when they were recorded (资格证明排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('RecordBenefitProofInput', {
  description: 'What somebody proved to your unit (登记资格证明): exactly what its kind asks for.',
})
export class RecordBenefitProofInput extends KnownByNumber {
  @KeyField()
  idempotencyKey!: string;

  @Field(() => BenefitProofKind, { description: 'What was proved (类别).' })
  kind!: ProofKind;

  @TextField('The code (代码) of an occupation, of a household or of a relation.', { max: 60, optional: true })
  code?: string | null;

  @TextField('The day of birth (出生日期), `YYYY-MM-DD`; of BORN_ON.', { max: 10, optional: true })
  bornOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'The unit that they work for (工作单位); of WORKS_FOR.' })
  worksForUnitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The area that they live in (居住地); of HOME_AREA.' })
  homeAreaId?: string | null;

  @TextField('What was shown (证明材料), e.g. 工作证, without name, number or address.', { max: 60 })
  document!: string;

  @Field(() => LocalDate, { nullable: true, description: 'Counts from that day on (起始日); today unless said.' })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Until that day, exclusive (截止日); open unless said.' })
  until?: string | null;
}

@InputType('WithdrawBenefitProofInput', { description: 'A proof that was recorded by mistake (撤回资格证明).' })
export class WithdrawBenefitProofInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The proof (资格证明).')
  proofId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因), without name, number or address.', { max: 200 })
  reason!: string;
}

@InputType('ForgetBenefitPersonInput', {
  description: 'Somebody whom your unit is to know no longer (删除资格信息, 个人信息保护法 art. 47), by their numbers.',
})
export class ForgetBenefitPersonInput extends KnownByNumber {
  @KeyField()
  idempotencyKey!: string;

  @TextField('Why (删除理由), without name, number or address: it is kept.', { max: 200 })
  reason!: string;
}

@OutcomeOf('recordBenefitProof', '登记资格证明')
export class RecordBenefitProofPayload extends Payload {
  @Field(() => BenefitProof, { nullable: true, description: 'The proof (资格证明).' })
  benefitProof!: BenefitProof | null;
}

@OutcomeOf('withdrawBenefitProof', '撤回资格证明')
export class WithdrawBenefitProofPayload extends Payload {
  @Field(() => BenefitProof, { nullable: true, description: 'The proof (资格证明).' })
  benefitProof!: BenefitProof | null;
}

@OutcomeOf('forgetBenefitPerson', '删除资格信息')
export class ForgetBenefitPersonPayload extends Payload {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that knows them no longer (单位).' })
  unit!: UnitReference | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many proofs were deleted (删除证明数); told with the act, null when it is replayed.',
  })
  deletedProofs!: number | null;
}
