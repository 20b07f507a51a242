/** What kinds of units have, in the words of their daily work, and when it is to be had. */
import type { UnitKind } from '../../modules/directory/index.ts';
import type { ResourceKind } from '../../modules/exchange/index.ts';
import type { When } from './calendar.ts';

interface Offered {
  readonly word: string;
  readonly when: When;
}

export interface ResourceTemplate {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly unit: string;
  /** To be had each time it is offered. */
  readonly amount: number;
  readonly offered: readonly Offered[];
  /** Evening slots at weekends with so many places. */
  readonly places: number;
}

const workdays: Offered = { word: '工作日', when: { days: 'WORKWEEK', from: '07:00', to: '18:00' } };
const weekend: Offered = { word: '周末', when: { days: 'WEEKEND', from: '08:00', to: '21:30' } };
const fromDawn: Offered = { word: '工作日', when: { days: 'WORKWEEK', from: '04:00', to: '20:00' } };
const lunches: Offered = { word: '工作日午间', when: { days: 'WORKWEEK', from: '10:30', to: '12:30' } };
const nights: readonly Offered[] = [
  { word: '工作日夜间', when: { days: 'WORKNIGHTS', from: '19:00', to: '08:00' } },
  { word: '周末夜间', when: { days: 'WEEKEND_NIGHTS', from: '19:00', to: '08:00' } },
];

interface Terms {
  readonly offered?: readonly Offered[];
  readonly places?: number;
}

function has(
  kind: ResourceKind,
  name: string,
  category: string,
  amount: number,
  unit: string,
  description: string,
  { offered = [workdays, weekend], places = 0 }: Terms = {},
): ResourceTemplate {
  return { kind, name, category, amount, unit, description, offered, places };
}

const hall = has('SPACE', '多功能活动厅', 'space.hall', 8, '场', '可容纳 120 人，有音响和投影，用后请归位清场。', {
  places: 2,
});
const meeting = has('SPACE', '会议室', 'space.meeting', 12, '场', '可容纳 20 人，工作日白天使用。', {
  offered: [workdays],
});
const volunteers = has(
  'STAFF_TIME',
  '志愿服务队',
  'staff.volunteer',
  60,
  '小时',
  '可协助活动秩序、引导和清场，提前三天预约。',
);
const parking = has('SPACE', '错时停车位', 'space.parking', 20, '个', '晚七点至早八点向周边居民开放。', {
  offered: nights,
});

