import { Field, InputType, ObjectType } from 'type-graphql';
import { NestedField, QuantityInput, TextField } from '../../../../graphql/types/inputs.types.ts';
import { Quantity } from '../../../../graphql/types/values.types.ts';

@ObjectType('InReturn', { description: 'What the side in need gives in return (回馈).' })
export class InReturn {
  @Field(() => String, { description: 'What (内容), e.g. `活动后清场`.' })
  title!: string;

  @Field(() => Quantity, { description: 'How much (数量).' })
  quantity!: Quantity;
}

@InputType('InReturnInput', { description: 'What the side in need gives in return (回馈).' })
export class InReturnInput {
  @TextField('What (内容), e.g. `活动后清场`.', { max: 100 })
  title!: string;

  @NestedField(() => QuantityInput, 'How much (数量).')
  quantity!: QuantityInput;
}
