import { Field, InputType, Int, ObjectType } from 'type-graphql';
import {
  IdField,
  KeyField,
  NestedListField,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Alliance } from '../alliance/alliance.types.ts';
import { MembershipRole } from '../memberships/membership.types.ts';
import type { UnitKind as KindOfUnit } from '../../units/unit/unit.entity.ts';
import { UnitKindEnum } from '../../units/unit/unit-kind.types.ts';

@ObjectType('RequiredRole', {
  description:
    'A kind of party that an alliance has to have among its members (必备角色), e.g. the estate company of the five parties (五位一体): how many there have to be, and how many there are.',
})
export class RequiredRole {
  @Field(() => Int, { description: 'Counts them within the alliance (序号), from 1.' })
  number!: number;

  @Field(() => String, { description: 'What it is called (名称), e.g. `物业公司`.' })
  name!: string;

  @Field(() => [UnitKindEnum], {
    description: 'Members whose unit is of one of these kinds count (单位类型); of whichever where none is named.',
  })
  unitKinds!: string[];

  @Field(() => [MembershipRole], {
    description: 'Members in one of these roles count (成员角色); in whichever where none is named.',
  })
  roles!: string[];

  @Field(() => Int, { description: 'How many members there have to be at least (至少几家), in units (家).' })
  minimum!: number;

  @Field(() => Int, { description: 'How many members in force there are (现有几家), in units (家).' })
  present!: number;

  @Field(() => Int, { description: 'How many are missing still (尚缺几家), in units (家); 0 where it is met.' })
  missing!: number;
}

@InputType('RequiredRoleInput', { description: 'A kind of party that an alliance has to have (必备角色).' })
class RequiredRoleInput {
  @TextField('What it is called (名称), e.g. `物业公司`; once within the alliance.', { max: 50 })
  name!: string;

  @Field(() => [UnitKindEnum], {
    defaultValue: [],
    description: 'Of one of these kinds (单位类型); of whichever if none.',
  })
  unitKinds!: KindOfUnit[];

  @Field(() => [MembershipRole], {
    defaultValue: [],
    description: 'In one of these roles (成员角色); in whichever if none.',
  })
  roles!: (keyof typeof MembershipRole)[];

  @WholeNumberField('How many members there have to be at least (至少几家), in units (家).', { min: 1, max: 1000 })
  minimum!: number;
}

@InputType('SetRequiredRolesInput', {
  description:
    'All kinds of parties that an alliance which you coordinate has to have (设定必备角色), in the place of those before; none at all where the list is empty.',
})
export class SetRequiredRolesInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance (联盟).')
  allianceId!: string;

  @VersionField()
  expectedVersion!: number;

  @NestedListField(() => RequiredRoleInput, 'The kinds of parties (必备角色), in order; at most 20.', {
    min: 0,
    max: 20,
  })
  roles!: RequiredRoleInput[];
}

@OutcomeOf('setRequiredRoles', '设定必备角色')
export class SetRequiredRolesPayload extends Payload {
  @Field(() => Alliance, { nullable: true, description: 'The alliance (联盟) as it stands now.' })
  alliance!: Alliance | null;
}
