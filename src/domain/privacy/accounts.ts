/** Where somebody is reached without a telephone: e-mail, WeChat (微信) and QQ; and the number of a car. */
import { findAll, whole, type Finder } from './finding.ts';
import { mask } from './mask.ts';

const EMAIL = /[a-z0-9][a-z0-9._%+-]{0,63}\s?(?:@|\(at\)|\[at\])\s?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/i;

export const emails: Finder = ({ text }) =>
  findAll(text, EMAIL, (match) => {
    const [name = '', host = ''] = match[0].split(/\s?(?:@|\(at\)|\[at\])\s?/i);
    return whole('EMAIL', match, `${name.charAt(0)}***@${host}`);
  });

const IS = String.raw`(?:\s|号码?|群|id|同号|[:,是为叫加])*`;
/** An official account (公众号), a channel or a programme belongs to a unit and follows on 微信 as well: these are no matter. */
const WECHAT = new RegExp(
  String.raw`(?:微信|薇信|威信|v信|weixin|wechat|(?<![a-z])(?:vx|wx))(?!公众|小程序|视频号)${IS}([a-z][a-z0-9_-]{5,19}|\d{5,})(?![a-z0-9_])`,
  'i',
);
const QQ = new RegExp(String.raw`(?:qq|扣扣|企鹅号|q群)${IS}(\d{5,12})(?!\d)`, 'i');

const account = (match: RegExpExecArray) => whole('ACCOUNT', match, `${(match[1] ?? '').slice(0, 2)}****`);

export const accounts: Finder = ({ text }) => [...findAll(text, WECHAT, account), ...findAll(text, QQ, account)];

/** Province, office, and five characters, six for new energy; with at least two digits, as all but a few have. */
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][\s·•\p{Pd}]?((?=(?:[A-Z]*\d){2})[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领])(?![A-Z0-9])/iu;

export const plates: Finder = ({ text }) =>
  findAll(text, PLATE, (match) => whole('PLATE', match, mask.plate(match[0])));
