/** Kinds of places as the five accounts name them: words of the scheme `PLACE_KIND`. */
export const placeKinds: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['place.centre', '党群服务中心', 'party and public service centre'],
  ['place.point', '亲邻点', 'neighbourhood point'],
  ['place.station', '先锋驿站', 'pioneer station'],
  ['place.rider-home', '甬爱e家', 'home for riders and drivers'],
  ['place.canteen', '食堂', 'canteen'],
  ['place.deliberation', '议事厅', 'deliberation hall'],
  ['place.living-room', '共享客厅', 'shared living room'],
  ['place.volunteer-centre', '志愿服务中心', 'volunteer centre'],
  ['place.volunteer-base', '志愿服务基地', 'volunteer base'],
  ['place.volunteer-station', '志愿服务站', 'volunteer station'],
  ['place.home', '走访住户', 'home that is visited'],
];
