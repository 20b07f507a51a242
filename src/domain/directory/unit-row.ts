/** How a row of the sheet of units is read. */
import type { Bilingual } from '../errors.ts';
import { RefusalError } from '../errors.ts';
import type { Cell, CellIssue } from '../sheet.ts';
import { MISSING, readCells, type Header } from '../sheet-columns.ts';
import { identifierOf, type Identifier, type IdentifierScheme } from './identifier.ts';
import { kindWords, unitColumns, type UnitColumn } from './unit-sheet.ts';

interface ReadNumber extends Identifier {
  readonly entered: string;
}

export interface ReadUnit {
  readonly kind: string;
  readonly name: string;
  readonly shortName: string;
  readonly formerNames: readonly string[];
  readonly identifiers: readonly ReadNumber[];
}

/** The numbers of a unit, each as a word that no other has. */
export const numbersOf = ({ identifiers }: ReadUnit): readonly string[] =>
  identifiers.map(({ scheme, value }) => `${scheme} ${value}`);

/** A row of the sheet: the unit, or what is wrong with it, cell by cell; never both. */
export interface ReadRow {
  /** As they stand there, in the order of the template. */
  readonly cells: readonly string[];
  readonly unit: ReadUnit | null;
  readonly issues: readonly CellIssue[];
}

const MOST_FORMER_NAMES = 10;

export function readUnit(header: Header<UnitColumn>, cells: readonly Cell[]): ReadRow {
  const { text, blame, issues, ...read } = readCells(unitColumns, header, cells);
  const kind = kindOf(text('kind'));
  if (kind === null && text('kind') !== '') blame('kind', 'UNKNOWN_KIND', faults.unknownKind);
  const identifiers = (['uscc', 'partyCode'] as const).flatMap((name): ReadNumber[] => {
    const entered = text(name);
    if (entered === '') return [];
    const number = numberOf(name === 'uscc' ? 'USCC' : 'PARTY_ORGANISATION_CODE', entered);
    if ('value' in number) return [number];
    blame(name, 'WRONG_NUMBER', number.message);
    return [];
  });
  const formerNames = [
    ...new Set(
      text('formerNames')
        .split(/[、;；]/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ];
  if (formerNames.length > MOST_FORMER_NAMES || formerNames.some((one) => one.length > unitColumns.name.max)) {
    blame('formerNames', 'TOO_LONG', faults.formerNames);
  }
  const name = text('name');
  const shortName =
    text('shortName') === '' ? Array.from(name).slice(0, unitColumns.shortName.max).join('') : text('shortName');
  const isGood = issues.length === 0 && kind !== null;
  return {
    cells: read.cells,
    unit: isGood ? { kind, name, shortName, formerNames, identifiers } : null,
    issues,
  };
}

/** The kind by its word in the sheet, or by its name in the API. */
function kindOf(text: string): string | null {
  const folded = text.normalize('NFKC').toUpperCase();
  const found = Object.entries(kindWords).find(([kind, word]) => kind === folded || word === folded);
  return found?.[0] ?? null;
}

function numberOf(scheme: IdentifierScheme, entered: string): ReadNumber | { readonly message: Bilingual } {
  try {
    return { ...identifierOf(scheme, entered), entered };
  } catch (error) {
    if (!(error instanceof RefusalError) || !error.is('INVALID_INPUT')) throw error;
    return { message: error.details.issues[0]?.message ?? MISSING };
  }
}

const faults = {
  unknownKind: {
    zh: `没有这种单位类型，请从下列中选择：${Object.values(kindWords).join('、')}。`,
    en: `There is no such kind of unit: choose one of ${Object.values(kindWords).join(', ')}.`,
  },
  formerNames: {
    zh: `曾用名至多 ${MOST_FORMER_NAMES} 个，每个至多 ${unitColumns.name.max} 个字符。`,
    en: `At most ${MOST_FORMER_NAMES} former names of ${unitColumns.name.max} characters each.`,
  },
} satisfies Readonly<Record<string, Bilingual>>;
