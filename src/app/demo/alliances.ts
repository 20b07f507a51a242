/** Alliances of the demonstration, and who is in them. Some units are in two, under a hat in each. */

type Role = 'LEAD' | 'CORE' | 'MEMBER' | 'OBSERVER';

export interface DemoAlliance {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** The code of a kind. */
  readonly kind: string;
  readonly yearsAgo: number;
  /** By unit key; the one that leads is the first. */
  readonly members: Readonly<Record<string, Role>>;
}

export const demoAlliances: readonly DemoAlliance[] = [
  {
    key: 'five-colours',
    name: '五色亲邻党建联盟',
    kind: 'alliance.area',
    description:
      '城市社区、城郊村与商贸中心资源互补：红色组织、橙色家园、黄色服务、蓝色治理、紫色文化五条赛道，供电、医疗、市场监管等单位结对共建。',
    yearsAgo: 4,
    members: {
      hushan: 'LEAD',
      yubo: 'CORE',
      mingzhu: 'CORE',
      tianxiangqiao: 'CORE',
      wuyue: 'CORE',
      power: 'MEMBER',
      hospital: 'MEMBER',
      'market-bureau': 'MEMBER',
      jinshan: 'MEMBER',
      riders: 'MEMBER',
    },
  },
  {
    key: 'cilin',
    name: '慈邻帮帮团',
    kind: 'alliance.area',
    description: '安置社区与周边合作社、村抱团：每月“慈邻集市”由成员分工认领摊位，各展所长，为居民提供便民服务。',
    yearsAgo: 3,
    members: {
      cihu: 'LEAD',
      'cihu-coop-1': 'CORE',
      'cihu-coop-2': 'CORE',
      'cihu-coop-3': 'CORE',
      'cihu-village-1': 'MEMBER',
      'cihu-village-2': 'MEMBER',
      'cihu-village-3': 'MEMBER',
      'cihu-village-4': 'MEMBER',
      'cicheng-clinic': 'MEMBER',
    },
  },
  {
    key: 'old-town',
    name: '古城1+1+1社区服务联盟',
    kind: 'alliance.area',
    description:
      '没有物业的三个老社区合力：维修、防涝、调解三支队伍各由一个社区牵头，五十余名志愿者提供二十余个服务项目。',
    yearsAgo: 3,
    members: {
      jingming: 'LEAD',
      fubi: 'CORE',
      wangjing: 'CORE',
      'repair-580': 'MEMBER',
      'flood-team': 'MEMBER',
      mediation: 'MEMBER',
      'cicheng-clinic': 'OBSERVER',
    },
  },
  {
    key: 'tianyi-circle',
    name: '天一商圈党建联盟',
    kind: 'alliance.circle',
    description: '商圈综合党委牵头，楼宇、商场、物业、律所、社会组织与周边社区整片共建，公益一条街常年开集。',
    yearsAgo: 6,
    members: {
      jiangxia: 'LEAD',
      tianyi: 'CORE',
      heyi: 'CORE',
      tianfeng: 'CORE',
      lawyers: 'MEMBER',
      property: 'MEMBER',
      charity: 'MEMBER',
      'haishu-school': 'MEMBER',
    },
  },
  {
    key: 'bayberry',
    name: '匡堰杨梅共富工坊联盟',
    kind: 'alliance.industry',
    description: '以共富工坊为载体，村、合作社、电商与冷链企业联手，解决杨梅保鲜期短、销路单一、同类竞争的老难题。',
    yearsAgo: 2,
    members: {
      kuangyan: 'LEAD',
      gangdun: 'CORE',
      wangjiadai: 'CORE',
      qianjialu: 'CORE',
      'bayberry-coop': 'CORE',
      'e-commerce': 'MEMBER',
      'cold-chain': 'MEMBER',
      power: 'MEMBER',
    },
  },
  {
    key: 'linjuli',
    name: '邻聚力五位一体联盟',
    kind: 'alliance.other',
    description:
      '辖区单位、开发商、居委会、物业公司与业主力量共建共管：邻里宣、邻里帮、邻里创、邻里议、邻里乐五项行动。',
    yearsAgo: 5,
    members: {
      nanfeng: 'LEAD',
      zijing: 'CORE',
      'zijing-property': 'CORE',
      developer: 'CORE',
      'red-heart': 'MEMBER',
      cycling: 'MEMBER',
      'chengdong-team': 'MEMBER',
      'xianju-hospital': 'MEMBER',
    },
  },
];

/** The people of the demonstration who have a token: each holds one post, in the unit it acts for. */
export const personas = {
  coordinator: { unit: 'hushan', name: '演示·协调员', title: '五色亲邻联盟协调员' },
  hospital: { unit: 'hospital', name: '演示·医院经办人', title: '共建联络员' },
  power: { unit: 'power', name: '演示·供电经办人', title: '共建联络员' },
  mall: { unit: 'wuyue', name: '演示·商场经办人', title: '共建联络员' },
  village: { unit: 'tianxiangqiao', name: '演示·村经办人', title: '共建联络员' },
  community: { unit: 'yubo', name: '演示·社区经办人', title: '共建联络员' },
} as const;

/** People of one unit who hold a post in another too: they say with each act for whom they act. */
export const secondPosts = [
  { person: 'riders', unit: 'jinshan', title: '兼职委员' },
  { person: 'cicheng-clinic', unit: 'cihu', title: '兼职委员' },
] as const;
