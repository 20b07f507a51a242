/** What kinds of units have and need, in the words of their daily work. Resources, offers and needs are made from these. */
import type { UnitKind } from '../../modules/directory/index.ts';
import type { ResourceKind } from '../../modules/exchange/index.ts';

export const categories: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['space.hall', '活动厅', 'hall'],
  ['space.meeting', '会议室', 'meeting room'],
  ['space.parking', '停车位', 'parking'],
  ['space.stall', '集市摊位', 'market stall'],
  ['vehicle.ambulance', '救护车', 'ambulance'],
  ['vehicle.truck', '货车', 'truck'],
  ['staff.electrician', '电工', 'electrician'],
  ['staff.doctor', '医护人员', 'doctors and nurses'],
  ['staff.volunteer', '志愿者', 'volunteers'],
  ['staff.security', '安保人员', 'security staff'],
  ['skill.legal', '法律咨询', 'legal advice'],
  ['skill.training', '技能培训', 'training'],
  ['skill.mediation', '矛盾调解', 'mediation'],
  ['skill.repair', '便民维修', 'repairs'],
  ['skill.art', '文艺演出', 'performance'],
  ['goods.daily', '生活物资', 'daily goods'],
  ['goods.flood', '防汛物资', 'flood supplies'],
  ['goods.books', '图书', 'books'],
  ['meals.elderly', '老年餐', 'meals for the elderly'],
  ['meals.worker', '爱心餐', 'meals for outdoor workers'],
  ['sales.farm', '农产品销售', 'sale of farm produce'],
];

export interface ResourceTemplate {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly unit: string;
  readonly amount: number;
  /** Evening slots at weekends with so many places. */
  readonly places?: number;
}

export interface NeedTemplate {
  readonly category: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly amount: number;
}

const has = (
  kind: ResourceKind,
  name: string,
  category: string,
  amount: number,
  unit: string,
  description: string,
  places?: number,
): ResourceTemplate => ({
  kind,
  name,
  category,
  amount,
  unit,
  description,
  ...(places === undefined ? {} : { places }),
});

const wants = (category: string, title: string, amount: number, unit: string, description: string): NeedTemplate => ({
  category,
  title,
  amount,
  unit,
  description,
});

const hall = has('SPACE', '多功能活动厅', 'space.hall', 8, '场', '可容纳 120 人，有音响和投影，用后请归位清场。', 2);
const meeting = has('SPACE', '会议室', 'space.meeting', 12, '场', '可容纳 20 人，工作日白天优先。');
const volunteers = has(
  'STAFF_TIME',
  '志愿服务队',
  'staff.volunteer',
  60,
  '小时',
  '可协助活动秩序、引导和清场，提前三天预约。',
);
const parking = has('SPACE', '错时停车位', 'space.parking', 20, '个', '晚七点至早八点向周边居民开放。');

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
    has('SPACE', '健康宣教室', 'space.meeting', 6, '场', '可容纳 40 人，周末开放。'),
  ],
  SCHOOL: [
    has('SPACE', '体育馆', 'space.hall', 6, '场', '周末与假期开放，须有专人看护。', 1),
    has('SKILL', '学生艺术团', 'skill.art', 4, '场', '合唱与器乐，节目可商定。'),
    has('GOODS', '漂流图书', 'goods.books', 300, '册', '适合小学各年级，每季更换。'),
    parking,
  ],
  ENTERPRISE: [
    has('SKILL', '专业咨询', 'skill.legal', 30, '小时', '合同、劳动、消费纠纷等，先预约后面谈。'),
    has('VEHICLE', '厢式货车', 'vehicle.truck', 10, '班次', '4.2 米厢货，含驾驶员，限本市。'),
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
    has('SPACE', '中庭展位', 'space.stall', 16, '个', '周末公益集市专用，提供桌椅与电源。'),
    parking,
    has('MEALS', '户外劳动者爱心餐', 'meals.worker', 40, '份', '每日午间，限环卫、外卖、保洁人员。'),
    has('GOODS', '换季爱心物资', 'goods.daily', 200, '份', '商户联合捐赠，登记后发放。'),
  ],
  PROPERTY_COMPANY: [
    has('STAFF_TIME', '水电维修工', 'skill.repair', 60, '小时', '小修小补，材料费另计。'),
    has('STAFF_TIME', '秩序维护员', 'staff.security', 48, '小时', '活动秩序与交通引导，每班四小时。'),
    parking,
  ],
  COMMUNITY: [
    hall,
    has('MEALS', '邻里食堂老年餐', 'meals.elderly', 30, '份', '六十周岁以上立减，八十周岁以上再减。'),
    volunteers,
    has('SPACE', '共享客厅', 'space.meeting', 15, '场', '三十人以内的小型活动，免费使用。', 1),
  ],
  VILLAGE: [
    has('GOODS', '时令农产品', 'sales.farm', 500, '份', '当季采摘，统一包装，可送货。'),
    has('SPACE', '文化礼堂', 'space.hall', 6, '场', '可容纳 200 人，有舞台灯光。', 1),
    has('STAFF_TIME', '农技能手', 'skill.training', 20, '小时', '果树修剪、病虫防治，田间指导。'),
  ],
  COLLECTIVE: [
    has('SPACE', '闲置仓库', 'space.hall', 4, '场', '约 300 平方米，可作临时展销或仓储。'),
    has('GOODS', '农产品礼盒', 'sales.farm', 300, '份', '合作社统一定价，所得归集体。'),
    has('VEHICLE', '农用货车', 'vehicle.truck', 12, '班次', '短途运输，含驾驶员。'),
  ],
  SOCIAL_ORGANISATION: [
    volunteers,
    has('SKILL', '文艺小分队', 'skill.art', 12, '场', '戏曲、快板、合唱，适合广场与礼堂。'),
    has('SKILL', '陪伴与心理疏导', 'skill.mediation', 40, '小时', '独居老人与青少年，持证社工带队。'),
  ],
  TEAM: [
    has('STAFF_TIME', '队员服务时间', 'staff.volunteer', 80, '小时', '队员轮值，周末为主。'),
    has('SKILL', '便民维修', 'skill.repair', 50, '小时', '小家电、管道、门锁，上门服务。'),
    has('SKILL', '邻里调解', 'skill.mediation', 20, '小时', '熟悉社情的老娘舅坐镇。'),
  ],
};

