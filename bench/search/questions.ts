/** What is asked of few and of many: units by words and by class, and places near a point. */
export interface Question {
  readonly family: 'words' | 'pinyin' | 'class' | 'near';
  readonly about: string;
  readonly body: string;
}

const UNITS = `query ($filter: UnitFilter) {
  units(first: 20, order: NAME, filter: $filter) { nodes { id shortName } pageInfo { hasNextPage } } }`;
const NEAR = `query ($near: NearInput!) {
  places(first: 20, order: NEAREST, filter: { near: $near }) { nodes { id name distanceMetres } pageInfo { hasNextPage } } }`;

/** From one character to eight; what nearly all names hold, what few do, and what none does. */
const WORDS = [
  ...['社', '医', '松', '社区', '医院', '人民', '龙凤', '桥松', '合作社', '志愿服务', '人民医院', '松社区居民'],
  ...['慈溪市', '浒山街道', '股份经济', '慈溪市浒山街道', '第3人民医院', '物业服务有限公司', '不在其中'],
];
const PINYIN = [
  ...['sq', 'yy', 'rmyy', 'cxs', 'hsjd', 'zyfwd', 'dssq', 'gfjjhzs', 'zz'],
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
const CLASSES = [
  ['mediation'],
  ['repair'],
  ['riders'],
  ['resident-volunteers'],
  ['mediation', 'repair'],
  ['publicity'],
];
const POINTS = 20;

const question = (family: Question['family'], about: string, query: string, variables: object): Question => ({
  ...{ family, about },
  body: JSON.stringify({ query, variables }),
});

export const questions: readonly Question[] = [
  ...WORDS.map((search) => question('words', search, UNITS, { filter: { search } })),
  ...PINYIN.map((search) => question('pinyin', search, UNITS, { filter: { search } })),
  ...CLASSES.map((kinds) =>
    question('class', kinds.join(' '), UNITS, { filter: { classCode: kinds.map((kind) => `team-kind.${kind}`) } }),
  ),
  // Within the land that the few cover, which is part of that of the many.
  ...Array.from({ length: POINTS }, (_, i) => {
    const point = { longitude: 121.01 + 0.0035 * i, latitude: 30.08 - 0.003 * i, crs: 'WGS84' };
    return question('near', `${point.longitude.toFixed(4)}, ${point.latitude.toFixed(3)}`, NEAR, {
      near: { point, walkingMinutes: 10 },
    });
  }),
];
