/** What the daily work goes by: rooms and goods, offers that have places or a menu, and wishes. Rows, as of an instant. */
import type { NeedKind } from '../../../domain/exchange/wish.ts';
import { maskedPlace } from '../../../domain/exchange/review.ts';
import type { Id } from '../../../domain/ids.ts';
import type { ResourceKind } from '../../../modules/exchange/index.ts';
import { namedId } from '../../named-id.ts';
import { atTime } from '../calendar.ts';
import { demoUnits } from '../units.ts';

/** In which alliance all of it happens: that of the units that have a token. */
export const ALLIANCE = 'five-colours';

const shown = { visibility: 'ALLIANCE' as const, shownTo: [namedId('alliance', ALLIANCE)] };

function placeOf(key: string) {
  const unit = demoUnits.find((one) => one.key === key);
  if (unit === undefined) throw new Error(`there is no unit "${key}"`);
  return { placeName: unit.shortName, longitude: unit.at[0], latitude: unit.at[1] };
}

interface Has {
  readonly unit: string;
  readonly kind: ResourceKind;
  readonly name: string;
  readonly category: string;
  readonly description: string;
}

function resourceRow({ unit, ...has }: Has, now: Date) {
  const id: Id<'resource'> = namedId('resource', has.name);
  const createdAt = atTime(now, -60, '10:20');
  return { id, ownerUnitId: namedId('unit', unit), ...has, ...placeOf(unit), ...shown, createdAt, version: 1 };
}

interface Offers {
  readonly unit: string;
  readonly title: string;
  readonly category: string;
  readonly description: string;
  readonly quantity: string;
  readonly quantityUnit: string;
}

/** For the weeks to come. */
function offerRow({ unit, ...offers }: Offers, now: Date) {
  const publishedAt = atTime(now, -25, '10:40');
  return {
    id: namedId('offer', offers.title, publishedAt),
    ownerUnitId: namedId('unit', unit),
    resourceId: null,
    ...offers,
    startsAt: atTime(now, -24, '08:00'),
    endsAt: atTime(now, 90, '18:00'),
    ...placeOf(unit),
    ...shown,
    state: 'PUBLISHED' as const,
    publishedAt,
    version: 1,
  };
}

interface Wishes {
  readonly unit: string;
  readonly title: string;
  readonly description: string;
  readonly quantityUnit: string;
  readonly maxClaims: number;
}

function wishRow({ unit, ...wishes }: Wishes, now: Date) {
  const publishedAt = atTime(now, -18, '15:10');
  const kind: NeedKind = 'MICRO_WISH';
  const place = placeOf(unit);
  return {
    id: namedId('need', wishes.title, publishedAt),
    ownerUnitId: namedId('unit', unit),
    kind,
    category: 'goods.daily',
    quantity: '1',
    ...wishes,
    ...place,
    placeMasked: maskedPlace(place.placeName),
    ...shown,
    state: 'PUBLISHED' as const,
    publishedAt,
    version: 1,
  };
}

const resources = {
  goods: {
    ...{ unit: 'yubo', kind: 'GOODS', name: '虞波社区暖冬物资', category: 'goods.daily' },
    description: '商户捐赠的米油与保暖用品，分批入库，凭证领取。',
  },
  study: {
    ...{ unit: 'yubo', kind: 'SPACE', name: '虞波社区共享书房', category: 'space.meeting' },
    description: '周末开放，每场十二个座位，请保持安静。',
  },
  stage: {
    ...{ unit: 'wuyue', kind: 'SPACE', name: '吾悦广场中庭小舞台', category: 'space.hall' },
    description: '整场预约，自带节目，音响由商场提供。',
  },
} as const satisfies Record<string, Has>;

const offers = {
  club: {
    ...{ unit: 'mingzhu', title: '明珠社区四点半课堂', category: 'skill.training', quantity: '12', quantityUnit: '名' },
    description: '放学后由大学生志愿者陪写作业，周一至周五。',
  },
  camp: {
    ...{ unit: 'hospital', title: '小小急救员营', category: 'skill.training', quantity: '10', quantityUnit: '名' },
    description: '周末两个半天，学心肺复苏与止血包扎。',
  },
  power: {
    ...{ unit: 'power', title: '用电小卫士体验营', category: 'skill.training', quantity: '10', quantityUnit: '名' },
    description: '参观变电站，动手接一盏灯。',
  },
  produce: {
    ...{ unit: 'tianxiangqiao', title: '天香桥村时令农产品直送', category: 'sales.farm', quantity: '300' },
    ...{ quantityUnit: '份', description: '村民自种，按菜单点单，次日上午送到。' },
  },
} as const satisfies Record<string, Offers>;

const wishes = {
  glasses: {
    ...{ unit: 'yubo', title: '微心愿：一副老花镜', quantityUnit: '副', maxClaims: 1 },
    description: '爱读报的长者，旧眼镜断了腿。',
  },
  company: {
    ...{ unit: 'yubo', title: '微心愿：周末有人陪着下盘棋', quantityUnit: '次', maxClaims: 3 },
    description: '腿脚不便的长者，想有人到家里坐坐。',
  },
  copybook: {
    ...{ unit: 'yubo', title: '微心愿：一套楷书字帖', quantityUnit: '套', maxClaims: 2 },
    description: '想练字的孩子，三年级。',
  },
  call: {
    ...{ unit: 'mingzhu', title: '微心愿：学会用手机视频通话', quantityUnit: '次', maxClaims: 2 },
    description: '想和外地的家人见见面，盼有人上门教一教。',
  },
} as const satisfies Record<string, Wishes>;

export interface DailyRows {
  readonly resources: Readonly<Record<keyof typeof resources, ReturnType<typeof resourceRow>>>;
  readonly offers: Readonly<Record<keyof typeof offers, ReturnType<typeof offerRow>>>;
  readonly wishes: Readonly<Record<keyof typeof wishes, ReturnType<typeof wishRow>>>;
}

/** The same rows for the same instant, whenever it is asked. */
export function dailyRows(now: Date): DailyRows {
  return {
    resources: mapped(resources, (has) => resourceRow(has, now)),
    offers: mapped(offers, (one) => offerRow(one, now)),
    wishes: mapped(wishes, (one) => wishRow(one, now)),
  };
}

function mapped<K extends string, A, B>(of: Readonly<Record<K, A>>, to: (one: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(of).map(([key, one]) => [key, to(one)])) as Record<K, B>;
}
