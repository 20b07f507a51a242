import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { GeoPoint, Node } from '../../../../graphql/types/values.types.ts';
import {
  UnitClassificationConnection,
  UnitClassificationFilter,
  UnitClassificationOrder,
} from '../classifications/classification.types.ts';
import {
  IdentifierMatch,
  UnitIdentifierConnection,
  UnitIdentifierFilter,
  UnitIdentifierOrder,
} from '../identifiers/identifier.types.ts';
import {
  MembershipConnection,
  MembershipFilter,
  MembershipOrder,
} from '../../alliances/memberships/membership.types.ts';
import {
  PersonRelationConnection,
  PersonRelationFilter,
  PersonRelationOrder,
} from '../../people/person-relations/person-relation.types.ts';
import { SegmentsField, type PersonSegment } from '../../people/persons/attribute.types.ts';
import { HouseholdFiguresField, type HouseholdFigures } from '../../people/visits/figures.types.ts';
import { PostConnection, PostFilter, PostOrder } from '../../people/posts/post.types.ts';
import { ProgrammeConnection, ProgrammeFilter, ProgrammeOrder } from '../../alliances/programmes/programme.types.ts';
import { RelationConnection, RelationFilter, RelationOrder } from '../../people/relations/relation.types.ts';
import { SeatConnection, SeatFilter, SeatOrder } from '../../alliances/bodies/seat.types.ts';
import { FileConnection, FileFilter, FileOrder, FilesUsage } from '../files/file.types.ts';
import { FormerName } from '../life/former-name.types.ts';
import { FormerKind, UnitStage } from '../life/unit-life.types.ts';
import { RegistrationWithdrawalConnection, RegistrationWithdrawalOrder } from '../life/withdrawal.types.ts';
import { UnitContact } from './contact.types.ts';
import { UnitKindEnum } from './unit-kind.types.ts';

@ObjectType('Unit', {
  implements: Node,
  description: 'A unit (单位): whoever takes part in alliances, from a hospital to a village. Public.',
})
@Directive('@key(fields: "id")')
export class Unit extends Node {
  @Field(() => UnitKindEnum, { description: 'Kind of unit (类型).' })
  kind!: string;

  @Field(() => String, { description: 'Full name (全称).' })
  name!: string;

  @Field(() => String, { description: 'Short name (简称), by which people call it.' })
  shortName!: string;

  @Field(() => [String], { description: 'Names it had before (曾用名).' })
  formerNames!: string[];

  @Field(() => [FormerName], {
    description: 'What it was called until it was renamed here (更名记录), latest first; at most 100.',
  })
  nameHistory!: FormerName[];

  @Field(() => [FormerKind], {
    description: 'Of which kinds it was until that was put right (原类型), latest first; at most 100.',
  })
  kindHistory!: FormerKind[];

  @Field(() => UnitStage, {
    description:
      'Stage of its life (阶段): incubated while a relation of such a type is in force, independent, dissolved.',
  })
  stage!: keyof typeof UnitStage;

  @Field(() => DateTime, { nullable: true, description: 'Dissolved at (注销时间); null while it lasts.' })
  dissolvedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was dissolved (注销原因).' })
  dissolutionReason!: string | null;

  @Field(() => GeoPoint, { nullable: true, description: 'Where it is (位置).' })
  location!: GeoPoint | null;

  @Field(() => UnitContact, { description: 'Whom to call (联系人). Protected.' })
  contact!: UnitContact;

  @ListField(
    () => UnitIdentifierConnection,
    'Numbers by which others know it (单位标识), e.g. the 统一社会信用代码; many units have none.',
    { filter: () => UnitIdentifierFilter, order: () => UnitIdentifierOrder },
  )
  identifiers!: unknown;

  @ListField(
    () => UnitClassificationConnection,
    'Of which classes it is and was (单位分类), e.g. 团队职能 or 社区类型.',
    { filter: () => UnitClassificationFilter, order: () => UnitClassificationOrder },
  )
  classifications!: unknown;

