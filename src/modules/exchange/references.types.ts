/** Types of other modules that supply and demand point at, with what this module adds to them. */
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { ListField } from '../../graphql/types/connection.types.ts';
import { AccountConnection, AccountFilter, AccountOrder } from './ledger/accounts/account.types.ts';
import { SupplyDemandBoardField } from './board/board.types.ts';
import { CommitmentConnection, CommitmentOrder } from './promises/commitments/commitment.types.ts';
import { NeedConnection, NeedFilter, NeedOrder } from './listings/needs/need.types.ts';
import { OfferConnection, OfferFilter, OfferOrder } from './listings/offers/offer.types.ts';
import { NeedStatsField } from './matching/wishes/stats.types.ts';
import { ReliabilityField } from './reliability/reliability.types.ts';
import { ResourceConnection, ResourceFilter, ResourceOrder } from './resources/resources/resource.types.ts';

@ObjectType('Unit')
@Directive('@key(fields: "id")')
export class UnitReference {
  @Field(() => ID)
  id!: string;

  @ListField(() => ResourceConnection, 'What it has and may share (资源), as far as you may see.', {
    nullable: true,
    filter: () => ResourceFilter,
    order: () => ResourceOrder,
  })
  resources!: unknown;

  @ListField(() => OfferConnection, 'What it offers (供给), as far as you may see.', {
    nullable: true,
    filter: () => OfferFilter,
    order: () => OfferOrder,
  })
  offers!: unknown;

  @ListField(() => NeedConnection, 'What it needs (需求), as far as you may see.', {
    nullable: true,
    filter: () => NeedFilter,
    order: () => NeedOrder,
  })
  needs!: unknown;

  @ListField(() => AccountConnection, 'Its accounts in alliances (账户), as far as you may see.', {
    nullable: true,
    filter: () => AccountFilter,
    order: () => AccountOrder,
  })
  accounts!: unknown;

  @ReliabilityField()
  reliability!: unknown;
}

@ObjectType('Alliance')
@Directive('@key(fields: "id")')
export class AllianceReference {
  @Field(() => ID)
  id!: string;

  @ListField(() => OfferConnection, 'What is offered to it (面向联盟的供给), as far as you may see.', {
    nullable: true,
    filter: () => OfferFilter,
    order: () => OfferOrder,
  })
  offers!: unknown;

  @NeedStatsField()
  needStats!: unknown;

  @SupplyDemandBoardField()
  supplyDemandBoard!: unknown;

  @ListField(() => NeedConnection, 'What is needed in it (面向联盟的需求), as far as you may see.', {
    nullable: true,
    filter: () => NeedFilter,
    order: () => NeedOrder,
  })
  needs!: unknown;
}

@ObjectType('Membership')
@Directive('@key(fields: "id")')
export class MembershipReference {
  @Field(() => ID)
  id!: string;

  @ListField(
    () => CommitmentConnection,
    'What the unit promised in the alliance, or was promised there, by agreements in force, and what is still open (未履行的承诺), as far as you may see. A membership that ends does not end them.',
    { nullable: true, order: () => CommitmentOrder },
  )
  running!: unknown;
}

@ObjectType('Post')
@Directive('@key(fields: "id", resolvable: false)')
export class PostReference {
  @Field(() => ID)
  id!: string;
}

@ObjectType('Term')
@Directive('@key(fields: "code", resolvable: false)')
export class TermReference {
  @Field(() => String)
  code!: string;
}

@ObjectType('Place')
@Directive('@key(fields: "id", resolvable: false)')
export class PlaceReference {
  @Field(() => ID)
  id!: string;
}

@ObjectType('Area')
@Directive('@key(fields: "id", resolvable: false)')
export class AreaReference {
  @Field(() => ID)
  id!: string;
}
