/**
 * Conditions on persons as they stand in one cell of a sheet: `全部（年满60周岁；居住地：area_…（须证明））`. What is written is read as
 * it was, however deep it is; values of vocabularies are written by their codes, and read by their words too.
 */
import type { Bilingual } from '../errors.ts';
import { globalId } from '../ids.ts';
import type { ConditionGiven } from './eligibility-input.ts';
import type { Condition, Leaf } from './eligibility.ts';

/** By word and by code, the code. */
export type Codes = ReadonlyMap<string, string>;

const GROUPS = { ALL: '全部', ANY: '任一', NONE: '均不' } as const;
const CODED = { OCCUPATION: '职业', HOUSEHOLD: '家庭', HEALTH: '健康', RELATION: '关系' } as const;
const PROOF = '（须证明）';

export function conditionText(condition: Condition | null): string {
  if (condition === null) return '';
  if ('of' in condition) return `${GROUPS[condition.kind]}（${condition.of.map(conditionText).join('；')}）`;
  return leafText(condition);
}

function leafText(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'AGE': {
      const [from, below] = [
        leaf.from === null ? '' : `年满${leaf.from}`,
        leaf.below === null ? '' : `未满${leaf.below}`,
      ];
      return `${from}${below}周岁`;
    }
    case 'MEMBERSHIP':
      return `成员单位：${globalId('alliance', leaf.allianceId)}`;
    case 'HOME_AREA':
      return `居住地：${globalId('area', leaf.areaId)}${leaf.needsProof ? PROOF : ''}`;
    default:
      return `${CODED[leaf.kind]}：${leaf.codes.join('、')}${leaf.needsProof ? PROOF : ''}`;
  }
}

/** Null where it is written otherwise than conditions are. */
export function conditionIn(text: string, codes: Codes): ConditionGiven | null {
  const plain = text
    .replaceAll(/\s/g, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replaceAll(';', '；')
    .replaceAll(':', '：')
    .replaceAll(',', '、')
    .replaceAll('，', '、');
  return read(plain, codes);
}

function read(text: string, codes: Codes): ConditionGiven | null {
  for (const [kind, word] of Object.entries(GROUPS)) {
    if (!text.startsWith(`${word}（`)) continue;
    const inside = text.slice(word.length + 1, -1);
    if (!text.endsWith('）')) return null;
    const parts = split(inside)?.map((part) => read(part, codes)) ?? [];
    const good = parts.filter((part) => part !== null);
    if (good.length === 0 || good.length < parts.length) return null;
    return { [kind.toLowerCase()]: good };
  }
  return readLeaf(text, codes);
}

/** At the semicolons that stand in no brackets; null where brackets do not match. */
function split(text: string): string[] | null {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === '（') depth += 1;
    if (letter === '）') depth -= 1;
    if (depth < 0) return null;
    if (letter === '；' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${letter}`);
  }
  return depth === 0 ? parts : null;
}

const AGE = /^(?:年满(\d{1,3}))?(?:未满(\d{1,3}))?周岁$/;
const KEYED = /^(\p{Script=Han}+)：(.+?)(（须证明）)?$/u;
const ID = /^(?:alliance|area)_[0-9a-f]{32}$/;

function readLeaf(text: string, codes: Codes): ConditionGiven | null {
  const age = AGE.exec(text);
  if (age !== null) {
    const [, from, below] = age;
    return {
      age: { from: from === undefined ? null : Number(from), below: below === undefined ? null : Number(below) },
    };
  }
  const [, key = '', value = '', proof] = KEYED.exec(text) ?? [];
  const needsProof = proof !== undefined;
  if (key === '成员单位') return ID.test(value) && !needsProof ? { membership: { allianceId: value } } : null;
  if (key === '居住地') return ID.test(value) ? { homeArea: { areaId: value, needsProof } } : null;
  const kind = (Object.keys(CODED) as (keyof typeof CODED)[]).find((one) => CODED[one] === key);
  if (kind === undefined) return null;
  const named = value.split('、').map((one) => codes.get(one.toLowerCase()) ?? one);
  return { [kind.toLowerCase()]: { codes: named, needsProof } };
}

export const noCondition: Bilingual = {
  zh: '写法有误；请参照“说明”中的“适用条件的写法”，如：全部（年满60周岁；健康：health.chronic（须证明））。',
  en: 'This is written otherwise than conditions are: see the sheet of explanations, e.g. 全部（年满60周岁；健康：health.chronic（须证明））.',
};

export const conditionNote = [
  '适用条件的写法',
  '分组：全部（…；…）、任一（…；…）、均不（…；…），可以嵌套。各项：年满60周岁、未满14周岁、年满6未满15周岁；职业：…、家庭：…、健康：…、关系：…（代码或词语，多个以顿号分隔）；居住地：区划标识（area_…）；成员单位：联盟标识（alliance_…）。须有证明的在该项后加（须证明）。例：全部（任一（年满60周岁；健康：health.chronic（须证明））；居住地：area_…（须证明））。',
] as const;
