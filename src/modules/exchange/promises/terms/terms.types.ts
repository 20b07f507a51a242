/** Who an agreement is between and what it says, edition by edition. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { FlowAction } from '../../../../domain/exchange/flow.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Quantity } from '../../../../graphql/types/values.types.ts';
import { UnitReference } from '../../references.types.ts';
import { CommitmentAccount } from '../commitments/worth.types.ts';
import { FlowActions } from '../deliveries/flow.types.ts';

@ObjectType('PlannedCommitment', {
  description: 'What one party promises another (拟定承诺). It becomes commitments when the agreement is active.',
})
class PlannedCommitment {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that delivers (履行方).' })
  from!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that receives (接收方).' })
  to!: UnitReference | null;

  @Field(() => FlowActions, { description: 'What is promised (承诺动作), e.g. `USE` of a room.' })
  action!: FlowAction;

  @Field(() => String, { description: 'What (内容), e.g. `社区二楼场地`.' })
  title!: string;

  @Field(() => Quantity, { description: 'How much (承诺量), each time.' })
  quantity!: Quantity;

  @Field(() => DateTime, { nullable: true, description: 'By when (履行期限); of what recurs, the first time.' })
  dueAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'On which days again until the agreement ends (重复规则), as in RFC 5545, e.g. `FREQ=MONTHLY`.',
  })
  recurrence!: string | null;

  @Field(() => CommitmentAccount, {
    nullable: true,
    description: 'What it is worth in accounts of the alliance (记账约定); null where nothing is posted.',
  })
  account!: CommitmentAccount | null;
}

@ObjectType('AgreementClause', { description: 'A clause of an agreement (条款).' })
class AgreementClause {
  @Field(() => String, { description: 'Title (条款名称).' })
  title!: string;

  @Field(() => String, { description: 'What it says (条款内容).' })
  text!: string;
}

@ObjectType('TermsSide', {
  description: 'A party as the terms have it: what it gives and what it takes (一方的给付与所得).',
})
class TermsSide {
  @Field(() => UnitReference, { nullable: true, description: 'The unit (单位).' })
  unit!: UnitReference | null;

  @Field(() => String, { nullable: true, description: 'What it is in the agreement (角色), e.g. 客运方.' })
  role!: string | null;

  @Field(() => Boolean, { description: 'Whether it has to sign (是否须签署).' })
  mustSign!: boolean;

  @Field(() => [PlannedCommitment], { description: 'What it gives (给付).' })
  gives!: PlannedCommitment[];

  @Field(() => [PlannedCommitment], { description: 'What it takes (所得).' })
  takes!: PlannedCommitment[];
}

@ObjectType('AgreementTerms', { description: 'What an edition of an agreement says (协议条款).' })
class AgreementTerms {
  @Field(() => String, { description: 'Title (标题).' })
  title!: string;

  @Field(() => [TermsSide], { description: 'The parties, in their order, each with what it gives and takes (各方).' })
  sides!: TermsSide[];

  @Field(() => [PlannedCommitment], { description: 'All that is promised, in its order (拟定承诺).' })
  commitments!: PlannedCommitment[];

  @Field(() => [AgreementClause], { description: 'Its clauses, in their order (条款).' })
  clauses!: AgreementClause[];

  @Field(() => DateTime, { nullable: true, description: 'From when (起始); null: from when all have signed.' })
  validFrom!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when (终止); null: until everything is delivered.' })
  validThrough!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'After how many days a delivery that nobody answered counts as confirmed (逾期视为确认天数); null: never.',
  })
  confirmWithinDays!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many days before it takes effect notice of the agreement is given (提前通知天数); null: none was agreed, and notice takes effect at once.',
  })
  noticeDays!: number | null;
}

@ObjectType('AgreementEdition', {
  description: 'An agreement as somebody proposed it (协议版本). It never changes; what is signed is its hash.',
})
export class AgreementEdition {
  @Field(() => Int, { description: 'Its number (版次), from 1.' })
  number!: number;

  @Field(() => String, {
    description:
      'SHA-256 of its text (哈希值), in 64 hexadecimal digits: docs/agreements.md has how to make it of the terms.',
  })
  hash!: string;

  @Field(() => String, { description: 'The text of which that is the hash (规范文本): the terms as canonical JSON.' })
  canonical!: string;

  @Field(() => AgreementTerms, { description: 'What it says (条款).' })
  terms!: AgreementTerms;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that proposed it (提出单位).' })
  proposedBy!: UnitReference | null;

  @Field(() => DateTime, { description: 'When (提出时间).' })
  proposedAt!: string;
}

@ObjectType('AgreementParty', { description: 'A unit that an agreement is between (当事单位).' })
export class AgreementParty {
  @Field(() => UnitReference, { nullable: true, description: 'The unit (单位).' })
  unit!: UnitReference | null;

  @Field(() => String, { nullable: true, description: 'What it is in the agreement (角色), e.g. 供给方.' })
  role!: string | null;

  @Field(() => Boolean, { description: 'Whether it has to sign (是否须签署).' })
  mustSign!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it signed the current edition (签署时间); null while it has not.',
  })
  signedAt!: string | null;
}
