import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField } from '../../../../graphql/types/connection.types.ts';
import { CrsField, GeoPointInput } from '../../../../graphql/types/geo-inputs.types.ts';
import { AskedField, ExceptionalDays, Openings } from '../../../../graphql/types/hours.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { GeoPoint, LocationPrecision, Node, Period, Quantity } from '../../../../graphql/types/values.types.ts';
import { AreaLevel } from '../areas/area-level.types.ts';
import { Area } from '../areas/area.types.ts';
import { OpeningHours } from '../hours/hours.types.ts';
import { Term } from '../terms/term.types.ts';
import { Unit } from '../../units/unit/unit.types.ts';

export const PlaceStatus = {
  PLANNED: 'PLANNED',
  BUILDING: 'BUILDING',
  IN_USE: 'IN_USE',
  SUSPENDED: 'SUSPENDED',
  CLOSED: 'CLOSED',
} as const;
registerEnumType(PlaceStatus, {
  name: 'PlaceStatus',
  description: 'Status of a place (阵地状态).',
  valuesConfig: {
    PLANNED: { description: 'Planned (规划).' },
    BUILDING: { description: 'Being built (在建).' },
    IN_USE: { description: 'In use (建成投用).' },
    SUSPENDED: { description: 'Out of use for a while, for a reason (暂停使用).' },
    CLOSED: { description: 'Closed for good, for a reason (关闭).' },
  },
});

const RollUp = { AS_NOW: 'AS_NOW', AS_THEN: 'AS_THEN' } as const;
registerEnumType(RollUp, {
  name: 'RollUp',
  description: 'How what was filed under an area that changed is counted (汇总口径).',
  valuesConfig: {
    AS_NOW: { description: 'To the area that followed by today (按现行区划); of what was split, to none.' },
    AS_THEN: { description: 'To the area it was filed under (按当时区划).' },
  },
});

const PlaceFacet = { KIND: 'KIND', STATUS: 'STATUS' } as const;
registerEnumType(PlaceFacet, {
  name: 'PlaceFacet',
  description: 'What places are counted by (阵地分面).',
  valuesConfig: {
    KIND: { description: 'By the code of their kind (按类型).' },
    STATUS: { description: 'By status (按状态).' },
  },
});

@ObjectType('Place', {
  implements: Node,
  description:
    'A place where people meet and are served (阵地、站点), such as a service centre (党群服务中心) or a station (驿站). Public; of one that is not open to the public, others are told where it is to the community only.',
})
@Directive('@key(fields: "id")')
export class Place extends Node {
  @Field(() => Unit, { nullable: true, description: 'The unit that runs it (运营单位).' })
  unit!: Unit | null;

  @Field(() => String, {
    description:
      'Its name (名称), as exactly as `locationPrecision` says: of what is not public others are told the estate or street in it, or else what kind of place it is.',
  })
  name!: string;

  @Field(() => Term, {
    nullable: true,
    description: 'What kind of place it is (类型): a term of the scheme `PLACE_KIND`.',
  })
  kind!: Term | null;

  @Field(() => AreaLevel, {
    nullable: true,
    description: 'The level that it serves (层级); null where nothing is said.',
  })
  level!: string | null;

  @Field(() => PlaceStatus, { description: 'Its status (状态).' })
  status!: keyof typeof PlaceStatus;

  @Field(() => DateTime, { description: 'Since when it has that status (状态起始时间).' })
  statusSince!: string;

  @Field(() => String, { nullable: true, description: 'Why it is out of use or closed (原因).' })
  reason!: string | null;

  @Field(() => Place, { nullable: true, description: 'The place it belongs to (上级阵地).' })
  parent!: Place | null;

  @ListField(() => PlaceConnection, 'The places that belong to it (下级阵地).', {
    filter: () => PlaceFilter,
    order: () => PlaceOrder,
  })
  places!: unknown;

  @Field(() => Area, {
    nullable: true,
    description:
      'The area it is filed under (所在区划): of a place that is not public, the community or what is above.',
  })
  area!: Area | null;

  @CrsField(() => GeoPoint, {
    nullable: true,
    description:
      'Where it is (位置), in the reference system asked for, as exactly as `locationPrecision` says. Null where nothing is said.',
  })
  location!: GeoPoint | null;

  @Field(() => LocationPrecision, {
    description:
      'How exactly `location` and `name` are told (位置精度): of what is not public exactly to the unit, and under the hat of an alliance that it is in.',
  })
  locationPrecision!: keyof typeof LocationPrecision;

  @Field(() => Quantity, { nullable: true, description: 'Its floor area (建筑面积), in ㎡.' })
  floorArea!: Quantity | null;

