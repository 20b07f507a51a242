/** What is counted of areas: words of the scheme `AREA_STATISTIC`, beside the kinds of places. */
export const areaIndicators: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['statistic.population', '人口', 'population'],
  ['statistic.young-and-middle-aged', '中青年', 'young and middle-aged people'],
  ['statistic.elderly', '60周岁及以上人口', 'people aged 60 or over'],
  ['statistic.households', '户数', 'households'],
  ['statistic.communities', '社区', 'communities'],
  ['statistic.grids', '网格', 'grids'],
];
