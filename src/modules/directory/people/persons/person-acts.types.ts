import { Field, InputType } from 'type-graphql';
import { KeyField, TextField, VersionIfAnyField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Person } from './person.types.ts';

@InputType('SetPersonInput', { description: 'Who you are (登记本人).' })
export class SetPersonInput {
  @KeyField()
  idempotencyKey!: string;

  @VersionIfAnyField()
  expectedVersion?: number | null;

  @TextField('Your name (姓名).', { max: 50 })
  name!: string;
}

@InputType('ErasePersonInput', {
  description: 'What is known of you, to be erased (删除本人信息, 个人信息保护法 art. 47).',
})
export class ErasePersonInput {
  @KeyField()
  idempotencyKey!: string;
}

@OutcomeOf('setPerson', '登记、更正本人姓名')
export class SetPersonPayload extends Payload {
  @Field(() => Person, { nullable: true, description: 'You (本人), as you are known now.' })
  person!: Person | null;
}

@OutcomeOf('erasePerson', '删除本人信息')
export class ErasePersonPayload extends Payload {
  @Field(() => Person, { nullable: true, description: 'What is left of you (本人): somebody without a name.' })
  person!: Person | null;
}