const festival = wants('space.hall', '邻里文化节活动场地', 2, '场', '周末晚上举办，预计 100 人，需要音响。');
const clinic = wants('staff.doctor', '季度义诊', 6, '小时', '为老年居民量血压、测血糖并答疑。');
const wiring = wants('staff.electrician', '楼道飞线整治', 12, '小时', '老楼公共部位线路老化，需要持证电工。');
const helpers = wants('staff.volunteer', '活动志愿者', 16, '小时', '引导秩序、布置与清场，每人四小时。');
const firstAid = wants('skill.training', '急救知识培训', 1, '场', '面向社工与楼道长，约 30 人。');
const sales = wants('sales.farm', '团购本地农产品', 60, '份', '职工食堂与节日慰问采购，直采直送。');
const room = wants('space.meeting', '议事会场地', 1, '场', '圆桌议事，约 20 人，需要白板。');

export const needTemplates: Readonly<Record<UnitKind, readonly NeedTemplate[]>> = {
  GOVERNMENT: [
    festival,
    helpers,
    wants('skill.art', '惠民演出节目', 3, '场', '送戏进社区，时长一小时左右。'),
    firstAid,
  ],
  PUBLIC_INSTITUTION: [festival, helpers, room],
  HOSPITAL: [
    helpers,
    wants('space.parking', '职工夜间停车位', 10, '个', '夜班医护停车，步行十分钟以内。'),
    sales,
    room,
  ],
  SCHOOL: [
    firstAid,
    wants('skill.training', '安全用电进课堂', 2, '场', '面向高年级，互动体验为主。'),
    wants('staff.security', '上下学交通引导', 20, '小时', '早晚高峰各一小时。'),
    helpers,
  ],
  ENTERPRISE: [sales, firstAid, festival, room],
  POWER_UTILITY: [sales, room, helpers, firstAid],
  MALL: [
    helpers,
    wants('skill.art', '周末中庭演出', 4, '场', '适合家庭观看，自带服装道具。'),
    firstAid,
    sales,
    wants('staff.security', '节假日客流疏导', 24, '小时', '配合商场安保，需穿反光背心。'),
  ],
  PROPERTY_COMPANY: [
    wiring,
    firstAid,
    wants('skill.legal', '物业纠纷法律咨询', 4, '小时', '公共收益与车位使用问题。'),
    room,
  ],
  COMMUNITY: [
    festival,
    clinic,
    wiring,
    wants('meals.elderly', '独居老人助餐', 20, '份', '每日午餐，需送餐上门。'),
    wants('skill.legal', '居民法律咨询日', 3, '小时', '婚姻、继承、邻里纠纷为主。'),
  ],
  VILLAGE: [
    clinic,
    wants('vehicle.truck', '农产品运输', 3, '班次', '采摘季清早发车，到市区商超。'),
    wants('skill.training', '电商直播培训', 2, '场', '面向种植户，手把手教学。'),
    wiring,
  ],
  COLLECTIVE: [
    wants('vehicle.truck', '冷藏运输', 4, '班次', '礼盒配送，温度可控。'),
    wants('skill.legal', '合作社章程咨询', 2, '小时', '股权量化与分红方案。'),
    wants('space.stall', '展销摊位', 2, '个', '周末集市，人流较多处。'),
  ],
  SOCIAL_ORGANISATION: [room, wants('goods.daily', '困难家庭慰问品', 30, '份', '冬季慰问，登记发放。'), festival],
  TEAM: [firstAid, wants('goods.flood', '防汛沙袋', 120, '只', '台风前到位，低洼院落使用。'), room],
};
