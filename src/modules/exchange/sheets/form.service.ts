/** The sheets of resources, offers and needs as people of a unit fill them in, and the words that they choose from. */
import type { Ask } from '../../../data/imports/ask.ts';
import type { Form } from '../../../data/sheets/forms.ts';
import { dayInChina } from '../../../domain/calendar.ts';
import { conditionNote } from '../../../domain/exchange/condition-text.ts';
import { documentsNote } from '../../../domain/exchange/documents-text.ts';
import type { ListingKind } from '../../../domain/exchange/listing-import.ts';
import type { Vocabulary } from '../../../domain/exchange/listing-row.ts';
import {
  listingColumns,
  resourceKinds,
  sheets,
  SYSTEMS,
  usualUnits,
  VISIBILITIES,
} from '../../../domain/exchange/listing-sheet.ts';
import { globalId } from '../../../domain/ids.ts';

interface Words {
  readonly categories: readonly { readonly code: string; readonly label: string }[];
  /** Those that the unit is a member of. */
  readonly alliances: readonly { readonly id: string; readonly name: string }[];
  /** What conditions and documents name. */
  readonly codes: readonly { readonly code: string; readonly label: string }[];
}

export async function wordsFor(ask: Ask, unitId: string, now: Date): Promise<Words> {
  const categories = await ask<Words['categories'][number]>('select code, label from rights.terms_of($1, $2::date)', [
    ...['CATEGORY', dayInChina(now)],
  ]);
  const alliances = await ask<Words['alliances'][number]>(
    'select id, name from rights.alliances_of($1::uuid, $2::timestamptz)',
    [unitId, now.toISOString()],
  );
  const codes = await ask<Words['codes'][number]>(
    'select t.code, t.label from unnest($1::text[]) s(scheme), rights.terms_of(s.scheme, $2::date) t',
    [NAMED, dayInChina(now)],
  );
  return { categories, alliances, codes };
}

const NAMED = ['OCCUPATION', 'HOUSEHOLD_FACT', 'PERSON_HEALTH', 'DOCUMENT'];

/** By what people write, what they mean. */
export function vocabularyOf({ categories, alliances, codes }: Words): Vocabulary {
  const byName = Map.groupBy(alliances, ({ name }) => name);
  const byWord = (terms: Words['codes']): ReadonlyMap<string, string> =>
    new Map(
      terms.flatMap(({ code, label }) => [
        [label.toLowerCase(), code],
        [code, code],
      ]),
    );
  return {
    categories: byWord(categories),
    codes: byWord(codes),
    alliances: new Map<string, readonly string[]>([
      ...[...byName].map(([name, those]): [string, string[]] => [name, those.map(({ id }) => id)]),
      ...alliances.map(({ id }): [string, string[]] => [globalId('alliance', id), [id]]),
    ]),
  };
}

export function formOf(kind: ListingKind, { categories, alliances }: Words): Form {
  const columns = listingColumns[kind];
  const lists = {
    category: { list: categories.map(({ label }) => label) },
    kind: { list: Object.values(resourceKinds) },
    unit: { list: usualUnits, isOpen: true },
    visibility: { list: Object.values(VISIBILITIES) },
    // Several may be written.
    audience: { list: [...new Set(alliances.map(({ name }) => name))], isOpen: true },
    crs: { list: SYSTEMS },
  };
  return {
    name: sheets[kind].zh,
    columns: Object.values(columns),
    choices: Object.fromEntries(
      Object.entries(lists).flatMap(([name, list]) => {
        const heading = columns[name]?.heading;
        return heading === undefined ? [] : [[heading, list]];
      }),
    ),
    notes: [
      ['公式', '不读取公式单元格，请粘贴为数值。'],
      ...(kind === 'OFFER' ? [conditionNote, documentsNote] : []),
      ['重复导入', '同一份表可以重复导入：自编号相同且内容未变的行不会重复发布；内容有变的行会被指出，不作修改。'],
    ],
  };
}
