/** Kinds of alliances, seven and others (7+N): words of the scheme `ALLIANCE_KIND`. */
export const allianceKinds: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['alliance.area', '片区联建', 'neighbouring units'],
  ['alliance.circle', '商圈联建', 'business circle'],
  ['alliance.industry', '产业联建', 'industry'],
  ['alliance.village-enterprise', '村企联建', 'villages and enterprises'],
  ['alliance.city-country', '城乡联建', 'city and country'],
  ['alliance.campus', '校地联建', 'schools and localities'],
  ['alliance.project', '项目联建', 'one project'],
  ['alliance.other', '其他联建', 'others'],
];
