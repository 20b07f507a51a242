import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../alliance/alliance.types.ts';

@ObjectType('Charter', {
  implements: Node,
  description: 'A version of the charter of an alliance (章程). It never changes: the next supersedes it. Public.',
})
@Directive('@key(fields: "id")')
class Charter extends Node {
  @Field(() => Alliance, { nullable: true, description: 'The alliance (联盟).' })
  alliance!: Alliance | null;

  @Field(() => Int, { description: 'Which version (版次), from 1.' })
  number!: number;

  @Field(() => String, { description: 'Its text (正文).' })
  text!: string;

  @Field(() => LocalDate, {
    description: 'Adopted on (通过日期): in force from that day to that on which the next is adopted.',
  })
  adoptedOn!: string;

  @Field(() => String, {
    description:
      'SHA-256 of the text in UTF-8, in hexadecimal digits (正文哈希): who signed a version can tell it by this.',
  })
  hash!: string;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  createdAt!: string;
}

export const { Connection: CharterConnection } = connectionOf(() => Charter, 'Charter', 'versions of a charter (章程)');

@InputType('CharterFilter', { description: 'Which versions of a charter (章程筛选).' })
export class CharterFilter {
  @Field(() => LocalDate, { nullable: true, description: 'The one in force on that day (在该日有效).' })
  inForceOn?: string | null;
}

export const CharterOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(CharterOrder, {
  name: 'CharterOrder',
  description: 'Order of versions of a charter (章程排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('AdoptCharterInput', {
  description: 'A new version of the charter of an alliance that you coordinate (通过章程).',
})
export class AdoptCharterInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance (联盟).')
  allianceId!: string;

  @TextField('The whole text (正文).', { max: 20_000 })
  text!: string;

  @Field(() => LocalDate, {
    description: 'Adopted on (通过日期): not to come, and not before the version that it supersedes.',
  })
  adoptedOn!: string;
}

@OutcomeOf('adoptCharter', '通过章程')
export class AdoptCharterPayload extends Payload {
  @Field(() => Charter, { nullable: true, description: 'The version (章程).' })
  charter!: Charter | null;
}
