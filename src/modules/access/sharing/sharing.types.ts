import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Node } from '../../../graphql/types/values.types.ts';
import { DataKind } from '../catalogue/catalogue.types.ts';
import { TermReference, UnitReference } from '../references.types.ts';

export const SharingPrecision = { FULL: 'FULL', MASKED: 'MASKED' } as const;
registerEnumType(SharingPrecision, {
  name: 'SharingPrecision',
  description: 'How precisely data is shared (共享精度).',
  valuesConfig: {
    FULL: { description: 'As it is (原样).' },
    MASKED: { description: 'A contact masked, listings without their place (脱敏).' },
  },
});

const SharingState = {
  REQUESTED: 'REQUESTED',
  GRANTED: 'GRANTED',
  REFUSED: 'REFUSED',
  WITHDRAWN: 'WITHDRAWN',
} as const;
registerEnumType(SharingState, {
  name: 'SharingState',
  description: 'State of an agreement on sharing (数据共享协议状态).',
  valuesConfig: {
    REQUESTED: { description: 'Asked for, not answered (已申请).' },
    GRANTED: { description: 'Granted (已授权); `isInForce` says whether it holds now.' },
    REFUSED: { description: 'Refused by the unit that provides, with a reason (已拒绝).' },
    WITHDRAWN: { description: 'Taken back or ended by one of the two units, with a reason (已撤回).' },
  },
});

const SharingSide = { PROVIDER: 'PROVIDER', CONSUMER: 'CONSUMER' } as const;
registerEnumType(SharingSide, {
  name: 'SharingSide',
  description: 'On which side of an agreement on sharing a unit stands (共享方).',
  valuesConfig: {
    PROVIDER: { description: 'It provides the data (数源单位).' },
    CONSUMER: { description: 'It uses the data (使用单位).' },
  },
});

@ObjectType('SharingAgreement', {
  implements: Node,
  description:
    'What one unit shares with another (数据共享协议): which data, for what purpose, how precisely, until when, and whether it may go on to apps. Asked on every read, so that what ends is gone with the next request. Seen by the two units alone.',
})
@Directive('@key(fields: "id")')
export class SharingAgreement extends Node {
  @Field(() => UnitReference, { nullable: true, description: 'The unit whose data it is (数源单位).' })
  provider!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that uses it (使用单位).' })
  consumer!: UnitReference | null;

  @Field(() => DataKind, { description: 'Which data (数据类别).' })
  kind!: keyof typeof DataKind;

  @Field(() => TermReference, { nullable: true, description: 'What for (用途): a term of the scheme `PURPOSE`.' })
  purpose!: TermReference | null;

  @Field(() => SharingPrecision, {
    description: 'How precisely (共享精度): as asked for, and once it is granted, as granted.',
  })
  precision!: keyof typeof SharingPrecision;

  @Field(() => Boolean, {
    description:
      'Whether apps of the unit that uses it may read it for the same purpose (可否再共享): as asked for, and once it is granted, as granted.',
  })
  mayReshare!: boolean;

  @Field(() => SharingState, { description: 'Its state (状态).' })
  state!: keyof typeof SharingState;

  @Field(() => String, { description: 'What the unit wrote that asked for it (申请说明).' })
  statement!: string;

  @Field(() => String, { nullable: true, description: 'Why it was refused or withdrawn (原因).' })
  reason!: string | null;

  @Field(() => DateTime, { description: 'Asked for at (申请时间).' })
  requestedAt!: string;

  @Field(() => DateTime, { description: 'Until when it was asked for, exclusive (申请期限): no grant goes beyond.' })
  requestedUntil!: string;

  @Field(() => DateTime, { nullable: true, description: 'Answered at (答复时间); null while it waits.' })
  decidedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'In force since (生效时间); null where it never was.' })
  since!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'In force until, exclusive (失效时间): to the instant. Null where it never was in force.',
  })
  until!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether it holds now (是否有效): it is granted, its time is not over, and the catalogue does not say by now that the data is not shared.',
  })
  isInForce!: boolean;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: SharingAgreementConnection } = connectionOf(
  () => SharingAgreement,
  'SharingAgreement',
  'agreements on sharing (数据共享协议)',
);

@InputType('SharingAgreementFilter', { description: 'Which agreements on sharing (数据共享协议筛选).' })
export class SharingAgreementFilter {
  @Field(() => SharingSide, {
    nullable: true,
    description: 'Of which the unit you act for is that side (本单位为数源方或使用方).',
  })
  side?: string | null;

  @Field(() => [SharingState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => [DataKind], { nullable: true, description: 'About one of these kinds of data (数据类别).' })
  kind?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'With this unit on either side (某单位为任一方).' })
  unitId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'That hold now, or do not (是否有效).' })
  inForce?: boolean | null;
}

export const SharingAgreementOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(SharingAgreementOrder, {
  name: 'SharingAgreementOrder',
  description: 'Order of agreements on sharing by time of request (数据共享协议排序).',
  valuesConfig: TIME_ORDER,
});
