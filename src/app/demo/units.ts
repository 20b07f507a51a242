/**
 * Units of the demonstration. Places and programmes follow published accounts of Hushan, Cicheng, Haishu, Kuangyan and
 * Xianju; where those only count units ("four villages"), the names here are ours. Every person and number is invented.
 */
import type { UnitKind } from '../../modules/directory/index.ts';

export interface DemoUnit {
  readonly key: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly shortName: string;
  readonly formerNames?: readonly string[];
  /** WGS-84. */
  readonly at: readonly [longitude: number, latitude: number];
}

const unit = (
  key: string,
  kind: UnitKind,
  name: string,
  shortName: string,
  longitude: number,
  latitude: number,
  formerNames: readonly string[] = [],
): DemoUnit => ({ key, kind, name, shortName, at: [longitude, latitude], formerNames });

const hushan: readonly DemoUnit[] = [
  unit('hushan', 'GOVERNMENT', '慈溪市浒山街道办事处', '浒山街道', 121.2512, 30.1701, ['浒山镇人民政府']),
  unit('yubo', 'COMMUNITY', '慈溪市浒山街道虞波社区居民委员会', '虞波社区', 121.2431, 30.1762),
  unit('mingzhu', 'COMMUNITY', '慈溪市浒山街道明珠社区居民委员会', '明珠社区', 121.2478, 30.1795),
  unit('tianxiangqiao', 'VILLAGE', '慈溪市浒山街道天香桥村村民委员会', '天香桥村', 121.2389, 30.1842),
  unit('wuyue', 'MALL', '慈溪吾悦广场', '吾悦广场', 121.2451, 30.1818),
  unit('power', 'POWER_UTILITY', '慈溪市供电公司浒山供电所', '供电局', 121.2562, 30.1738, ['慈溪市供电局']),
  unit('hospital', 'HOSPITAL', '慈溪市人民医院', '人民医院', 121.2608, 30.1669),
  unit('market-bureau', 'GOVERNMENT', '慈溪市市场监督管理局浒山分局', '市场监管局', 121.2547, 30.1715),
  unit('jinshan', 'COMMUNITY', '慈溪市浒山街道金山社区居民委员会', '金山社区', 121.2385, 30.1718),
  unit('shuinan', 'COMMUNITY', '慈溪市浒山街道水南社区居民委员会', '水南社区', 121.2589, 30.1752),
  unit('civil-affairs', 'GOVERNMENT', '慈溪市民政局', '市民政局', 121.2668, 30.1702),
  unit('riders', 'TEAM', '浒山“先锋骑士”志愿队', '先锋骑士', 121.2495, 30.1746),
];

const cicheng: readonly DemoUnit[] = [
  unit('cihu', 'COMMUNITY', '宁波市江北区慈城镇慈湖人家社区居民委员会', '慈湖人家社区', 121.4561, 29.9869),
  unit('cihu-coop-1', 'COLLECTIVE', '慈城镇城东股份经济合作社', '城东经济合作社', 121.4578, 29.9851),
  unit('cihu-coop-2', 'COLLECTIVE', '慈城镇城北股份经济合作社', '城北经济合作社', 121.4542, 29.9903),
  unit('cihu-coop-3', 'COLLECTIVE', '慈城镇湖东股份经济合作社', '湖东经济合作社', 121.4597, 29.9882),
  unit('cihu-village-1', 'VILLAGE', '慈城镇五联村村民委员会', '五联村', 121.4631, 29.9921),
  unit('cihu-village-2', 'VILLAGE', '慈城镇新联村村民委员会', '新联村', 121.4658, 29.9848),
  unit('cihu-village-3', 'VILLAGE', '慈城镇三勤村村民委员会', '三勤村', 121.4502, 29.9942),
  unit('cihu-village-4', 'VILLAGE', '慈城镇湖心村村民委员会', '湖心村', 121.4611, 29.9815),
  unit('cicheng-clinic', 'HOSPITAL', '慈城镇中心卫生院', '慈城卫生院', 121.4489, 29.9831),
  unit('jingming', 'COMMUNITY', '慈城镇景明社区居民委员会', '景明社区', 121.4478, 29.9862),
  unit('fubi', 'COMMUNITY', '慈城镇浮碧社区居民委员会', '浮碧社区', 121.4455, 29.9878),
  unit('wangjing', 'COMMUNITY', '慈城镇望京社区居民委员会', '望京社区', 121.4441, 29.9849),
  unit('repair-580', 'TEAM', '“古城580”维修服务队', '古城580', 121.4472, 29.9858),
  unit('flood-team', 'TEAM', '“马头墙”防涝应急小分队', '马头墙小分队', 121.4459, 29.9881),
  unit('mediation', 'TEAM', '“邻里话舍”老娘舅调解队', '邻里话舍', 121.4444, 29.9852),
];