  @Field(() => Boolean, { description: 'Whether it is open to the public (是否对外开放).' })
  isPublic!: boolean;

  @Field(() => [Term], { description: 'Which services are offered there (服务内容): categories of supply and demand.' })
  services!: Term[];

  @Field(() => OpeningHours, {
    nullable: true,
    description: 'The rules by which it is open (开放时间); null where its unit has told none.',
  })
  openingHours!: OpeningHours | null;

  @AskedField(() => [ExceptionalDays], {
    description: 'Days on which it is closed or has other hours (临时闭馆、调整), at most 100, in order.',
    of: { from: [LocalDate, 'That are not over on this day (起始日期); today unless said.'] },
  })
  exceptionalDays!: ExceptionalDays[];

  @AskedField(() => Openings, {
    nullable: true,
    description:
      'When it is open (开放时刻表): by its rules, exceptional days and statutory holidays, while it is in use. Null where nothing is known of these days.',
    of: {
      from: [LocalDate, 'The first day (起始日期); today unless said.'],
      to: [LocalDate, 'The last day, itself included (截止日期); six days later unless said.'],
    },
  })
  openings!: Openings | null;

  @AskedField(() => Boolean, {
    nullable: true,
    description: 'Whether it is open (是否开放). Null where that is not known.',
    of: { at: [DateTime, 'When (时刻); now unless said.'] },
  })
  isOpenAt!: boolean | null;

  @AskedField(() => Period, {
    nullable: true,
    description: 'The next time it opens (下次开放); null where none is known.',
    of: { after: [DateTime, 'That opens later than this (时刻); now unless said.'] },
  })
  nextOpening!: Period | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How far it is from the point of the filter `near`, in metres as the crow flies (直线距离); null without one. Of a place that is not public it is told, to whomever, from the middle of its cell.',
  })
  distanceMetres!: number | null;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  createdAt!: string;

  @Field(() => Int, { description: 'Counts its changes (版本), from 1; send it back as `expectedVersion`.' })
  version!: number;
}

export const { Connection: PlaceConnection } = connectionOf(() => Place, 'Place', 'places (阵地)', {
  facets: PlaceFacet,
});

@InputType('NearInput', { description: 'What is near a point (就近).' })
class NearInput {
  @Field(() => GeoPointInput, { description: 'From where (起点).' })
  point!: GeoPointInput;

  @Field(() => Int, {
    description:
      'So many minutes on foot (步行分钟), 0 to 120: an estimate, 50 metres of straight line a minute, so that 10 minutes are the 500 metres of GB 50180-2018.',
  })
  walkingMinutes!: number;
}

@InputType('WithinInput', { description: 'What is filed under an area or in it (所在区划).' })
class WithinInput {
  @Field(() => ID, { description: 'The area (区划).' })
  areaId!: string;

  @Field(() => RollUp, {
    defaultValue: 'AS_NOW',
    description: 'How what was filed under an area that changed is counted (汇总口径).',
  })
  rollUp!: keyof typeof RollUp;
}

@InputType('PlaceFilter', { description: 'Which places (阵地筛选).' })
export class PlaceFilter {
  @Field(() => ID, { nullable: true, description: 'Run by this unit (运营单位).' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Belonging to this place (上级阵地).' })
  parentId?: string | null;

  @Field(() => [String], { nullable: true, description: 'Of one of these kinds, by their codes (类型).' })
  kind?: string[] | null;

  @Field(() => [AreaLevel], { nullable: true, description: 'Serving one of these levels (层级).' })
  level?: string[] | null;

  @Field(() => [PlaceStatus], { nullable: true, description: 'In one of these states (状态).' })
  status?: string[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Open then (该时刻开放), as far as its unit has told when it is: of the past year up to 90 days from now, and as far as statutory holidays are announced; an error beyond.',
  })
  openAt?: Date | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Offering one of these services, by the codes of their categories (服务内容).',
  })
  service?: string[] | null;

  @Field(() => WithinInput, { nullable: true, description: 'In this area (所在区划).' })
  within?: WithinInput | null;

  @Field(() => NearInput, {
    nullable: true,
    description: 'So near to a point (就近); in the order `NEAREST`, the nearest first.',
  })
  near?: NearInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose name, as everybody is told it, contains this, from one character on (名称包含).',
  })
  search?: string | null;
}

export const PlaceOrder = { NEWEST: 'NEWEST', NEAREST: 'NEAREST' } as const;
registerEnumType(PlaceOrder, {
  name: 'PlaceOrder',
  description: 'Order of places (阵地排序).',
  valuesConfig: {
    NEWEST: { description: 'Latest registered first (最新在前).' },
    NEAREST: { description: 'Nearest to the point of the filter `near` first (由近及远).' },
  },
});
