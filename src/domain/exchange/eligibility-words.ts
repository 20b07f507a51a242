/** What is said to who is not eligible: what is demanded, and what is missing; never what is known of the person. */
import type { Bilingual } from '../errors.ts';
import type { Leaf, Reason } from './eligibility.ts';

/** What codes and ids are called. */
export type Names = ReadonlyMap<string, Bilingual>;

export function wordsOf({ leaf, verdict, isWanted }: Reason, names: Names): Bilingual {
  const demand = demandOf(leaf, names);
  const wanted = isWanted
    ? { zh: `须${demand.zh}`, en: `It takes ${demand.en}` }
    : { zh: `不得${demand.zh}`, en: `It excludes ${demand.en}` };
  if (verdict === 'NO') return { zh: `${wanted.zh}，不符合。`, en: `${wanted.en}, which does not fit.` };
  const missing = missingOf(leaf);
  return { zh: `${wanted.zh}，尚不能确认：${missing.zh}`, en: `${wanted.en}, and that is not known: ${missing.en}` };
}

function demandOf(leaf: Leaf, names: Names): Bilingual {
  const name = (of: string): Bilingual => names.get(of) ?? { zh: of, en: of };
  const listed = (all: readonly string[]): Bilingual => ({
    zh: all.map((one) => name(one).zh).join('、'),
    en: all.map((one) => name(one).en).join(', '),
  });
  switch (leaf.kind) {
    case 'AGE':
      return ageIn(leaf);
    case 'OCCUPATION':
      return { zh: `从事${listed(leaf.codes).zh}`, en: `the occupation ${listed(leaf.codes).en}` };
    case 'HOUSEHOLD':
      return { zh: `属于${listed(leaf.codes).zh}`, en: `a household that is ${listed(leaf.codes).en}` };
    case 'HEALTH':
      return { zh: `健康状况为${listed(leaf.codes).zh}`, en: `a state of health that is ${listed(leaf.codes).en}` };
    case 'RELATION':
      return { zh: `登记为${listed(leaf.codes).zh}`, en: `somebody who ${listed(leaf.codes).en}` };
    case 'MEMBERSHIP':
      return { zh: `在${name(leaf.allianceId).zh}成员单位任职`, en: `a member unit of ${name(leaf.allianceId).en}` };
    case 'HOME_AREA':
      return { zh: `居住在${name(leaf.areaId).zh}`, en: `a home in ${name(leaf.areaId).en}` };
  }
}

function ageIn({ from, below }: Extract<Leaf, { kind: 'AGE' }>): Bilingual {
  if (from === null) return { zh: `未满 ${below} 周岁`, en: `an age below ${below}` };
  if (below === null) return { zh: `年满 ${from} 周岁`, en: `an age of ${from} or more` };
  return { zh: `年满 ${from} 周岁、未满 ${below} 周岁`, en: `an age from ${from} and below ${below}` };
}

function missingOf(leaf: Leaf): Bilingual {
  if (leaf.kind === 'AGE') {
    return {
      zh: '请出示身份证，或先登记出生日期证明（recordBenefitProof）。',
      en: 'take the identity number, or record a proof of the day of birth (recordBenefitProof).',
    };
  }
  return {
    zh: '请先登记证明（recordBenefitProof）。',
    en: 'record a proof first (recordBenefitProof).',
  };
}
