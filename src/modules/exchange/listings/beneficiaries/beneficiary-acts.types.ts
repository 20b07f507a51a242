import { Field } from 'type-graphql';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Need } from '../needs/need.types.ts';
import { Beneficiary } from './beneficiary.types.ts';

@OutcomeOf('setBeneficiary', '登记受益人')
export class SetBeneficiaryPayload extends Payload {
  @Field(() => Beneficiary, { nullable: true, description: 'The beneficiary (受益人), masked.' })
  beneficiary!: Beneficiary | null;
}

@OutcomeOf('eraseBeneficiary', '删除受益人信息')
export class EraseBeneficiaryPayload extends Payload {
  @Field(() => Need, { nullable: true, description: 'The need (需求), which stays.' })
  need!: Need | null;
}
