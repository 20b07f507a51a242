import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Agreement } from '../agreements/agreement.types.ts';
import { ExchangeEventConnection, ExchangeEventOrder } from '../deliveries/delivery.types.ts';
import { UnitReference } from '../../references.types.ts';

const CommitmentState = { OPEN: 'OPEN', FULFILLED: 'FULFILLED', RELEASED: 'RELEASED' } as const;
registerEnumType(CommitmentState, {
  name: 'CommitmentState',
  description: 'State of a commitment (承诺状态).',
  valuesConfig: {
    OPEN: { description: 'To be delivered, or in part delivered (待履行).' },
    FULFILLED: { description: 'Confirmed deliveries cover it (已履行).' },
    RELEASED: { description: 'Its agreement was cancelled (已解除).' },
  },
});

@ObjectType('Commitment', {
  implements: Node,
  description: 'What one unit promises another in an agreement (承诺), and how much of it is delivered.',
})
@Directive('@key(fields: "id")')
export class Commitment extends Node {
  @Field(() => Agreement, { nullable: true, description: 'The agreement (协议).' })
  agreement!: Agreement | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that delivers (履行方).' })
  from!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that receives (接收方).' })
  to!: UnitReference | null;

  @Field(() => String, { description: 'What (内容).' })
  title!: string;

  @Field(() => Quantity, { description: 'How much (承诺量).' })
  quantity!: Quantity;

  @Field(() => Quantity, {
    description: 'How much was delivered and confirmed (已履行量). Computed; disputed deliveries do not count.',
  })
  fulfilled!: Quantity;

  @Field(() => Quantity, { description: 'How much is still to deliver (未履行量). Computed.' })
  outstanding!: Quantity;

  @Field(() => DateTime, { nullable: true, description: 'By when (履行期限); null where none was agreed.' })
  dueAt!: string | null;

  @Field(() => CommitmentState, { description: 'Its state (状态).' })
  state!: keyof typeof CommitmentState;

  @ListField(() => ExchangeEventConnection, 'Deliveries recorded for it (履约记录).', {
    order: () => ExchangeEventOrder,
  })
  deliveries!: unknown;
}

export const CommitmentOrder = { RANK: 'RANK' } as const;
registerEnumType(CommitmentOrder, {
  name: 'CommitmentOrder',
  description: 'Order of commitments (承诺排序): as the agreement lists them.',
  valuesConfig: { RANK: { description: 'As the agreement lists them (按协议次序).' } },
});

export const { Connection: CommitmentConnection } = connectionOf(() => Commitment, 'Commitment', 'commitments (承诺)');
