/** What is asked of few and of many: units by words, kind and class, places near a point, in an area, open at an instant, and the areas around a point. */
import { dateOf, idOf, pointAt } from './world.ts';

export type Family = 'words' | 'pinyin' | 'kind' | 'class' | 'later' | 'near' | 'grid' | 'area' | 'name' | 'open';

export interface Question {
  readonly family: Family;
  readonly about: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The sixth page of twenty rather than the first. */
  readonly isLater: boolean;
}

const PAGE = 'nodes { id name: shortName kind } pageInfo { hasNextPage endCursor }';
const UNITS = `query ($filter: UnitFilter, $first: Int, $after: String) {
  page: units(first: $first, after: $after, order: NAME, filter: $filter) { ${PAGE} } }`;
const PLACE = 'nodes { id name status kind { code } distanceMetres location { longitude latitude } }';
const PLACES = `query ($filter: PlaceFilter, $order: PlaceOrder, $first: Int, $after: String) {
  page: places(first: $first, after: $after, order: $order, filter: $filter) { ${PLACE} pageInfo { hasNextPage endCursor } } }`;
const AREAS = `query ($filter: AreaFilter, $first: Int, $after: String) {
  page: areas(first: $first, after: $after, order: DEEPEST, filter: $filter) { nodes { id name level ancestors { name } } pageInfo { hasNextPage endCursor } } }`;

/** From one character to eight; what nearly all names hold, what few do, and what none does. */
const WORDS = [
  ...['社', '医', '松', '社区', '医院', '人民', '龙凤', '桥松', '合作社', '志愿服务', '人民医院', '松社区居民'],
  ...['慈溪市', '浒山街道', '股份经济', '慈溪市浒山街道', '第3人民医院', '物业服务有限公司', '不在其中'],
];
const PINYIN = [
  ...['s', 'sq', 'yy', 'rmyy', 'cxs', 'hsjd', 'zyfwd', 'dssq', 'gfjjhzs', 'zz'],
  ...[
    'cixi',
    'shequ',
    'yiyuan',
    'renmin',
    'renminyiyuan',
    'cixishi',
    'cixishihushan',
    'dongsong',
    'gufenjingji',
    'xianju',
  ],
];
/** Kinds that a twelfth of the units are of, one in a thousand, and ten; alone, and of units that hold a word. */
const KINDS: readonly (readonly [kinds: readonly string[], search?: string])[] = [
  [['COMMUNITY']],
  [['PARK']],
  [['HOSPITAL']],
  [['HOSPITAL', 'PARK', 'SCHOOL']],
  [['COMMUNITY'], '松'],
  [['PARK'], '松'],
  [['HOSPITAL'], '人民'],
  [['PARK'], '产业'],
  [['SCHOOL', 'COLLECTIVE'], '慈溪'],
  [['PARK'], 'cixi'],
];
const CLASSES = [
  ['mediation'],
  ['repair'],
  ['riders'],
  ['resident-volunteers'],
  ['mediation', 'repair'],
  ['publicity'],
];
const POINTS = 10;

const station = ['place.station'];
const canteen = ['place.canteen'];
const rare = ['place.deliberation'];

const of =
  (query: string, family: Family, isLater = false) =>
  (about: string, filter: object, order?: 'NEAREST' | 'NEWEST'): Question => ({
    ...{ family, about, query, isLater },
    variables: { filter, first: 20, ...(order === undefined ? {} : { order }) },
  });

const unit = (family: Family, isLater?: boolean) => of(UNITS, family, isLater);
const place = (family: Family, isLater?: boolean) => of(PLACES, family, isLater);

const within = (kind: string, nr: number) => ({ within: { areaId: idOf('area', kind, nr) } });
const classes = (kinds: readonly string[]) => ({ classCode: kinds.map((kind) => `team-kind.${kind}`) });
const spots = Array.from({ length: POINTS }, (_, i) => pointAt(0.4 + 0.4 * i, 4.2 - 0.4 * i));
/** Eight hundred metres. */
const near = (point: object) => ({ near: { point, walkingMinutes: 16 } });

export function questionsAt(now: Date): readonly Question[] {
  // Last week, which is known whenever the database was made.
  const [weekday, evening, night] = [dateOf(now, 3, 10), dateOf(now, 3, 21), dateOf(now, 3, 3)];
  return [
    ...WORDS.map((search) => unit('words')(search, { search })),
    ...PINYIN.map((search) => unit('pinyin')(search, { search })),
    ...KINDS.map(([kind, search]) =>
      unit('kind')([...kind, search ?? ''].join(' '), { kind, ...(search && { search }) }),
    ),
    unit('kind')('of an alliance', { allianceId: idOf('alliance', 'alliance', 0) }),
    unit('kind')('of an alliance, 松', { allianceId: idOf('alliance', 'alliance', 0), search: '松' }),
    ...CLASSES.map((kinds) => unit('class')(kinds.join(' '), classes(kinds))),
    ...['社', '松', '社区', '医院', 'yy', 'cixi'].map((search) => unit('later', true)(search, { search })),
    unit('later', true)('COMMUNITY', { kind: ['COMMUNITY'] }),
    unit('later', true)('riders', classes(['riders'])),
    place('later', true)('stations', { kind: station }, 'NEWEST'),
    ...spots.flatMap((point, i) => [
      place('near')(`stations, ${i}`, { ...near(point), kind: station }, 'NEAREST'),
      place('near')(`canteens, ${i}`, { ...near(point), kind: canteen }, 'NEAREST'),
      place('near')(`all, ${i}`, near(point), 'NEAREST'),
    ]),
    ...spots.map((at, i) => of(AREAS, 'grid')(String(i), { at })),
    place('area')('community', within('community', 0), 'NEWEST'),
    place('area')('community, stations', { ...within('community', 0), kind: station }, 'NEWEST'),
    place('area')('township', within('township', 0), 'NEWEST'),
    place('area')('township, canteens', { ...within('township', 0), kind: canteen }, 'NEWEST'),
    place('area')('county', within('county', 0), 'NEWEST'),
    place('area')('county, stations', { ...within('county', 0), kind: station }, 'NEWEST'),
    place('area')('county, few', { ...within('county', 0), kind: rare }, 'NEWEST'),
    place('area')('stations', { kind: station }, 'NEWEST'),
    place('area')('few', { kind: rare }, 'NEWEST'),
    ...['驿站', '松', '东松', '东松驿站', '议事', '不在其中'].map((search) =>
      place('name')(search, { search }, 'NEWEST'),
    ),
    place('open')('by day', { openAt: weekday }, 'NEWEST'),
    place('open')('in the evening', { openAt: evening }, 'NEWEST'),
    place('open')('at night', { openAt: night }, 'NEWEST'),
    place('open')('canteens, by day', { openAt: weekday, kind: canteen }, 'NEWEST'),
    place('open')('few, by day', { openAt: weekday, kind: rare }, 'NEWEST'),
    place('open')('community, by day', { openAt: weekday, ...within('community', 0) }, 'NEWEST'),
    place('open')('township, by day', { openAt: weekday, ...within('township', 0) }, 'NEWEST'),
    ...spots.slice(0, 5).map((point, i) => place('open')(`near, ${i}`, { openAt: weekday, ...near(point) }, 'NEAREST')),
  ];
}
