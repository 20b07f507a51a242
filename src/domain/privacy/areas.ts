/** What of an address names an area that many live in, and where it begins to lead to one door. */

/** Numerals that stand in names of places too: 五里牌, 三北镇, 陆埠镇. */
const NUMERAL = '[一二三四五六七八九十百千廿卅零幺两陆伍]';

/** The units of which a numeral says a house, a stair, a floor or a room. */
const HOUSE = `幢|栋|座|号(?!桥)|单元|弄|室|层|楼|户|房|梯|排|组(?!团)|(?:村民)?小组|门(?!县|峡)`;

/**
 * Where it begins to be finer than a street, an estate or a village: at any sign but Chinese characters and what stands
 * between them (digits, letters and 〇 above all); at a numeral that nobody writes in a name of a place; at numerals that
 * count houses or read like a number; at a word for what is in a house.
 */
const FINER = new RegExp(
  [
    String.raw`[^㐀-䶿一-鿿 ,、·()\-]`,
    '[壹贰貳叁參肆柒捌玖拾佰仟]',
    `第?${NUMERAL}+(?:${HOUSE})`,
    `${NUMERAL}[ ,、·()-]+${NUMERAL}`,
    `(?<=路|街|巷|弄|胡同|大道|花园|小区|公寓|家园|苑|里)${NUMERAL}{2}`,
    '[零幺一二三四五六七八九陆伍]{3}',
    '[甲乙丙丁戊己庚辛壬癸东南西北中左右前后主副](?:幢|栋|座|单元)',
    '幢|栋|单元|室|户|门牌|楼上|楼下|[顶底阁]楼|地下|车库|隔壁|对门',
  ].join('|'),
);

/** Areas in the order of the administration, then ways, then what people live in. */
const AREAS =
  '省|自治区|特别行政区|自治州|州|市|区|县|旗|盟|街道|镇|乡|苏木|社区|居委会|村委会|行政村|自然村|新村|村|庄|屯|寨|埭|' +
  '大道|大街|公路|路口|路|街|巷|弄|胡同|里弄|' +
  '小区|花园|花苑|家园|公寓|佳苑|别墅|新城|花城|山庄|苑|园|庭|邸|府|湾|居|坊|里(?![面边外头间])';

/** Places that belong to the public, where a need may be. */
const PUBLIC_PLACES =
  '中心|广场|公园|医院|卫生院|学校|小学|中学|大学|幼儿园|院|局|所|馆|礼堂|市场|商场|车站|站|大桥|桥';

const LAST_AREA = new RegExp(`^.*(?:${AREAS}|${PUBLIC_PLACES})`);

/** How much of the text, in its plain form, is an area and nothing finer; 0 where no area that is known begins it. */
export function lengthOfArea(text: string): number {
  const finer = text.search(FINER);
  const coarse = finer === -1 ? text : text.slice(0, finer);
  return LAST_AREA.exec(coarse)?.[0].length ?? 0;
}
