import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { BookingConnection, BookingOrder } from '../../resources/bookings/booking.types.ts';
import { ExchangeEventConnection, ExchangeEventOrder } from '../deliveries/delivery.types.ts';
import { Match } from '../../matching/matches/match.types.ts';
import { AllianceReference, UnitReference } from '../../references.types.ts';
import { SettlementConnection, SettlementOrder } from '../../settlements/settlement.types.ts';

const AgreementState = {
  PENDING_SIGNATURES: 'PENDING_SIGNATURES',
  ACTIVE: 'ACTIVE',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
} as const;
registerEnumType(AgreementState, {
  name: 'AgreementState',
  description: 'State of an agreement (协议状态).',
  valuesConfig: {
    PENDING_SIGNATURES: { description: 'Waits for signatures (待签署).' },
    ACTIVE: { description: 'Both have signed (履行中).' },
    COMPLETED: { description: 'Every commitment is fulfilled (已完成).' },
    CANCELLED: { description: 'Given up before both had signed; what it held is free again (已取消).' },
  },
});

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

@ObjectType('Signature', { description: 'A unit’s signature under an agreement (签署).' })
class Signature {
  @Field(() => UnitReference, { nullable: true, description: 'The unit (单位).' })
  unit!: UnitReference | null;

  @Field(() => DateTime, { description: 'When (签署时间).' })
  signedAt!: string;
}

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

@ObjectType('Agreement', {
  implements: Node,
  description:
    'What two units promise each other (协议). Active when both have signed. Seen by them and by the coordinator of its alliance.',
})
@Directive('@key(fields: "id")')
export class Agreement extends Node {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance it lives in (所属联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => Match, { nullable: true, description: 'The match it came from (来源撮合).' })
  match!: Match | null;

  @Field(() => String, { description: 'Title (标题).' })
  title!: string;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that gives (供给方).' })
  supplier!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit in need (需求方).' })
  demander!: UnitReference | null;

  @Field(() => AgreementState, { description: 'Its state (状态).' })
  state!: keyof typeof AgreementState;

  @Field(() => [Signature], { description: 'Who has signed (签署).' })
  signatures!: Signature[];

  @ListField(() => CommitmentConnection, 'What is promised (承诺事项).', { order: () => CommitmentOrder })
  commitments!: unknown;

  @ListField(() => BookingConnection, 'Slots held or booked for it (相关预约).', { order: () => BookingOrder })
  bookings!: unknown;

  @ListField(() => SettlementConnection, 'What of it was settled, period by period (结算单).', {
    order: () => SettlementOrder,
  })
  settlements!: unknown;

  @Field(() => String, { nullable: true, description: 'Why it was cancelled (取消原因).' })
  reason!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the second unit signed (生效时间).' })
  activatedAt!: string | null;

  @Field(() => String, {
    description:
      'Where it can be had as a PDF to print and sign (文书地址): a path on this server, for persons, with the same token and hats.',
  })
  documentUrl!: string;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'Drawn up at (拟定时间).' })
  createdAt!: string;
}

export const { Connection: AgreementConnection } = connectionOf(() => Agreement, 'Agreement', 'agreements (协议)');

@InputType('AgreementFilter', { description: 'Which agreements (协议筛选).' })
export class AgreementFilter {
  @Field(() => [AgreementState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;
}

export const AgreementOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(AgreementOrder, {
  name: 'AgreementOrder',
  description: 'Order of agreements by when they were drawn up (协议排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('SignAgreementInput', { description: 'The signature of the unit you act for (签署协议).' })
export class SignAgreementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The agreement (协议).')
  agreementId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('CancelAgreementInput', { description: 'An agreement to give up before both have signed (取消协议).' })
export class CancelAgreementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The agreement (协议).')
  agreementId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): the other side and the coordinator read it.', { max: 500 })
  reason!: string;
}

@OutcomeOf('signAgreement', '签署协议')
export class SignAgreementPayload extends Payload {
  @Field(() => Agreement, { nullable: true, description: 'The agreement (协议) as it stands now.' })
  agreement!: Agreement | null;
}

@OutcomeOf('cancelAgreement', '取消协议')
export class CancelAgreementPayload extends Payload {
  @Field(() => Agreement, { nullable: true, description: 'The agreement (协议) as it stands now.' })
  agreement!: Agreement | null;
}