export const resourceTemplates: Readonly<Record<UnitKind, readonly ResourceTemplate[]>> = {
  GOVERNMENT: [
    meeting,
    hall,
    has('STAFF_TIME', '政策宣讲员', 'skill.training', 10, '场', '惠民政策、防诈骗、垃圾分类宣讲，每场一小时。'),
    has('GOODS', '防汛沙袋', 'goods.flood', 500, '只', '汛期按需调拨，用后归还。'),
  ],
  PUBLIC_INSTITUTION: [meeting, volunteers, has('SKILL', '业务讲座', 'skill.training', 6, '场', '按需定制题目。')],
  HOSPITAL: [
    has('VEHICLE', '救护车（保障班次）', 'vehicle.ambulance', 6, '班次', '大型活动医疗保障，含驾驶员与急救员。'),
    has('STAFF_TIME', '义诊专家', 'staff.doctor', 40, '小时', '内科、骨科、中医轮值，自带简易设备。'),
    has('SKILL', '急救培训', 'skill.training', 8, '场', '心肺复苏与海姆立克急救法，每场 30 人。'),
    has('SPACE', '健康宣教室', 'space.meeting', 6, '场', '可容纳 40 人，周末开放。', { offered: [weekend] }),
  ],
  SCHOOL: [
    has('SPACE', '体育馆', 'space.hall', 6, '场', '周末开放，须有专人看护。', { offered: [weekend], places: 1 }),
    has('SKILL', '学生艺术团', 'skill.art', 4, '场', '合唱与器乐，节目可商定。'),
    has('GOODS', '漂流图书', 'goods.books', 300, '册', '适合小学各年级，每季更换。'),
    parking,
  ],
  ENTERPRISE: [
    has('SKILL', '专业咨询', 'skill.legal', 30, '小时', '合同、劳动、消费纠纷等，先预约后面谈。'),
    has('VEHICLE', '厢式货车', 'vehicle.truck', 10, '班次', '4.2 米厢货，含驾驶员，限本市。', { offered: [fromDawn] }),
    has('GOODS', '慰问品', 'goods.daily', 100, '份', '米、油、日用品组合。'),
    meeting,
  ],
  POWER_UTILITY: [
    has('STAFF_TIME', '共产党员服务队电工', 'staff.electrician', 80, '小时', '室内线路检修、公共照明维护，持证上岗。'),
    has('EQUIPMENT', '应急发电车', 'vehicle.truck', 4, '班次', '200 千瓦，活动保电与汛期应急。'),
    has('SKILL', '安全用电课堂', 'skill.training', 10, '场', '面向社区、学校与村民，每场一小时。'),
    volunteers,
  ],
  MALL: [
    hall,
    has('SPACE', '中庭展位', 'space.stall', 16, '个', '周末公益集市专用，提供桌椅与电源。', { offered: [weekend] }),
    parking,
    has('MEALS', '户外劳动者爱心餐', 'meals.worker', 200, '份', '工作日每日午间四十份，限环卫、外卖、保洁人员。', {
      offered: [lunches],
    }),
    has('GOODS', '换季爱心物资', 'goods.daily', 200, '份', '商户联合捐赠，登记后发放。'),
  ],
  PROPERTY_COMPANY: [
    has('STAFF_TIME', '水电维修工', 'skill.repair', 60, '小时', '小修小补，材料费另计。'),
    has('STAFF_TIME', '秩序维护员', 'staff.security', 48, '小时', '活动秩序与交通引导，每班四小时。'),
    parking,
  ],
  COMMUNITY: [
    hall,
    has(
      'MEALS',
      '邻里食堂老年餐',
      'meals.elderly',
      150,
      '份',
      '工作日每日三十份，六十周岁以上立减，八十周岁以上再减。',
      {
        offered: [lunches],
      },
    ),
    volunteers,
    has('SPACE', '共享客厅', 'space.meeting', 15, '场', '三十人以内的小型活动，免费使用。', { places: 1 }),
  ],
  VILLAGE: [
    has('GOODS', '时令农产品', 'sales.farm', 500, '份', '当季采摘，统一包装，可送货。'),
    has('SPACE', '文化礼堂', 'space.hall', 6, '场', '可容纳 200 人，有舞台灯光。', { places: 1 }),
    has('STAFF_TIME', '农技能手', 'skill.training', 20, '小时', '果树修剪、病虫防治，田间指导。'),
  ],
  COLLECTIVE: [
    has('SPACE', '闲置仓库', 'space.hall', 4, '场', '约 300 平方米，可作临时展销或仓储。'),
    has('GOODS', '农产品礼盒', 'sales.farm', 300, '份', '合作社统一定价，所得归集体。'),
    has('VEHICLE', '农用货车', 'vehicle.truck', 12, '班次', '短途运输，含驾驶员。', { offered: [fromDawn] }),
  ],
  SOCIAL_ORGANISATION: [
    volunteers,
    has('SKILL', '文艺小分队', 'skill.art', 12, '场', '戏曲、快板、合唱，适合广场与礼堂。'),
    has('SKILL', '陪伴与心理疏导', 'skill.mediation', 40, '小时', '独居老人与青少年，持证社工带队。'),
  ],
  TEAM: [
    has('STAFF_TIME', '队员服务时间', 'staff.volunteer', 80, '小时', '队员轮值，周末服务。', { offered: [weekend] }),
    has('SKILL', '便民维修', 'skill.repair', 50, '小时', '小家电、管道、门锁，上门服务。'),
    has('SKILL', '邻里调解', 'skill.mediation', 20, '小时', '熟悉社情的老娘舅坐镇。'),
  ],
  // Of these the demonstration has none.
  BUSINESS_DISTRICT: [],
  PARK: [],
  OWNERS_COMMITTEE: [],
  PARTY_ORGANISATION: [],
};
