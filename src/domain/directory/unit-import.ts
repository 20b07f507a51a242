/** An import of units from a sheet (单位导入): its states, and what becomes of each row. */
import type { Bilingual } from '../errors.ts';
import { importMachineOf, type ImportState } from '../import.ts';
import type { Machine } from '../lifecycle.ts';
import type { ReadUnit } from './unit-row.ts';

/** A unit import is confirmed with what becomes of likely duplicates. */
export const importMachine: Machine<ImportState> = importMachineOf({
  kind: 'import',
  confirm: 'confirmUnitImport',
  cancel: 'cancelUnitImport',
  again: {
    zh: '如仍需导入，请重新提交文件（importUnits）；已登记的行不会重复登记。',
    en: 'Import the file anew if it is still wanted (importUnits): rows that are registered are not registered twice.',
  },
});

/** A unit that is there and may be that of a row: by a number, or by its name. */
export interface Likeness {
  readonly unitId: string;
  readonly name: string;
  readonly kind: string;
  readonly by: 'NUMBER' | 'NAME';
  /** Whether one of its names is that of the row; and whether one is, but for form. */
  readonly isSameName: boolean;
  readonly isCloseName: boolean;
  /** Whether it has all numbers of the row. */
  readonly hasAllNumbers: boolean;
  /** Whether it has another number of a scheme of which the row has one. */
  readonly hasOtherNumber: boolean;
  /** Whether the number that led to it points to a person. */
  readonly isPersonal: boolean;
  /** Whether the unit that imports registered it. */
  readonly isOwn: boolean;
  /** Whether it belongs to the alliance that it is imported for. */
  readonly isMember: boolean;
  /** Whether nobody acts for it yet. */
  readonly isNobodys: boolean;
}

export type Verdict =
  | { readonly kind: 'NEW' }
  | { readonly kind: 'UNCHANGED'; readonly unitId: string }
  | { readonly kind: 'DUPLICATE'; readonly of: Likeness; readonly code: DuplicateCode }
  | { readonly kind: 'FAILED'; readonly code: 'NUMBER_TAKEN' | 'NUMBERS_OF_TWO_UNITS'; readonly message: Bilingual };

export type DuplicateCode = 'SAME_NUMBER' | 'SAME_NAME' | 'CLOSE_NAME';

/** What a row comes to, beside the units that are there. A number says more than a name. */
export function judge({ kind, identifiers }: ReadUnit, found: readonly Likeness[]): Verdict {
  const byNumber = [...new Map(found.filter(({ by }) => by === 'NUMBER').map((one) => [one.unitId, one])).values()];
  // What a code of one person stands under is told to whoever registered it, and to nobody else.
  if (byNumber.some(({ isPersonal, isOwn }) => isPersonal && !isOwn)) return taken;
  if (byNumber.length > 1) return ofTwo;
  const [same] = byNumber;
  if (same !== undefined) {
    if (same.isCloseName && same.hasAllNumbers) return { kind: 'UNCHANGED', unitId: same.unitId };
    return { kind: 'DUPLICATE', of: same, code: 'SAME_NUMBER' };
  }
  const byName = found.filter(({ by }) => by === 'NAME');
  const itself = byName.find((one) => one.isSameName && one.kind === kind);
  // Elsewhere there is many a unit of the same name.
  const isHere = byName.find((one) => one.isSameName && one.kind === kind && (one.isOwn || one.isMember));
  if (isHere !== undefined && identifiers.length === 0) return { kind: 'UNCHANGED', unitId: isHere.unitId };
  const [first] = byName;
  const like = isHere ?? itself ?? byName.find(({ isSameName }) => isSameName) ?? first;
  if (like === undefined) return { kind: 'NEW' };
  return { kind: 'DUPLICATE', of: like, code: like.isSameName ? 'SAME_NAME' : 'CLOSE_NAME' };
}

/**
 * Whether what the row says may be added to that unit: it is the importing unit's to add to while nobody acts for it, and no
 * unit has two numbers of one list.
 */
export const mayComplete = ({ isOwn, isNobodys, hasOtherNumber }: Likeness): boolean =>
  isOwn && isNobodys && !hasOtherNumber;

const taken: Verdict = {
  kind: 'FAILED',
  code: 'NUMBER_TAKEN',
  message: {
    zh: '该号码已登记在另一单位名下，一个号码只属于一个单位；请核对。',
    en: 'This number stands under another unit, and belongs to one alone: compare it.',
  },
};

const ofTwo: Verdict = {
  kind: 'FAILED',
  code: 'NUMBERS_OF_TWO_UNITS',
  message: {
    zh: '本行的两个号码分别属于两个单位，请核对。',
    en: 'The two numbers of this row are those of two units: compare them.',
  },
};

/** What is said of a row that may be a unit, or a row, that is there already. */
export function duplicateMessage(code: DuplicateCode, what: Bilingual): Bilingual {
  const how = {
    SAME_NUMBER: { zh: '号码相同', en: 'has the same number' },
    SAME_NAME: { zh: '名称相同', en: 'is called the same' },
    CLOSE_NAME: { zh: '名称相近', en: 'is called nearly the same' },
  }[code];
  return {
    zh: `疑似重复：${what.zh}${how.zh}。确认时可选择合并，或注明其为另一单位。`,
    en: `It may be a duplicate: ${what.en} ${how.en}. When you confirm, have it merged, or say that it is another unit.`,
  };
}
