import { Field, InputType } from 'type-graphql';
import { AmountField, IdField, IdListField, KeyField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Need } from '../../listings/needs/need.types.ts';
import { RespondByField } from '../matches/respond-by.types.ts';

@InputType('DispatchNeedInput', { description: 'A need that is sent to several units, of which one takes it (发单).' })
export class DispatchNeedInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The need (需求): published.')
  needId!: string;

  @AmountField('How much (数量), in the unit of the need: the one that accepts has all of it.')
  amount!: string;

  @IdListField('The units it is sent to (接单单位): members of the alliance.', { min: 1, max: 20 })
  unitIds!: string[];

  @RespondByField({ optional: false })
  respondBy!: Date;
}

@OutcomeOf('dispatchNeed', '发单')
export class DispatchNeedPayload extends Payload {
  @Field(() => Need, { nullable: true, description: 'The need (需求), with its calls among its `matches`.' })
  need!: Need | null;
}
