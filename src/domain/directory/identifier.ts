/** Numbers by which others know a unit (单位标识): their schemes, what makes one acceptable, and what becomes of it. */
import { RefusalError, type Bilingual } from '../errors.ts';
import type { Machine } from '../lifecycle.ts';
import { isOfOnePerson, judgeUscc, normalisedCode, type UsccFault } from './uscc.ts';

export const identifierSchemes = [
  'USCC',
  'PARTY_ORGANISATION_CODE',
  'REGISTRATION_NUMBER',
  'VOLUNTEER_TEAM_NUMBER',
  'OTHER',
] as const;
export type IdentifierScheme = (typeof identifierSchemes)[number];

export type IdentifierState = 'UNVERIFIED' | 'VERIFIED' | 'OVERRIDDEN' | 'REMOVED';

/**
 * Identifier of a unit: added by the unit and verified by a coordinator of another, or let stand by one though its check
 * character is wrong. The unit removes it.
 */
export const identifierMachine: Machine<IdentifierState> = {
  kind: 'identifier',
  start: ['UNVERIFIED', 'OVERRIDDEN'],
  transitions: {
    UNVERIFIED: ['VERIFIED', 'REMOVED'],
    VERIFIED: ['REMOVED'],
    OVERRIDDEN: ['REMOVED'],
    REMOVED: [],
  },
  words: {
    UNVERIFIED: {
      is: { zh: '尚未核验', en: 'is not verified' },
      wayOut: {
        zh: '请由其他单位的联盟协调员核验（verifyUnitIdentifier）。',
        en: 'A coordinator of an alliance, from another unit, verifies it (verifyUnitIdentifier).',
      },
    },
    VERIFIED: {
      is: { zh: '已核验', en: 'is verified' },
      wayOut: {
        zh: '如有错误，请由该单位移除后重新登记（removeUnitIdentifier）。',
        en: 'If it is wrong, its unit removes it and adds another (removeUnitIdentifier).',
      },
    },
    OVERRIDDEN: {
      is: { zh: '已由协调员凭理由放行', en: 'was let stand by a coordinator, with a reason' },
      wayOut: {
        zh: '如有错误，请由该单位移除后重新登记（removeUnitIdentifier）。',
        en: 'If it is wrong, its unit removes it and adds another (removeUnitIdentifier).',
      },
    },
    REMOVED: {
      is: { zh: '已移除', en: 'is removed' },
      wayOut: {
        zh: '如仍有效，请重新登记（addUnitIdentifier）。',
        en: 'If it holds after all, add it anew (addUnitIdentifier).',
      },
    },
  },
};

export interface Identifier {
  readonly scheme: IdentifierScheme;
  readonly value: string;
  readonly isPersonal: boolean;
}

type Path = readonly string[];

const VALUE: Path = ['input', 'value'];

/**
 * The number as it is compared. Throws `INVALID_INPUT` at that path where it is none of its scheme, or a check character is
 * wrong.
 */
export function identifierOf(scheme: IdentifierScheme, entered: string, path = VALUE): Identifier {
  const identifier = readIdentifier(scheme, entered, path);
  const right = scheme === 'USCC' ? rightEnding(identifier.value) : null;
  if (right === null) return identifier;
  throw refused(
    path,
    `统一社会信用代码校验不符：按前面各位计算，末尾应为“${right}”。请核对证照；如证照上确为此号，请联盟协调员凭理由放行（overrideUnitIdentifier）。`,
    `The check characters of the code do not fit: after the others it should end in "${right}". Compare it with the certificate; if that says so, a coordinator of an alliance may let it stand with a reason (overrideUnitIdentifier).`,
  );
}

/** The same of a 统一社会信用代码 whose check character is wrong. Throws `INVALID_INPUT` where it is right. */
export function overriddenUscc(entered: string): Identifier {
  const identifier = readIdentifier('USCC', entered, VALUE);
  if (rightEnding(identifier.value) !== null) return identifier;
  throw refused(
    VALUE,
    '该统一社会信用代码校验无误，无需放行；请由单位管理员登记（addUnitIdentifier）后核验。',
    'The check characters of this code are right, and nothing is to be overridden: an administrator of the unit adds it (addUnitIdentifier).',
  );
}

function readIdentifier(scheme: IdentifierScheme, entered: string, path: Path): Identifier {
  const value = normalisedCode(entered);
  if (value === '')
    throw refused(path, '请填写号码本身。', 'There is nothing in it but spaces and dashes: give the number itself.');
  if (scheme !== 'USCC') return { scheme, value, isPersonal: false };
  const { fault } = judgeUscc(value);
  if (fault !== null) throw refused(path, faults[fault].zh, faults[fault].en);
  return { scheme, value, isPersonal: isOfOnePerson(value) };
}

/** How the last two characters should be, where one of them is wrong. */
function rightEnding(code: string): string | null {
  const { wrongCheck, wrongOrganisationCheck } = judgeUscc(code);
  if (wrongCheck === null && wrongOrganisationCheck === null) return null;
  return `${wrongOrganisationCheck ?? code.charAt(16)}${wrongCheck ?? code.charAt(17)}`;
}

const refused = (path: Path, zh: string, en: string) => RefusalError.invalid(path, zh, en);

const faults: Readonly<Record<UsccFault, Bilingual>> = {
  LENGTH: {
    zh: '统一社会信用代码须为 18 位，请对照证照核对。',
    en: 'A 统一社会信用代码 has 18 characters: compare it with the certificate.',
  },
  CHARACTER: {
    zh: '统一社会信用代码只含数字和除 I、O、S、V、Z 之外的大写字母，请核对是否把 0、1、2、5 误作字母。',
    en: 'A 统一社会信用代码 has digits and letters other than I, O, S, V and Z: see whether a 0, 1, 2 or 5 was taken for a letter.',
  },
  REGISTRAR: {
    zh: '统一社会信用代码前两位（登记管理部门和机构类别）不存在，请对照证照核对。',
    en: 'The first two characters, registrar and kind, are none that there are: compare them with the certificate.',
  },
  AREA: {
    zh: '统一社会信用代码第 3 至 8 位须为登记机关的行政区划码，请对照证照核对。',
    en: 'Characters 3 to 8 are the area code of the registrar, six digits that begin with a province: compare them with the certificate.',
  },
};
