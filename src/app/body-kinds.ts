/** Kinds of governing bodies as the five accounts name them: words of the scheme `BODY_KIND`. */
export const bodyKinds: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['body.joint-conference', '联席会议', 'joint conference'],
  ['body.street-committee', '街道大工委', 'greater working committee of a sub-district'],
  ['body.community-committee', '社区大党委', 'greater committee of a community'],
  ['body.circle-committee', '综合党委', 'joint committee of a business circle'],
  ['body.group', '功能组', 'functional group'],
  ['body.other', '其他议事机构', 'others'],
];
