import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node, Quantity } from '../../../../graphql/types/values.types.ts';
import { Stock } from '../stock/stock.types.ts';

export const DistributionEvery = { EVER: 'EVER', DAY: 'DAY', MONTH: 'MONTH', YEAR: 'YEAR' } as const;
registerEnumType(DistributionEvery, {
  name: 'DistributionEvery',
  description: 'How long it counts that somebody had theirs (领取周期), by calendar in Beijing time.',
  valuesConfig: {
    EVER: { description: 'As long as the distribution lasts (整个发放期).' },
    DAY: { description: 'For the day (每日).' },
    MONTH: { description: 'For the calendar month (每月).' },
    YEAR: { description: 'For the calendar year (每年).' },
  },
});

export const PersonIdentification = { MOBILE: 'MOBILE', IDENTITY_NUMBER: 'IDENTITY_NUMBER' } as const;
registerEnumType(PersonIdentification, {
  name: 'PersonIdentification',
  description: 'By which number of theirs persons are known again (识别方式). No number is kept.',
  valuesConfig: {
    MOBILE: { description: 'A mainland mobile number (手机号).' },
    IDENTITY_NUMBER: { description: 'A citizen’s identity number (公民身份号码).' },
  },
});

const DistributionState = { OPEN: 'OPEN', CLOSED: 'CLOSED' } as const;
registerEnumType(DistributionState, {
  name: 'DistributionState',
  description: 'State of a distribution (发放状态).',
  valuesConfig: {
    OPEN: { description: 'Under way (发放中).' },
    CLOSED: { description: 'Over: by whom it was had can be told no more (已结束).' },
  },
});

@ObjectType('Distribution', {
  implements: Node,
  description:
    'A stock handed out to persons by a rule, such as one a person (发放): pieces, times and persons are counted apart, and who the persons are is kept nowhere. Seen with the stock.',
})
@Directive('@key(fields: "id")')
export class Distribution extends Node {
  @Field(() => Stock, { nullable: true, description: 'What is handed out (所发库存).' })
  stock!: Stock | null;

  @Field(() => String, { description: 'Title (标题), e.g. `爱“新”礼包`.' })
  title!: string;

  @Field(() => PersonIdentification, { description: 'By which number persons are known again (识别方式).' })
  identifiedBy!: keyof typeof PersonIdentification;

  @Field(() => Quantity, { description: 'What is handed out at a time (每次数量).' })
  amountEach!: Quantity;

  @Field(() => Int, { description: 'How many times a person is given it in the period (每人限领次数).' })
  perPerson!: number;

  @Field(() => DistributionEvery, { description: 'The period (领取周期).' })
  every!: keyof typeof DistributionEvery;

  @Field(() => DistributionState, { description: 'Its state (状态).' })
  state!: keyof typeof DistributionState;

  @Field(() => Quantity, { description: 'What was handed out in all (已发数量), e.g. in 件.' })
  handedOut!: Quantity;

  @Field(() => Int, { description: 'How many times it was handed out (发放次数), in 人次.' })
  handOuts!: number;

  @Field(() => Int, { description: 'To how many persons (领取人数), in 人: somebody who came twice is one.' })
  persons!: number;

  @Field(() => DateTime, { description: 'Opened at (开始时间).' })
  openedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Closed at (结束时间); null while it is under way.' })
  closedAt!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of its state (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: DistributionConnection } = connectionOf(
  () => Distribution,
  'Distribution',
  'distributions (发放)',
);

@InputType('DistributionFilter', { description: 'Which distributions (发放筛选).' })
export class DistributionFilter {
  @Field(() => [DistributionState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;
}

export const DistributionOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(DistributionOrder, {
  name: 'DistributionOrder',
  description: 'Order of distributions by when they were opened (发放排序).',
  valuesConfig: TIME_ORDER,
});
