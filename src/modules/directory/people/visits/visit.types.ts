import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { VisitState as State } from '../../../../domain/directory/household.ts';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Term } from '../../land/terms/term.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';
import { Household } from '../households/household.types.ts';
import { HouseholdLink, HouseholdLinkType } from '../households/link.types.ts';
import { Person } from '../persons/person.types.ts';

const VisitState = { RECORDED: 'RECORDED', WITHDRAWN: 'WITHDRAWN' } as const;
registerEnumType(VisitState, {
  name: 'VisitState',
  description: 'Whether a visit counts (走访记录状态).',
  valuesConfig: {
    RECORDED: { description: 'Recorded, and counted (已登记).' },
    WITHDRAWN: { description: 'Taken back by who recorded it, and counted no more (已撤回).' },
  },
});

@ObjectType('VisitVersion', {
  description: 'What was said of a visit before it was corrected or withdrawn (走访记录原文).',
})
class VisitVersion {
  @Field(() => Int, { description: 'Which version it was (版本).' })
  number!: number;

  @Field(() => LocalDate, { description: 'The day (走访日期).' })
  day!: string;

  @Field(() => String, { description: 'The code of what it was for (走访目的代码).' })
  purpose!: string;

  @Field(() => String, { description: 'The code of what came of it (走访结果代码).' })
  outcome!: string;

  @Field(() => Boolean, { description: 'Whether there was something to follow up (是否需跟进).' })
  needsFollowUp!: boolean;

  @Field(() => DateTime, { description: 'Until when it stood so (替换时间).' })
  replacedAt!: string;
}

@ObjectType('Visit', {
  implements: Node,
  description:
    'A visit to a household (走访记录), by who is linked to it: for who acts for the unit that looks after the household, and for who visited.',
})
@Directive('@key(fields: "id")')
export class Visit extends Node {
  @Field(() => Household, {
    nullable: true,
    description: 'The household (户). For the unit, and for who visited while they are linked; null else.',
  })
  household!: Household | null;

  @Field(() => Unit, { nullable: true, description: 'The unit that looks after the household (登记单位).' })
  hostUnit!: Unit | null;

  @Field(() => HouseholdLinkType, { nullable: true, description: 'By which type of links (联户类型).' })
  type!: HouseholdLinkType | null;

  @Field(() => HouseholdLink, {
    nullable: true,
    description: 'By which link (联户); null where who visited is erased.',
  })
  link!: HouseholdLink | null;

  @Field(() => Person, { nullable: true, description: 'Who visited (走访人); null where they are erased.' })
  person!: Person | null;

  @Field(() => LocalDate, { description: 'The day (走访日期).' })
  day!: string;

  @Field(() => Term, { nullable: true, description: 'What it was for (走访目的), a term of the scheme VISIT_PURPOSE.' })
  purpose!: Term | null;

  @Field(() => Term, { nullable: true, description: 'What came of it (走访结果), a term of the scheme VISIT_OUTCOME.' })
  outcome!: Term | null;

  @Field(() => Boolean, { description: 'Whether there is something to follow up (是否需跟进).' })
  needsFollowUp!: boolean;

  @Field(() => VisitState, { description: 'Whether it counts (状态).' })
  state!: State;

  @Field(() => DateTime, { description: 'Recorded at (登记时间).' })
  recordedAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Last corrected, or withdrawn, at (更正时间); null where never.',
  })
  changedAt!: string | null;

  @Field(() => [VisitVersion], { description: 'What was said of it before (更正记录), earliest first.' })
  history!: VisitVersion[];

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: VisitConnection } = connectionOf(() => Visit, 'Visit', 'visits (走访记录)');

@InputType('VisitFilter', { description: 'Which visits (走访记录筛选).' })
export class VisitFilter {
  @Field(() => ID, { nullable: true, description: 'To this household, where you see it (户).' })
  householdId?: string | null;

  @Field(() => ID, { nullable: true, description: 'By this link (联户).' })
  linkId?: string | null;

  @Field(() => [VisitState], { nullable: true, description: 'In one of these states (状态).' })
  state?: State[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether there is something to follow up (是否需跟进).' })
  needsFollowUp?: boolean | null;

  @Field(() => LocalDate, { nullable: true, description: 'On this day or later (起始日期).' })
  from?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'On this day or earlier (截止日期).' })
  to?: string | null;
}

export const VisitOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(VisitOrder, {
  name: 'VisitOrder',
  description: 'Order of visits by when they were recorded (走访记录排序).',
  valuesConfig: TIME_ORDER,
});
