import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { ListField } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Commitment } from '../../promises/commitments/commitment.types.ts';
import { ExchangeEvent } from '../../promises/deliveries/delivery.types.ts';
import { UnitReference } from '../../references.types.ts';
import { LedgerDimension } from '../accounts/account.types.ts';
import { Clearing } from '../clearing/clearing.types.ts';
import { AccountEntryConnection, AccountEntryOrder } from './entry.types.ts';

const PostingPurpose = {
  TRANSFER: 'TRANSFER',
  CLEARING: 'CLEARING',
  SETTLEMENT: 'SETTLEMENT',
  CORRECTION: 'CORRECTION',
  DELIVERY: 'DELIVERY',
} as const;
registerEnumType(PostingPurpose, {
  name: 'PostingPurpose',
  description: 'What something was posted for (记账用途).',
  valuesConfig: {
    TRANSFER: { description: 'One unit paid another (转账).' },
    CLEARING: { description: 'One unit paid another of another alliance (跨联盟转账).' },
    SETTLEMENT: { description: 'What one alliance owed the other was settled (结清).' },
    CORRECTION: { description: 'It takes back another posting, which `reverses` names (冲正).' },
    DELIVERY: {
      description:
        'What counts of a delivery is worth so much, as the terms have it (履约记账); what takes the delivery back goes the other way.',
    },
  },
});

@ObjectType('Posting', {
  implements: Node,
  description:
    'That something went from one unit to another (记账凭证): entries of one dimension and unit of measure that sum to zero. Never changed; another posting may reverse it, once. Seen by both units and by the coordinators of their alliance.',
})
@Directive('@key(fields: "id")')
export class Posting extends Node {
  @Field(() => PostingPurpose, { description: 'What for (用途).' })
  purpose!: keyof typeof PostingPurpose;

  @Field(() => LedgerDimension, { description: 'Of what (维度).' })
  dimension!: keyof typeof LedgerDimension;

  @Field(() => Quantity, { description: 'How much (数量).' })
  amount!: Quantity;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that paid (付方); null of settlements.' })
  from!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that was paid (收方); null of settlements.' })
  to!: UnitReference | null;

  @Field(() => UnitReference, {
    nullable: true,
    description: 'The unit that posted it (记账单位); null where silence confirmed the delivery.',
  })
  by!: UnitReference | null;

  @Field(() => Commitment, { nullable: true, description: 'The commitment it is for (所履行的承诺), if any.' })
  commitment!: Commitment | null;

  @Field(() => ExchangeEvent, { nullable: true, description: 'The delivery it is posted for (所记履约), if any.' })
  delivery!: ExchangeEvent | null;

  @Field(() => Clearing, { nullable: true, description: 'The clearing that it went through (所经清算), if any.' })
  clearing!: Clearing | null;

  @Field(() => Posting, { nullable: true, description: 'The posting that it takes back (被冲正的凭证), if any.' })
  reverses!: Posting | null;

  @Field(() => Posting, { nullable: true, description: 'The posting that took it back (冲正凭证), if any.' })
  reversedBy!: Posting | null;

  @Field(() => String, { description: 'What was said of it (摘要).' })
  note!: string;

  @Field(() => DateTime, { description: 'Posted at (记账时间).' })
  postedAt!: string;

  @ListField(() => AccountEntryConnection, 'Its entries (分录), as far as you may see.', {
    order: () => AccountEntryOrder,
  })
  entries!: unknown;
}
