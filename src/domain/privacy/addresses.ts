/** Where somebody lives, to the door: numbers of houses, buildings, stairs, rooms and village groups. */
import { findAll, whole, type Finder } from './finding.ts';

const N = '(?:\\d{1,5}|[〇零一二三四五六七八九十百]{1,5})';
/** 3号线, 2号门 and 5号展位 are no houses. */
const NOT_A_HOUSE = '(?!线|文件|令|公告|通知|展|桌|馆|厅|会议|门|车|出口|码头|仓|机|台|窗|桥|站|地块|选手|病|楼道)';
/** 12号下午 is a day. */
const NOT_A_DAY = '(?!\\s?(?:上午|下午|早|晚|中午|前|后|起|至|到|开始|举|周|星期|截|之|\\())';
const NUMBER = `${N}(?:[-之附]${N})?号${NOT_A_HOUSE}`;
const BUILDING = `(?:${N}|[A-Za-z])(?:幢|栋|座|号楼|#楼?)`;
const SPELT = '[〇零幺一二三四五六七八九]{3,4}';
const ROOM = String.raw`(?:\d{3,4}|${SPELT})(?:室|房)|\d{3,4}号(?!楼)`;
/** 501, 五零一 or A501 that counts nothing. */
const BARE_ROOM = String.raw`(?:[A-Za-z]?\d{3,4}|${SPELT})(?![\d〇零一二三四五六七八九十百千户人家个名元万份米平㎡m年楼层台套场次])`;
/** 东户, 西边那户, 中间户. */
const FLAT = '[东南西北中左右][边面侧首间]?那?户';
/** Between the parts people set a gap, a comma or a dash; a number by itself is a room without a comma before it. */
const GAP = String.raw`[\s,、-]{0,3}`;
const DASH = String.raw`[\s-]{0,3}`;
const ROOM_AFTER = `(?:${GAP}(?:${ROOM}|${FLAT})|${DASH}${BARE_ROOM})`;
const STAIR = `${N}单元`;
const FLOOR = `${N}[楼层]`;
const ESTATE = '(?:小区|花园|公寓|新村|家园|佳苑|苑|园|庭|邸|府|湾|里|居)';
/** Those that are no park and no district of industry. */
const DWELLINGS = '(?:小区|花园|公寓|新村|家园|佳苑|苑|邸|里)';

/** What leads to a door. A building alone does not: it stands for all who live in it. */
const DOORS = [
  `(?:路|街|巷|弄|胡同|大道)\\s?${NUMBER}${NOT_A_DAY}`,
  `${N}弄\\s?${N}号`,
  `${BUILDING}(?:${GAP}${STAIR})?(?:${GAP}${FLOOR})?${ROOM_AFTER}`,
  `${BUILDING}${GAP}${STAIR}`,
  `${STAIR}(?:${GAP}${FLOOR})?${ROOM_AFTER}`,
  `${FLOOR}${GAP}${FLAT}`,
  `${ESTATE}\\s?\\d{1,3}-\\d{1,2}-\\d{2,4}(?!\\d)`,
  `${ESTATE}\\s?${N}-${N}-${SPELT}`,
  `${ESTATE}\\s?\\d{1,3}-\\d{3,4}(?:室|房)`,
  `${DWELLINGS}${GAP}(?:(?:\\d{3,4}|${SPELT})室|[A-Za-z]\\d{3,4}(?!\\d))`,
  `第?${N}(?:村民)?小?组\\s?${NUMBER}`,
  `村\\s?${NUMBER}${NOT_A_DAY}`,
  `门牌号?[:为是]?\\s?${N}`,
];

const DOOR = new RegExp(DOORS.map((door) => `(?:${door})`).join('|'));

/** Every figure of it hidden. */
const withoutFigures = (door: string): string => door.replaceAll(/[0-9A-Za-z]+|[〇零幺一二三四五六七八九十百]+/g, '*');

export const addresses: Finder = ({ text }) =>
  findAll(text, DOOR, (match) => whole('ADDRESS', match, withoutFigures(match[0])));
