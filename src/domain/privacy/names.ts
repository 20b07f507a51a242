/** Names of persons where a person is spoken of, and illness beside a person or an age. */
import { findAll, whole, type Finder, type Finding } from './finding.ts';
import { mask } from './mask.ts';
import { namesAt, type NameAt } from './surnames.ts';

const AGE = String.raw`(?:\d{1,3}|[一二三四五六七八九十百]{1,4})周?岁(?!以上|以下|以内|及|至|到|[-~—])`;

/** 陈桂花，女，82岁 */
const AGED = new RegExp(String.raw`^[\s,、(]{0,2}(?:[男女][\s,、]{0,2})?(?:今年|现年|年)?\s?${AGE}`);
const TITLED = /^(?:先生|女士|小姐|奶奶|爷爷|大爷|大妈|大娘|大伯|阿姨|阿婆|阿公|婆婆|老伯|老太|老人|同学|师傅|小朋友)/;
const AT_HOME = /^[\s,]?(?:家住|住在|户口)/;

/** 联系人：王小明 */
const NAMED = /(?:联系人|户主|姓名|申请人|受助人|求助人|监护人|业主|负责人)(?:\s|[:是为叫])*$/;
/** 独居老人王桂花，… */
const SPOKEN_OF = /(?:老人|居民|村民|同学|学生|党员|残疾人)(?:[:是叫])?$/;
/** After the name the sentence ends, or goes on as sentences about a person do. */
const ENDS =
  /^(?:$|[^\p{Script=Han}]|电话|手机|联系|微信|家住|住|患|因|今年|现年|身|行动|独居|想|需|希望|的|同学|先生|女士|老人)/u;

function isNamed(text: string, at: number, { length, isWordlike }: NameAt): boolean {
  const after = text.slice(at + length, at + length + 16);
  const before = text.slice(Math.max(0, at - 8), at);
  if (AGED.test(after) || (NAMED.test(before) && ENDS.test(after))) return true;
  if (isWordlike) return false;
  return TITLED.test(after) || AT_HOME.test(after) || (SPOKEN_OF.test(before) && ENDS.test(after));
}

export const names: Finder = ({ text }) => {
  const found: Finding[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const name = namesAt(text, at).find((candidate) => isNamed(text, at, candidate));
    if (name === undefined) continue;
    const end = at + name.length;
    found.push({ kind: 'NAME', start: at, end, shown: mask.name(text.slice(at, end)) });
    at = end - 1;
  }
  return found;
};

const ILLNESS = new RegExp(
  '[\\p{Script=Han}]?癌|肿瘤|白血病|尿毒症|糖尿病|高血压|冠心病|心脏病|脑梗|脑溢血|脑瘫|中风|偏瘫|瘫痪|精神分裂|精神病|精神障碍|' +
    '抑郁症|自闭症|孤独症|艾滋病?|乙肝|肝硬化|肺结核|阿尔茨海默|老年痴呆|痴呆|帕金森|癫痫|智力障碍|智力残疾|肢体残疾|[一二三四]级残疾|' +
    '失明|聋哑|透析|化疗|截肢|哮喘|慢阻肺|红斑狼疮|渐冻症|流产|性病',
  'u',
);

const SURNAMED = String.raw`[\p{Script=Han}](?:奶奶|爷爷|大爷|大妈|大娘|大伯|阿姨|阿婆|阿公|先生|女士|老伯|师傅|某某?)`;
const KIN = '儿子|女儿|丈夫|妻子|老伴|爱人|孙子|孙女|(?:母亲|父亲)(?!节)|其[子女母父]';
const ONE = '[一1][位名个][^,。;]{0,8}(?:老人|居民|村民|学生|孩子|女孩|男孩|妇女|母亲|父亲|残疾人)';
const PERSON = new RegExp(String.raw`${SURNAMED}|${KIN}|${ONE}|${AGE}`, 'u');

/** An illness is a matter where the same sentence speaks of one person, by name, title, kinship or age. */
export const illnesses: Finder = (folded) => {
  const { text } = folded;
  let persons: readonly Finding[] | null = null;
  return findAll(text, ILLNESS, (match) => {
    const [start, end] = sentenceAround(text, match.index);
    // Few texts speak of an illness at all.
    persons ??= names(folded);
    const isNamedHere = persons.some((name) => name.start >= start && name.end <= end);
    if (!isNamedHere && !PERSON.test(text.slice(start, end))) return null;
    return whole('HEALTH', match, '**');
  });
};

const SENTENCE_END = /[。;!?\n]/;

function sentenceAround(text: string, at: number): [start: number, end: number] {
  let start = at;
  while (start > 0 && !SENTENCE_END.test(text.charAt(start - 1))) start -= 1;
  let end = at;
  while (end < text.length && !SENTENCE_END.test(text.charAt(end))) end += 1;
  return [start, end];
}
