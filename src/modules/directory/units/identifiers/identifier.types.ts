import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { identifierSchemes, type IdentifierScheme } from '../../../../domain/directory/identifier.ts';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Unit } from '../unit/unit.types.ts';

export const schemes = Object.fromEntries(identifierSchemes.map((scheme) => [scheme, scheme]));
registerEnumType(schemes, {
  name: 'IdentifierScheme',
  description: 'In which list of numbers an identifier stands (标识体系).',
  valuesConfig: {
    USCC: { description: 'Unified social credit code (统一社会信用代码, GB 32100-2015), with its check characters.' },
    PARTY_ORGANISATION_CODE: { description: 'Internal code of a party organisation (党组织代码), which has no USCC.' },
    REGISTRATION_NUMBER: { description: 'Number of a certificate of registration (登记证号).' },
    VOLUNTEER_TEAM_NUMBER: { description: 'Number of a volunteer team in a volunteer system (志愿队伍编号).' },
    OTHER: { description: 'Any other number that people know it by (其他编号).' },
  },
});

const IdentifierState = {
  UNVERIFIED: 'UNVERIFIED',
  VERIFIED: 'VERIFIED',
  OVERRIDDEN: 'OVERRIDDEN',
  REMOVED: 'REMOVED',
} as const;
registerEnumType(IdentifierState, {
  name: 'IdentifierState',
  description: 'State of an identifier (核验状态).',
  valuesConfig: {
    UNVERIFIED: { description: 'As the unit says (未核验).' },
    VERIFIED: { description: 'Compared with the certificate by a coordinator of another unit (已核验).' },
    OVERRIDDEN: {
      description:
        'A check character is wrong, and a coordinator of another unit let it stand, with a reason (凭理由放行).',
    },
    REMOVED: { description: 'Removed by the unit, with a reason (已移除).' },
  },
});

@ObjectType('UnitIdentifier', {
  implements: Node,
  description:
    'A number by which others know a unit (单位标识). Public while in force, but for the code of a sole trader (个体工商户), which points to one person and is for the unit and its coordinator. What was removed is for the unit.',
})
@Directive('@key(fields: "id")')
export class UnitIdentifier extends Node {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位).' })
  unit!: Unit | null;

  @Field(() => schemes, { description: 'The list in which it stands (标识体系).' })
  scheme!: IdentifierScheme;

  @Field(() => String, {
    description: 'The number as it is compared (号码): half-width, upper case, without spaces and dashes.',
  })
  value!: string;

  @Field(() => String, { description: 'The number as somebody wrote it (原始填写).' })
  entered!: string;

  @Field(() => Boolean, {
    description: 'Whether it points to one natural person (是否个人信息), as the code of a sole trader does.',
  })
  isPersonal!: boolean;

  @Field(() => IdentifierState, { description: 'Its state (核验状态).' })
  state!: keyof typeof IdentifierState;

  @Field(() => String, {
    nullable: true,
    description: 'Why it stands though a check character is wrong, or why it was removed (理由).',
  })
  reason!: string | null;

  @Field(() => DateTime, { description: 'Added at (登记时间).' })
  addedAt!: string;

  @Field(() => Unit, {
    nullable: true,
    description: 'The unit whose coordinator verified it or let it stand (核验单位); null while nobody has.',
  })
  judgedBy!: Unit | null;

  @Field(() => DateTime, { nullable: true, description: 'When that was (核验时间).' })
  judgedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Removed at (移除时间).' })
  removedAt!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: UnitIdentifierConnection } = connectionOf(
  () => UnitIdentifier,
  'UnitIdentifier',
  'identifiers (单位标识)',
);

@InputType('IdentifierMatch', { description: 'A number to find a unit by (标识匹配).' })
export class IdentifierMatch {
  @Field(() => schemes, { nullable: true, description: 'The list in which it stands (标识体系); any unless said.' })
  scheme?: IdentifierScheme | null;

  @Field(() => String, {
    description: 'The number (号码), however it is written: spaces, dashes, case and width do not matter.',
  })
  value!: string;
}

@InputType('UnitIdentifierFilter', { description: 'Which identifiers (标识筛选).' })
export class UnitIdentifierFilter {
  @Field(() => [schemes], { nullable: true, description: 'Of one of these lists (标识体系).' })
  scheme?: string[] | null;

  @Field(() => [IdentifierState], { nullable: true, description: 'In one of these states (核验状态).' })
  state?: string[] | null;
}

export const UnitIdentifierOrder = { OLDEST: 'OLDEST', NEWEST: 'NEWEST' } as const;
registerEnumType(UnitIdentifierOrder, {
  name: 'UnitIdentifierOrder',
  description: 'Order of identifiers by time of entry (标识排序).',
  valuesConfig: TIME_ORDER,
});
