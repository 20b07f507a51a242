/** What kinds of units need, in the words of their daily work, and when they need it. */
import type { UnitKind } from '../../modules/directory/index.ts';
import type { When } from './calendar.ts';

export interface NeedTemplate {
  readonly category: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly amount: number;
  readonly when: When;
}

function wants(
  category: string,
  title: string,
  amount: number,
  unit: string,
  description: string,
  [days, from, to]: readonly [When['days'], string, string],
): NeedTemplate {
  return { category, title, amount, unit, description, when: { days, from, to } };
}

const festival = wants('space.hall', '邻里文化节活动场地', 1, '场', '周末晚上举办，预计 100 人，需要音响。', [
  'WEEKEND_DAY',
  '18:30',
  '21:00',
]);
const clinic = wants('staff.doctor', '季度义诊', 6, '小时', '两名医生，为老年居民量血压、测血糖并答疑。', [
  'WEEKEND_DAY',
  '08:30',
  '11:30',
]);
const wiring = wants('staff.electrician', '楼道飞线整治', 12, '小时', '老楼公共部位线路老化，需要两名持证电工。', [
  'WORKDAY',
  '08:30',
  '16:00',
]);
const helpers = wants('staff.volunteer', '活动志愿者', 16, '小时', '引导秩序、布置与清场，四人各四小时。', [
  'WEEKEND_DAY',
  '13:00',
  '17:00',
]);
const firstAid = wants('skill.training', '急救知识培训', 1, '场', '面向社工与楼道长，约 30 人。', [
  'WORKDAY',
  '14:00',
  '16:00',
]);
const sales = wants('sales.farm', '团购本地农产品', 60, '份', '职工食堂采购，上午直采直送。', [
  'WORKDAY',
  '08:00',
  '11:00',
]);
const room = wants('space.meeting', '议事会场地', 1, '场', '圆桌议事，约 20 人，需要白板。', [
  'WORKDAY',
  '14:00',
  '16:30',
]);

export const needTemplates: Readonly<Record<UnitKind, readonly NeedTemplate[]>> = {
  GOVERNMENT: [
    festival,
    helpers,
    wants('skill.art', '惠民演出节目', 1, '场', '送戏进社区，时长一小时左右。', ['WEEKEND_DAY', '19:00', '20:30']),
    firstAid,
  ],
  PUBLIC_INSTITUTION: [festival, helpers, room],
  HOSPITAL: [
    helpers,
    wants('space.parking', '职工夜间停车位', 10, '个', '夜班医护停车一晚，步行十分钟以内。', [
      'NIGHT',
      '19:00',
      '08:00',
    ]),
    sales,
    room,
  ],
  SCHOOL: [
    firstAid,
    wants('skill.training', '安全用电进课堂', 2, '场', '面向高年级，互动体验为主。', ['WORKDAY', '13:30', '15:30']),
    wants('staff.security', '上下学交通引导', 20, '小时', '一周五天，早晚高峰各一小时，每次两人。', [
      'WORKWEEK',
      '07:00',
      '17:00',
    ]),
    helpers,
  ],
  ENTERPRISE: [sales, firstAid, festival, room],
  POWER_UTILITY: [sales, room, helpers, firstAid],
  MALL: [
    helpers,
    wants('skill.art', '周末中庭演出', 2, '场', '适合家庭观看，自带服装道具。', ['WEEKEND_DAY', '14:00', '20:00']),
    firstAid,
    sales,
    wants('staff.security', '周末客流疏导', 24, '小时', '配合商场安保，三人各八小时，需穿反光背心。', [
      'WEEKEND_DAY',
      '11:00',
      '21:00',
    ]),
  ],
  PROPERTY_COMPANY: [
    wiring,
    firstAid,
    wants('skill.legal', '物业纠纷法律咨询', 4, '小时', '公共收益与车位使用问题。', ['WORKDAY', '13:00', '17:00']),
    room,
  ],
  COMMUNITY: [
    festival,
    clinic,
    wiring,
    wants('meals.elderly', '独居老人助餐', 100, '份', '一周五天，每日午餐二十份，需送餐上门。', [
      'WORKWEEK',
      '10:30',
      '12:30',
    ]),
    wants('skill.legal', '居民法律咨询日', 3, '小时', '婚姻、继承、邻里纠纷为主。', ['WEEKEND_DAY', '09:00', '12:00']),
  ],
  VILLAGE: [
    clinic,
    wants('vehicle.truck', '农产品运输', 3, '班次', '清早发车，到市区商超。', ['WORKDAY', '04:30', '07:30']),
    wants('skill.training', '电商直播培训', 2, '场', '面向种植户，手把手教学。', ['WORKDAY', '09:00', '16:00']),
    wiring,
  ],
  COLLECTIVE: [
    wants('vehicle.truck', '冷藏运输', 4, '班次', '礼盒配送，温度可控。', ['WORKDAY', '06:00', '18:00']),
    wants('skill.legal', '合作社章程咨询', 2, '小时', '股权量化与分红方案。', ['WORKDAY', '14:00', '16:00']),
    wants('space.stall', '展销摊位', 2, '个', '周末集市，人流较多处。', ['WEEKEND_DAY', '09:00', '17:00']),
  ],
  SOCIAL_ORGANISATION: [
    room,
    wants('goods.daily', '困难家庭慰问品', 30, '份', '集中登记发放。', ['WORKDAY', '09:00', '17:00']),
    festival,
  ],
  TEAM: [
    firstAid,
    wants('goods.flood', '防汛沙袋', 120, '只', '雨季前到位，低洼院落使用。', ['WORKDAY', '08:00', '18:00']),
    room,
  ],
  // Of these the demonstration has none.
  BUSINESS_DISTRICT: [],
  PARK: [],
  OWNERS_COMMITTEE: [],
  PARTY_ORGANISATION: [],
};
