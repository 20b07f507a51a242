/**
 * 统一社会信用代码 (GB 32100-2015) and the organisation code inside of it (组织机构代码, GB 11714-1997): their form and their two
 * check characters. A form that is wrong is no code at all; a check character that is wrong may stand on a genuine document.
 */

const LENGTH = 18;
/** Without I, O, S, V and Z, which are taken for figures and each other. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3 to the power of the place, modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Who registers (登记管理部门), and the kinds that each registers: the first character and the second. */
const REGISTRARS: Readonly<Record<string, string>> = {
  /** 机构编制: organs of state, public institutions, mass organisations, others. */
  1: '1239',
  /** 外交 */
  2: '19',
  /** 司法行政: law firms, notaries, legal services, appraisers, arbitration. */
  3: '123459',
  /** 文化 */
  4: '19',
  /** 民政: associations, private non-enterprise units, foundations, residents' and villagers' committees, others. */
  5: '123459',
  /** 旅游 */
  6: '19',
  /** 宗教 */
  7: '129',
  /** 工会 */
  8: '19',
  /** 市场监管: enterprises, sole traders, farmers' cooperatives. */
  9: '123',
  /** 军队 */
  A: '19',
  /** 农业农村: collective economic organisations of a group, a village, a township. */
  N: '1239',
  /** 其他 */
  Y: '1',
};

/** The provinces of GB/T 2260; 10 is the central level. */
const PROVINCES = new Set(
  '10 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);

/** Why it is no such code, whatever a document says. */
export type UsccFault = 'LENGTH' | 'CHARACTER' | 'REGISTRAR' | 'AREA';

interface UsccJudgement {
  readonly fault: UsccFault | null;
  /** The check character that the others ask for, where it is another than the last one. */
  readonly wrongCheck: string | null;
  /** The same of the organisation code inside, whose check character is the seventeenth. */
  readonly wrongOrganisationCheck: string | null;
}

/** As codes are compared: no space around, no dashes, full-width as half-width, upper case. */
export function normalisedCode(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}\u2212]/gu, '')
    .toUpperCase();
}

/** Of a normalised code. */
export function judgeUscc(code: string): UsccJudgement {
  const fault = faultOf(code);
  if (fault !== null) return { fault, wrongCheck: null, wrongOrganisationCheck: null };
  const [check, organisationCheck] = [usccCheck(code.slice(0, 17)), organisationCheckOf(code.slice(8, 16))];
  return {
    fault: null,
    wrongCheck: check === code.charAt(17) ? null : check,
    wrongOrganisationCheck: organisationCheck === code.charAt(16) ? null : organisationCheck,
  };
}

function faultOf(code: string): UsccFault | null {
  if (code.length !== LENGTH) return 'LENGTH';
  if (Array.from(code).some((character) => !ALPHABET.includes(character))) return 'CHARACTER';
  const kinds = REGISTRARS[code.charAt(0)];
  if (kinds?.includes(code.charAt(1)) !== true) return 'REGISTRAR';
  return /^\d{6}$/.test(code.slice(2, 8)) && PROVINCES.has(code.slice(2, 4)) ? null : 'AREA';
}

/** The eighteenth character, of the seventeen before it. */
export function usccCheck(first: string): string {
  const sum = WEIGHTS.reduce((all, weight, i) => all + weight * ALPHABET.indexOf(first.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The ninth character of an organisation code, of the eight before it; A counts 10 and Z counts 35. */
export function organisationCheckOf(first: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce((all, weight, i) => all + weight * Number.parseInt(first.charAt(i), 36), 0);
  return '0X987654321'.charAt(sum % 11);
}

/** Of a sole trader (个体工商户): it points to one natural person, and is personal data. */
export const isOfOnePerson = (code: string): boolean => code.startsWith('92');
