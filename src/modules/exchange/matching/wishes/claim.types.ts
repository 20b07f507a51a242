import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Need } from '../../listings/needs/need.types.ts';
import { AllianceReference, UnitReference } from '../../references.types.ts';
import { BoardCellField, type BoardCellInput } from '../../board/cell.types.ts';

const WishClaimState = { CLAIMED: 'CLAIMED', DONE: 'DONE', WITHDRAWN: 'WITHDRAWN' } as const;
registerEnumType(WishClaimState, {
  name: 'WishClaimState',
  description: 'State of the claim of a micro-wish (心愿认领状态).',
  valuesConfig: {
    CLAIMED: { description: 'Claimed, and still to be done (已认领).' },
    DONE: { description: 'Confirmed by the unit that entered the wish (已完成).' },
    WITHDRAWN: { description: 'Taken back; its place is free again (已撤回).' },
  },
});

@ObjectType('WishClaim', {
  implements: Node,
  description:
    'A person’s claim of a micro-wish (微心愿认领). Seen by the unit for which they act, the one that entered the wish and the coordinator of the alliance.',
})
@Directive('@key(fields: "id")')
export class WishClaim extends Node {
  @Field(() => Need, { nullable: true, description: 'The micro-wish (微心愿).' })
  need!: Need | null;

  @Field(() => AllianceReference, { nullable: true, description: 'The alliance it was claimed in (所属联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit for which the person acts (认领人所代表单位).' })
  supplier!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that entered the wish (登记单位).' })
  demander!: UnitReference | null;

  @Field(() => WishClaimState, { description: 'Its state (状态).' })
  state!: keyof typeof WishClaimState;

  @Field(() => String, { nullable: true, description: 'Why it was taken back (撤回原因).' })
  reason!: string | null;

  @Field(() => DateTime, { description: 'Claimed at (认领时间).' })
  claimedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Confirmed or taken back at (办结时间).' })
  settledAt!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: WishClaimConnection } = connectionOf(
  () => WishClaim,
  'WishClaim',
  'claims of micro-wishes (心愿认领)',
);

@InputType('WishClaimFilter', { description: 'Which claims of micro-wishes (心愿认领筛选).' })
export class WishClaimFilter {
  @Field(() => [WishClaimState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Your own, or those of others (是否本人认领).' })
  isMine?: boolean | null;

  @BoardCellField()
  board?: BoardCellInput | null;
}

export const WishClaimOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(WishClaimOrder, {
  name: 'WishClaimOrder',
  description: 'Order of claims of micro-wishes by when they were made (心愿认领排序).',
  valuesConfig: TIME_ORDER,
});