const haishu: readonly DemoUnit[] = [
  unit('jiangxia', 'GOVERNMENT', '宁波市海曙区江夏街道办事处', '江夏街道', 121.5531, 29.8709),
  unit('tianyi', 'MALL', '天一广场', '天一广场', 121.5536, 29.8721),
  unit('heyi', 'MALL', '和义大道购物中心', '和义大道', 121.5562, 29.8762),
  unit('tianfeng', 'COMMUNITY', '海曙区江夏街道天封社区居民委员会', '天封社区', 121.5559, 29.8689),
  unit('lawyers', 'ENTERPRISE', '海曙明理律师事务所', '明理律所', 121.5519, 29.8733),
  unit('property', 'PROPERTY_COMPANY', '宁波城心物业服务有限公司', '城心物业', 121.5544, 29.8698),
  unit('charity', 'SOCIAL_ORGANISATION', '海曙善集公益服务中心', '善集公益', 121.5503, 29.8715),
  unit('haishu-school', 'SCHOOL', '海曙区江夏小学', '江夏小学', 121.5571, 29.8703),
];

const kuangyan: readonly DemoUnit[] = [
  unit('kuangyan', 'GOVERNMENT', '慈溪市匡堰镇人民政府', '匡堰镇', 121.3079, 30.1149),
  unit('gangdun', 'VILLAGE', '匡堰镇岗墩村村民委员会', '岗墩村', 121.3021, 30.1032),
  unit('wangjiadai', 'VILLAGE', '匡堰镇王家埭村村民委员会', '王家埭村', 121.3113, 30.1181),
  unit('qianjialu', 'VILLAGE', '匡堰镇乾炳村村民委员会', '乾炳村', 121.3165, 30.1109),
  unit('bayberry-coop', 'COLLECTIVE', '匡堰镇杨梅专业合作社', '杨梅合作社', 121.3042, 30.1058),
  unit('e-commerce', 'ENTERPRISE', '慈溪山南电商有限公司', '山南电商', 121.3101, 30.1163),
  unit('cold-chain', 'ENTERPRISE', '慈溪鲜达冷链物流有限公司', '鲜达冷链', 121.3127, 30.1197),
];

const xianju: readonly DemoUnit[] = [
  unit('nanfeng', 'GOVERNMENT', '仙居县南峰街道办事处', '南峰街道', 120.7311, 28.8478),
  unit('zijing', 'COMMUNITY', '仙居县紫荆花城社区居民委员会', '紫荆花城社区', 120.7342, 28.8512),
  unit('zijing-property', 'PROPERTY_COMPANY', '仙居紫荆物业管理有限公司', '紫荆物业', 120.7345, 28.8509),
  unit('developer', 'ENTERPRISE', '仙居城东置业有限公司', '城东置业', 120.7388, 28.8531),
  unit('red-heart', 'SOCIAL_ORGANISATION', '仙居红心志愿者协会', '红心志愿者协会', 120.7329, 28.8493),
  unit('cycling', 'SOCIAL_ORGANISATION', '仙居县自行车协会', '自行车协会', 120.7361, 28.8467),
  unit('chengdong-team', 'TEAM', '城东企业服务队', '城东企业服务队', 120.7395, 28.8527),
  unit('xianju-hospital', 'HOSPITAL', '仙居县中医院', '仙居中医院', 120.7298, 28.8521),
];

export const demoUnits: readonly DemoUnit[] = [...hushan, ...cicheng, ...haishu, ...kuangyan, ...xianju];

/** Of which class teams are. */
export const demoClasses: Readonly<Record<string, string>> = {
  riders: 'team-kind.riders',
  'repair-580': 'team-kind.repair',
  'flood-team': 'team-kind.flood-patrol',
  mediation: 'team-kind.mediation',
};