  @ListField(() => PostConnection, 'Posts (职务): those in force; for the unit itself upcoming and ended ones too.', {
    filter: () => PostFilter,
    order: () => PostOrder,
  })
  posts!: unknown;

  @ListField(() => MembershipConnection, 'Memberships in alliances (加入的联盟).', {
    filter: () => MembershipFilter,
    order: () => MembershipOrder,
  })
  memberships!: unknown;

  @ListField(() => SeatConnection, 'Its seats in governing bodies of alliances (议事席位), those that ended too.', {
    filter: () => SeatFilter,
    order: () => SeatOrder,
  })
  seats!: unknown;

  @ListField(() => ProgrammeConnection, 'The programmes that are its own (品牌项目).', {
    filter: () => ProgrammeFilter,
    order: () => ProgrammeOrder,
  })
  programmes!: unknown;

  @ListField(() => RelationConnection, 'Relations to other units, on either side (单位关系).', {
    filter: () => RelationFilter,
    order: () => RelationOrder,
  })
  relations!: unknown;

  @ListField(
    () => PersonRelationConnection,
    'What persons are to it, to the areas it looks after and the places it runs (人员关系).',
    { filter: () => PersonRelationFilter, order: () => PersonRelationOrder },
  )
  personRelations!: unknown;

  @SegmentsField()
  personSegments!: PersonSegment[];

  @HouseholdFiguresField()
  householdFigures!: HouseholdFigures;

  @ListField(
    () => FileConnection,
    'The files that it keeps (单位文件): those that are there still. For who acts for it; nobody else is told of any.',
    { filter: () => FileFilter, order: () => FileOrder },
  )
  files!: unknown;

  @Field(() => FilesUsage, {
    nullable: true,
    description: 'How much its files come to (文件用量), for who acts for it; null for everybody else.',
  })
  filesUsage!: FilesUsage | null;

  @ListField(
    () => RegistrationWithdrawalConnection,
    'Units that it registered by mistake (撤销的登记). For who acts for it.',
    { order: () => RegistrationWithdrawalOrder },
  )
  withdrawnRegistrations!: unknown;

  @Field(() => Unit, {
    nullable: true,
    description: 'The unit whose coordinator registered it (登记单位); null where it came with the exchange.',
  })
  registeredBy!: Unit | null;

  @Field(() => Int, {
    description: 'Counts the changes of its names and its kind (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  createdAt!: string;
}

export const { Connection: UnitConnection } = connectionOf(() => Unit, 'Unit', 'units (单位)');

@InputType('UnitFilter', { description: 'Which units (单位筛选).' })
export class UnitFilter {
  @Field(() => [UnitKindEnum], { nullable: true, description: 'Of one of these kinds (类型).' })
  kind?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Active members of this alliance (某联盟的成员).' })
  allianceId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Registered by this unit, one by one or from sheets (某单位登记的).',
  })
  registeredByUnitId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is dissolved (是否注销); both unless said.',
  })
  isDissolved?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Of one of these classes now (单位分类): codes as `team-function.welfare`.',
  })
  classCode?: string[] | null;

  @Field(() => IdentifierMatch, {
    nullable: true,
    description: 'With this number in force that you may see (标识号码).',
  })
  identifier?: IdentifierMatch | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Whose full, short or former name contains this, from one character on, or whose pinyin does: its initials, or all of it from a syllable on (名称、拼音首字母或全拼包含), e.g. `医院`, `cxrmyy`, `cixiren`. Case and width do not matter.',
  })
  search?: string | null;
}

export const UnitOrder = { NAME: 'NAME', NEWEST: 'NEWEST' } as const;
registerEnumType(UnitOrder, {
  name: 'UnitOrder',
  description: 'Order of units (单位排序).',
  valuesConfig: {
    NAME: { description: 'By short name, as a dictionary lists them by pinyin (按简称拼音).' },
    NEWEST: { description: 'Latest registered first (按登记时间倒序).' },
  },
});
