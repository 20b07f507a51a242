import { Field, InputType } from 'type-graphql';
import type { AttributeKind } from '../../../../domain/directory/person-attribute.ts';
import { KeyField, TextField, VersionIfAnyField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Person } from './person.types.ts';
import { PersonAttributeKind, VALUE } from './attribute.types.ts';

@InputType('SetPersonAttributeInput', {
  description: 'What you say of yourself (填报、更正或撤回本人属性, 个人信息保护法 arts. 45-47).',
})
export class SetPersonAttributeInput {
  @KeyField()
  idempotencyKey!: string;

  @VersionIfAnyField()
  expectedVersion?: number | null;

  @Field(() => PersonAttributeKind, { description: 'Of which kind (类别).' })
  kind!: AttributeKind;

  @TextField(`The value (内容): ${VALUE}. Null takes back what was said, and nothing of it is kept.`, {
    max: 100,
    optional: true,
  })
  value?: string | null;
}

@OutcomeOf('setPersonAttribute', '填报、更正或撤回本人属性')
export class SetPersonAttributePayload extends Payload {
  @Field(() => Person, { nullable: true, description: 'You (本人), with what you say of yourself now.' })
  person!: Person | null;
}
