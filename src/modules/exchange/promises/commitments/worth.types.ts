import { Field, ObjectType } from 'type-graphql';
import { Quantity } from '../../../../graphql/types/values.types.ts';
import { LedgerDimension } from '../../ledger/accounts/account.types.ts';

@ObjectType('CommitmentAccount', {
  description:
    'What a promise is worth in accounts of the alliance (记账约定). When a delivery of it counts, so much is posted from who received it to who delivered it.',
})
export class CommitmentAccount {
  @Field(() => LedgerDimension, { description: 'Of which account (账户维度).' })
  dimension!: keyof typeof LedgerDimension;

  @Field(() => Quantity, {
    description: 'What one of what is promised is worth (单价), in the unit of measure of the account.',
  })
  perUnit!: Quantity;
}
