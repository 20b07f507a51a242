import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { BookingConnection, BookingOrder } from '../../resources/bookings/booking.types.ts';
import { CommitmentConnection, CommitmentFilter, CommitmentOrder } from '../commitments/commitment.types.ts';
import { CommitmentSeries } from '../commitments/series.types.ts';
import { Match } from '../../matching/matches/match.types.ts';
import { AllianceReference, UnitReference } from '../../references.types.ts';
import { AgreementEdition, AgreementParty } from '../terms/terms.types.ts';
import { AgreementSuspension, AgreementTermination } from './life.types.ts';
import { SettlementConnection, SettlementOrder } from '../../settlements/settlement.types.ts';
import { BoardCellField, type BoardCellInput } from '../../board/cell.types.ts';

const AgreementState = {
  PENDING_SIGNATURES: 'PENDING_SIGNATURES',
  ACTIVE: 'ACTIVE',
  SUSPENDED: 'SUSPENDED',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
  TERMINATED: 'TERMINATED',
  EXPIRED: 'EXPIRED',
} as const;
registerEnumType(AgreementState, {
  name: 'AgreementState',
  description: 'State of an agreement (协议状态).',
  valuesConfig: {
    PENDING_SIGNATURES: { description: 'Waits for signatures (待签署).' },
    ACTIVE: { description: 'All who have to sign have signed (履行中).' },
    SUSPENDED: {
      description:
        'Stands still by word of a party (已中止): nothing is recorded, and nothing is confirmed by silence or becomes overdue.',
    },
    COMPLETED: { description: 'Every commitment is fulfilled or released (已办结).' },
    CANCELLED: { description: 'Given up before all had signed; what it held is free again (已取消).' },
    TERMINATED: { description: 'Ended by notice (已终止). What was not delivered is owed no more.' },
    EXPIRED: { description: 'Its time is over (已到期). What was not delivered is owed no more.' },
  },
});

@ObjectType('Signature', { description: 'A unit’s signature under an agreement (签署).' })
class Signature {
  @Field(() => UnitReference, { nullable: true, description: 'The unit (单位).' })
  unit!: UnitReference | null;

  @Field(() => DateTime, { description: 'When (签署时间).' })
  signedAt!: string;

  @Field(() => Int, { description: 'The number of the edition that was signed (所签版次).' })
  edition!: number;

  @Field(() => String, { description: 'The hash of what was signed (所签哈希值).' })
  hash!: string;
}

@ObjectType('Agreement', {
  implements: Node,
  description:
    'What units promise each other (协议). Active when all who have to have signed the same edition of it. Seen by its parties and by the coordinator of its alliance.',
})
@Directive('@key(fields: "id")')
export class Agreement extends Node {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance it lives in (所属联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => Match, {
    nullable: true,
    description: 'The match it came from (来源撮合); null where it was drafted without one.',
  })
  match!: Match | null;

  @Field(() => Agreement, { nullable: true, description: 'The agreement that goes on in this one (续签自).' })
  renewalOf!: Agreement | null;

  @ListField(() => AgreementConnection, 'Agreements in which this one goes on (续签协议).', {
    order: () => AgreementOrder,
  })
  renewals!: unknown;

  @Field(() => String, { description: 'Title (标题).' })
  title!: string;

  @Field(() => UnitReference, {
    nullable: true,
    description: 'The unit that gives (供给方); of one that was drafted, the first of its parties.',
  })
  supplier!: UnitReference | null;

  @Field(() => UnitReference, {
    nullable: true,
    description: 'The unit in need (需求方); of one that was drafted, the second of its parties.',
  })
  demander!: UnitReference | null;

  @Field(() => AgreementState, { description: 'Its state (状态).' })
  state!: keyof typeof AgreementState;

  @Field(() => [AgreementParty], {
    description: 'The units it is between, in its order (当事单位). They never change.',
  })
  parties!: AgreementParty[];

  @Field(() => AgreementEdition, { description: 'What it says now, and what is signed (现行版本).' })
  edition!: AgreementEdition;

  @Field(() => [AgreementEdition], { description: 'What it said, edition by edition, from the first on (历次版本).' })
  editions!: AgreementEdition[];

  @Field(() => [Signature], { description: 'Who has signed the edition that it has now (签署).' })
  signatures!: Signature[];

  @ListField(() => CommitmentConnection, 'What is promised (承诺事项).', {
    filter: () => CommitmentFilter,
    order: () => CommitmentOrder,
  })
  commitments!: unknown;

  @Field(() => [CommitmentSeries], {
    description: 'What the terms promise, one by one, and how far each has come over all its times (分期承诺进度).',
  })
  series!: CommitmentSeries[];

  @ListField(() => BookingConnection, 'Slots held or booked for it (相关预约).', { order: () => BookingOrder })
  bookings!: unknown;

  @ListField(() => SettlementConnection, 'What of it was settled, period by period (结算单).', {
    order: () => SettlementOrder,
  })
  settlements!: unknown;

  @Field(() => String, { nullable: true, description: 'Why it was cancelled (取消原因).' })
  reason!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the last of those who have to sign had signed (生效时间).',
  })
  activatedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it ends, or did, unless everything is delivered before (结束时间): as its terms say, or by notice. Null: when everything is delivered.',
  })
  endsAt!: string | null;

  @Field(() => [AgreementSuspension], { description: 'When it stood still (中止记录), the oldest first.' })
  suspensions!: AgreementSuspension[];

  @Field(() => [AgreementTermination], { description: 'Notices given of it (终止通知), the oldest first.' })
  terminations!: AgreementTermination[];

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

  @BoardCellField()
  board?: BoardCellInput | null;
}

export const AgreementOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(AgreementOrder, {
  name: 'AgreementOrder',
  description: 'Order of agreements by when they were drawn up (协议排序).',
  valuesConfig: TIME_ORDER,
});

const HASH = { zh: '须为 64 位小写十六进制数。', en: 'must be 64 lower-case hexadecimal digits.' };

@InputType('SignAgreementInput', { description: 'The signature of the unit you act for (签署协议).' })
export class SignAgreementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The agreement (协议).')
  agreementId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField(
    'The `hash` of the edition you have read (所见哈希值): refused with `TERMS_CHANGED` when it says something else by now.',
    { max: 64, optional: true, matching: /^[0-9a-f]{64}$/, hint: HASH },
  )
  expectedHash?: string | null;
}

@InputType('CancelAgreementInput', { description: 'An agreement to give up before all have signed (取消协议).' })
export class CancelAgreementInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The agreement (协议).')
  agreementId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): the other parties and the coordinator read it.', { max: 500 })
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
