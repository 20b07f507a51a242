/** Surnames (百家姓), and what tells a name from a word that begins like one. */

/** With these a name is taken for one wherever a person is spoken of. */
const common =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田' +
  '任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎乔贺赖龚庞樊兰殷施陶洪翟颜倪严牛芦季俞章鲁葛伍' +
  '韦申尤毕聂焦柳邢岳齐梅庄辛祝涂谷祁舒耿牟卜詹苗凌纪靳盛童欧甄裴屈鲍覃霍翁隋甘柏宁柯阮桂闵柴冉辜吉饶刁瞿戚丘滕' +
  '晋邬臧宫褚廉娄符奚穆燕郎邸冀姬屠郜晏栾郁蒙喻窦敖糜鄢卓仇艾蓝巩仲虞卞封竺冼楚佟栗匡巫桑荆谌岑胥蔺茅徐励忻裘楼应';

/** These are everyday words too (向, 和, 常, 全…): they want a context that leaves no doubt. */
const wordlike =
  '于和向时位都来全单连成从保解原官台明商计强阳边花木党房车管路包安常文关左易简盖银游席卫查费项习练井乐冷宗景谈温水古' +
  '华曲武池米苑迟衣沙伏鞠扬经利益公能师容车农养须丰';

export const compoundSurnames: ReadonlySet<string> = new Set(
  (
    '欧阳 上官 司马 诸葛 司徒 东方 独孤 南宫 万俟 闻人 夏侯 尉迟 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公孙 仲孙 ' +
    '轩辕 令狐 钟离 宇文 长孙 慕容 鲜于 闾丘 司空 亓官 司寇 子车 端木 呼延 皇甫'
  ).split(' '),
);

const compoundFirsts: ReadonlySet<string> = new Set(Array.from(compoundSurnames, (name) => name.charAt(0)));
const commonSurnames: ReadonlySet<string> = new Set(common);
const wordlikeSurnames: ReadonlySet<string> = new Set(wordlike);

/** Characters that hardly stand in a given name, and often in the words that follow a surname's character: 高龄, 周边, 余名. */
const notInNames: ReadonlySet<string> = new Set(
  '的了是在有与及或名位个户人们等边末岁龄每各家里上下区村镇市县街路号院校班级组队所局司厂店室楼巷弄幢栋州省' +
    '电话机费元月日年时分周期天午前后内外间季节度需要想请为给让把被对向从到将会能可以不没也都就还很最更这那某其此该些多少' +
    '来去做用送接帮助扶陪看护照顾服务活动居民员工老孩童妇住体便届性型类种次场份台辆只套条件项目单位部门社会全共约余左右' +
    '病医药诊疗食餐饭菜吃喝穿戴买卖租借修装车船票钱款物资源头脚身手眼睛腿心脏血糖骨婚寿昏暖宵旦重色发旧列续设饺粽客' +
    '问虑地侨奶灯过道理纳巾毯衣程序式案法面工救禁易险危空温铁牌融额先女您我你他她它吗呢吧啊得着当主任副姓某桥',
);

/** Words of two characters that begin like a name, though each of the two might stand in one. */
const words: ReadonlySet<string> = new Set(
  (
    '关爱 关怀 关心 关注 高中 高兴 高寿 高校 高新 高三 高二 高一 周一 周二 周三 周四 周五 周六 周全 安康 安全 安静 安置 安徽 ' +
    '金秋 金华 金山 康养 康乐 康复 康健 文明 文化 文艺 白领 江北 江南 江东 江苏 江西 江浙 余姚 宁波 宁海 宁静 温馨 萧山 ' +
    '许愿 许可 祝福 祝愿 祝贺 谢谢 谢意 孙子 孙辈 孙儿 孙媳 孙女 马上 马路 张罗 张贴 陈列 任何 任意 任务 成年 成立 成功 ' +
    '万一 万家 万民 万福 方向 石油 和谐 和睦 平安 于是 向阳 常青 常态 明珠 齐心 齐全 童心 童年 童谣 盛大 盛世 盛夏 夏令 ' +
    '庄严 严重 严格 毕业 申领 申报 申办 蓝天 蓝光 封闭 虞波 应急 应该 应当 应用 田园 田间 石材 龙山 梅雨 梅园 柳市 卓越 ' +
    '吉祥 吉他 桑拿 燕子 毛笔 雷锋 钟表 邮政 何时 何处 顾问 严冬 陶艺 陶瓷 金融 林业 丁香 兰花 梅花 桂花 纪念 纪检 纪律 施工 ' +
    '殷切 侯车 段落 凌晨 喻为 乔迁 贺卡 贺岁 盛情 欧式 宫廷 柏油 苗木 苗圃 谷雨 辛苦 辛勤'
  ).split(' '),
);

/** Given names that are in truth a title: 王奶奶, 张师傅, 李主任. */
const TITLE =
  /^(?:奶奶|爷爷|大爷|大妈|大娘|大伯|大姐|大哥|阿姨|阿婆|阿公|婆婆|公公|老伯|老太|师傅|先生|女士|小姐|书记|主任|医生|老师|校长|经理|同志|同学|教授|警官|局长|科长|站长|院长|队长|会长)/;

const HAN = /^\p{Script=Han}+$/u;

export interface NameAt {
  readonly length: number;
  /** Whether its surname is an everyday word as well. */
  readonly isWordlike: boolean;
}

/** What may be a name at this place of the text, the longest first: a surname and one or two characters. */
export function namesAt(text: string, at: number): NameAt[] {
  const first = text.charAt(at);
  const isCompound = compoundFirsts.has(first) && compoundSurnames.has(text.slice(at, at + 2));
  const isWordlike = wordlikeSurnames.has(first);
  const surname = isCompound ? 2 : 1;
  if (!isCompound && !isWordlike && !commonSurnames.has(first)) return [];
  return [2, 1]
    .map((given) => ({ length: surname + given, isWordlike: isWordlike && !isCompound }))
    .filter(({ length }) => isName(text.slice(at, at + length), surname, length));
}

function isName(name: string, surname: number, length: number): boolean {
  const given = name.slice(surname);
  if (name.length < length || !HAN.test(name) || TITLE.test(given)) return false;
  if (Array.from(given).some((character) => notInNames.has(character))) return false;
  // 张文明 and 王桂花 are names; 向高兴 and 和文明 are not.
  return !words.has(name.slice(0, 2)) && !(wordlikeSurnames.has(name.charAt(0)) && words.has(given));
}
