/** What the acts on terms take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import type { FlowAction } from '../../../../domain/exchange/flow.ts';
import {
  IdField,
  KeyField,
  NestedField,
  NestedListField,
  QuantityInput,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Agreement } from '../agreements/agreement.types.ts';
import { LedgerDimension } from '../../ledger/accounts/account.types.ts';
import { FlowActions } from '../deliveries/flow.types.ts';

@InputType('AgreementPartyInput', { description: 'A unit that an agreement is to be between (当事单位).' })
class AgreementPartyInput {
  @IdField('The unit (单位), a member of the alliance.')
  unitId!: string;

  @TextField('What it is in the agreement (角色), e.g. 客运方.', { max: 60, optional: true })
  role?: string | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether it has to sign (是否须签署), as whoever gives or takes something has.',
  })
  mustSign!: boolean;
}

@InputType('CommitmentAccountInput', {
  description: 'What a promise is worth in accounts of the alliance (记账约定): posted when a delivery of it counts.',
})
class CommitmentAccountInput {
  @Field(() => LedgerDimension, { description: 'Of which account (账户维度).' })
  dimension!: keyof typeof LedgerDimension;

  @NestedField(
    () => QuantityInput,
    'What one of what is promised is worth (单价), in the unit of measure of the account.',
  )
  perUnit!: QuantityInput;
}

@InputType('PlannedCommitmentInput', { description: 'What one party promises another (拟定承诺).' })
class PlannedCommitmentInput {
  @IdField('The party that delivers (履行方).')
  fromUnitId!: string;

  @IdField('The party that receives (接收方).')
  toUnitId!: string;

  @Field(() => FlowActions, { description: 'What is promised (承诺动作), e.g. `USE` of a room.' })
  action!: FlowAction;

  @TextField('What (内容), e.g. `社区二楼场地`.', { max: 100 })
  title!: string;

  @NestedField(() => QuantityInput, 'How much (承诺量), each time.')
  quantity!: QuantityInput;

  @Field(() => DateTime, {
    nullable: true,
    description: 'By when (履行期限), within the time of the agreement; of what recurs, the first time.',
  })
  dueAt?: Date | null;

  @TextField(
    'On which days again until `validThrough` (重复规则): a rule of RFC 5545 of days, e.g. `FREQ=MONTHLY`. Each time is a commitment of its own.',
    { max: 200, optional: true },
  )
  recurrence?: string | null;

  @NestedField(
    () => CommitmentAccountInput,
    'What it is worth in accounts of the alliance (记账约定): who receives it owes that to who delivers it, delivery by delivery.',
    { optional: true },
  )
  account?: CommitmentAccountInput | null;
}

@InputType('AgreementClauseInput', { description: 'A clause (条款).' })
class AgreementClauseInput {
  @TextField('Title (条款名称).', { max: 100 })
  title!: string;

  @TextField('What it says (条款内容).', { max: 2000 })
  text!: string;
}

@InputType('AgreementTermsInput', { description: 'What an agreement is to say, whole (协议条款).' })
class AgreementTermsInput {
  @NestedListField(() => PlannedCommitmentInput, 'Who promises whom what, in its order (拟定承诺).', { max: 60 })
  commitments!: PlannedCommitmentInput[];

  @NestedListField(() => AgreementClauseInput, 'Its clauses, in their order (条款).', {
    ...{ min: 0, max: 40 },
    optional: true,
  })
  clauses?: AgreementClauseInput[] | null;

  @Field(() => DateTime, { nullable: true, description: 'From when (起始); from when all have signed unless said.' })
  validFrom?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when (终止); until everything is delivered unless said.',
  })
  validThrough?: Date | null;

  @WholeNumberField(
    'After how many days a delivery that nobody answered counts as confirmed (逾期视为确认天数); never unless said.',
    { min: 1, max: 365, optional: true },
  )
  confirmWithinDays?: number | null;

  @WholeNumberField(
    'How many days before it takes effect notice of the agreement is to be given (提前通知天数); at once unless said.',
    { min: 0, max: 365, optional: true },
  )
  noticeDays?: number | null;
}

@InputType('DraftAgreementInput', { description: 'An agreement of two or more units of one alliance (起草协议).' })
export class DraftAgreementInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('Title (标题), e.g. `一路邮驿合作协议`. It stays as it is.', { max: 100 })
  title!: string;

  @NestedListField(() => AgreementPartyInput, 'The units it is between, in its order (当事单位). They never change.', {
    min: 2,
    max: 20,
  })
  parties!: AgreementPartyInput[];

  @NestedField(() => AgreementTermsInput, 'What it is to say (条款).')
  terms!: AgreementTermsInput;
}

@InputType('ProposeTermsInput', { description: 'Other terms for an agreement that is not active yet (另提条款).' })
export class ProposeTermsInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The agreement (协议), one that was drafted.')
  agreementId!: string;

  @VersionField()
  expectedVersion!: number;

  @NestedField(() => AgreementTermsInput, 'What it is to say instead, whole (条款).')
  terms!: AgreementTermsInput;
}

@InputType('RenewAgreementInput', { description: 'An agreement that is to go on for another time (续签协议).' })
export class RenewAgreementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The agreement (协议), one that all have signed.')
  agreementId!: string;

  @Field(() => DateTime, { description: 'From when (起始). What is due moves along with it.' })
  validFrom!: Date;

  @Field(() => DateTime, { description: 'Until when (终止).' })
  validThrough!: Date;
}

@ObjectType()
abstract class AgreementPayload extends Payload {
  @Field(() => Agreement, { nullable: true, description: 'The agreement (协议) as it stands now.' })
  agreement!: Agreement | null;
}

@OutcomeOf('draftAgreement', '起草协议')
export class DraftAgreementPayload extends AgreementPayload {}

@OutcomeOf('proposeTerms', '另提条款')
export class ProposeTermsPayload extends AgreementPayload {}

@OutcomeOf('renewAgreement', '续签协议')
export class RenewAgreementPayload extends AgreementPayload {}
