import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ContactBasis } from '../../../../domain/directory/household.ts';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Area } from '../../land/areas/area.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';

export const HouseholdContactBasis = { CONSENT: 'CONSENT', STATUTORY_DUTY: 'STATUTORY_DUTY' } as const;
registerEnumType(HouseholdContactBasis, {
  name: 'HouseholdContactBasis',
  description: 'Why a unit may know whom to call at a household (处理依据, 个人信息保护法 art. 13).',
  valuesConfig: {
    CONSENT: { description: 'Whom to call consents to it (本人同意).' },
    STATUTORY_DUTY: { description: 'A duty by law takes it (履行法定职责).' },
  },
});

@ObjectType('HouseholdContact', { description: 'Whom to call at a household (联系方式), and why that may be known.' })
class HouseholdContact {
  @Field(() => String, { nullable: true, description: 'Name (姓名); null where none was given.' })
  name!: string | null;

  @Field(() => String, { description: 'Mobile number (手机号) in E.164.' })
  mobile!: string;

  @Field(() => HouseholdContactBasis, { description: 'Why it may be known (处理依据).' })
  basis!: ContactBasis;
}

@ObjectType('Household', {
  implements: Node,
  description:
    'A household (户) that a unit looks after: protected. For who acts for that unit, and for who is linked to it, as long as they are; nobody else is told that there is one, nor is any app.',
})
@Directive('@key(fields: "id")')
export class Household extends Node {
  @Field(() => Unit, { nullable: true, description: 'The unit that registered it and looks after it (登记单位).' })
  hostUnit!: Unit | null;

  @Field(() => Area, { nullable: true, description: 'The area that it lies in (所在区划), e.g. a grid.' })
  area!: Area | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where in the area to knock (门牌), e.g. `3幢2单元501室`. Null once it is erased.',
  })
  door!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many live there (家庭人口), in persons (人); null where not said.',
  })
  size!: number | null;

  @Field(() => HouseholdContact, { nullable: true, description: 'Whom to call (联系方式); null where none was given.' })
  contact!: HouseholdContact | null;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  registeredAt!: string;

  @Field(() => DateTime, { description: 'Last said anew at (更新时间).' })
  changedAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When all that was known of it was erased (删除时间); null while it is looked after.',
  })
  erasedAt!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: HouseholdConnection } = connectionOf(() => Household, 'Household', 'households (户)');

@InputType('HouseholdFilter', { description: 'Which households (户筛选).' })
export class HouseholdFilter {
  @Field(() => ID, { nullable: true, description: 'In this very area (所在区划).' })
  areaId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Looked after by this unit (登记单位).' })
  hostUnitId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is erased (是否已删除); both unless said.' })
  isErased?: boolean | null;
}

export const HouseholdOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(HouseholdOrder, {
  name: 'HouseholdOrder',
  description: 'Order of households by when they were registered (户排序).',
  valuesConfig: TIME_ORDER,
});
