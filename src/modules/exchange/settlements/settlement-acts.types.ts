import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../graphql/types/scalars.ts';
import { Settlement } from './settlement.types.ts';

@InputType('DrawUpSettlementInput', { description: 'A settlement sheet to draw up (出具结算单).' })
export class DrawUpSettlementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The agreement (协议), which is in force or was.')
  agreementId!: string;

  @Field(() => LocalDate, {
    description:
      'The first day of the period (起始日), in China: not before the end of the last sheet that is confirmed.',
  })
  from!: string;

  @Field(() => LocalDate, {
    description: 'The day after the last (截止日，不含), in China: tomorrow at the latest, which includes today.',
  })
  until!: string;

  @IdField('The sheet that came to nothing and that this one is in place of (所替代的结算单).', { optional: true })
  replacesId?: string | null;
}

@InputType('ConfirmSettlementInput', { description: 'The confirmation of a settlement sheet (确认结算单).' })
export class ConfirmSettlementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The settlement sheet (结算单).')
  settlementId!: string;

  @TextField('The `hash` you have read (所见哈希): what is confirmed is what was read.', {
    max: 64,
    matching: /^[0-9a-f]{64}$/,
    hint: { zh: '须为 64 位小写十六进制数。', en: 'must be 64 lower-case hexadecimal digits.' },
  })
  expectedHash!: string;
}

@InputType('RejectSettlementInput', { description: 'A settlement sheet that is not right (驳回结算单).' })
export class RejectSettlementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The settlement sheet (结算单).')
  settlementId!: string;

  @TextField('What is not right (驳回原因): the other parties and the coordinator read it.', { max: 500 })
  reason!: string;
}

@ObjectType()
abstract class SettlementPayload extends Payload {
  @Field(() => Settlement, { nullable: true, description: 'The settlement sheet (结算单) as it stands now.' })
  settlement!: Settlement | null;
}

@OutcomeOf('drawUpSettlement', '出具结算单')
export class DrawUpSettlementPayload extends SettlementPayload {}

@OutcomeOf('confirmSettlement', '确认结算单')
export class ConfirmSettlementPayload extends SettlementPayload {}

@OutcomeOf('rejectSettlement', '驳回结算单')
export class RejectSettlementPayload extends SettlementPayload {}
