/** An import of resources, offers or needs from a sheet (供需导入): its states, and what becomes of each row. */
import type { Bilingual } from '../errors.ts';
import { importMachineOf, type ImportState } from '../import.ts';
import type { Machine } from '../lifecycle.ts';

export type ListingKind = 'RESOURCE' | 'OFFER' | 'NEED';

export const listingImportMachine: Machine<ImportState> = importMachineOf({
  kind: 'listingimport',
  confirm: 'confirmListingImport',
  cancel: 'cancelListingImport',
  again: {
    zh: '如仍需导入，请重新提交文件（importListings）；已发布的行按自编号识别，不会重复发布。',
    en: 'Import the file anew if it is still wanted (importListings): rows that are published are known by your own number and not published twice.',
  },
});

/** What stands under the number of a row already. */
export interface Standing {
  readonly id: string;
  /** By the heading of a column, what stands there. */
  readonly values: Readonly<Record<string, string>>;
}

type Verdict =
  | { readonly kind: 'NEW' }
  | { readonly kind: 'UNCHANGED'; readonly id: string }
  /** Headings of what the row says otherwise. */
  | { readonly kind: 'DIFFERENT'; readonly id: string; readonly columns: readonly string[] };

/** What a row comes to beside what stands under its number. Nothing that is published is changed by a sheet. */
export function judge(values: Standing['values'], found: Standing | undefined): Verdict {
  if (found === undefined) return { kind: 'NEW' };
  const columns = Object.keys(values).filter((heading) => values[heading] !== (found.values[heading] ?? ''));
  return columns.length === 0 ? { kind: 'UNCHANGED', id: found.id } : { kind: 'DIFFERENT', id: found.id, columns };
}

const changedBy: Readonly<Record<ListingKind, Bilingual>> = {
  RESOURCE: { zh: '以新的自编号另行导入', en: 'import it under another number of yours' },
  OFFER: {
    zh: '撤回原供给（withdrawOffer）后以新的自编号导入',
    en: 'withdraw the offer (withdrawOffer) and import the row under another number of yours',
  },
  NEED: {
    zh: '在系统中修改该需求（reviseNeed），或撤回（withdrawNeed）后以新的自编号导入',
    en: 'revise the need itself (reviseNeed), or withdraw it (withdrawNeed) and import the row under another number of yours',
  },
};

/** What is said of a row whose number is there with something else under it. `id`: as people spell it. */
export function differentMessage(kind: ListingKind, id: string, columns: readonly string[]): Bilingual {
  const { zh, en } = changedBy[kind];
  return {
    zh: `该自编号已发布（${id}），但下列各列不同：${columns.join('、')}。导入不修改已发布的内容；如需变更，请${zh}。`,
    en: `Your number is there (${id}), and these columns differ: ${columns.join(', ')}. An import changes nothing that is published: ${en}.`,
  };
}

/** What is said of a row whose number stands in a row above. */
export const sameNumberMessage = (row: number): Bilingual => ({
  zh: `自编号与第 ${row} 行相同，每行须不同；请更正。`,
  en: `Row ${row} has the same number: every row has one of its own.`,
});

/** What is said of a need that will wait for a coordinator; it is imported all the same. */
export const heldMessage = (excerpts: readonly string[]): Bilingual => ({
  zh: `文字中可能含个人信息（${excerpts.join('、')}）：可以导入，但须经协调员审核后才公开；如可删去，请修改。`,
  en: `Its words may hold something personal (${excerpts.join(', ')}): it can be imported and waits for a coordinator before others read it. Take it out if you can.`,
});
