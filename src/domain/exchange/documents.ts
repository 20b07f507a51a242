/** Documents (办事材料) that people bring to a service: of the vocabulary, or named otherwise. */
import { RefusalError, type Bilingual } from '../errors.ts';
import { screen } from '../privacy/screen.ts';
import type { Names } from './eligibility-words.ts';

export interface DocumentGiven {
  readonly code?: string | null;
  readonly name?: string | null;
  readonly note?: string | null;
  readonly isRequired: boolean;
}

/** Named as the columns of a row of it are in SQL. Exactly one of code and name. */
export interface BroughtDocument {
  readonly code: string | null;
  readonly name: string | null;
  readonly note: string | null;
  readonly is_required: boolean;
}

/** Throws `INVALID_INPUT` for what is no document, is named twice, or says more than all may read. */
export function readDocuments(given: readonly DocumentGiven[]): BroughtDocument[] {
  const seen = new Set<string>();
  return given.map(({ code = null, name = null, note = null, isRequired }, i) => {
    const refuse = (field: string, zh: string, en: string): RefusalError =>
      RefusalError.invalid(['input', 'documents', String(i), field], zh, `input.documents.${i}.${field} ${en}`);
    const called = code ?? name;
    if (called === null || (code !== null && name !== null)) {
      throw refuse('code', '须恰好填写 code 或 name 之一。', 'or name is needed, and not both.');
    }
    if (seen.has(called))
      throw refuse('code', `“${called}”填写了不止一次。`, `or name says "${called}" a second time.`);
    seen.add(called);
    mustBeOfNobody(name, 'name', refuse);
    mustBeOfNobody(note, 'note', refuse);
    return { code, name: name?.trim() ?? null, note: note?.trim() ?? null, is_required: isRequired };
  });
}

type Refuse = (field: string, zh: string, en: string) => RefusalError;

/** An illness is what a document may well be about; numbers, addresses and names are somebody's. */
function mustBeOfNobody(words: string | null, field: string, refuse: Refuse): void {
  if (words === null || screen(words).every(({ kind }) => kind === 'HEALTH')) return;
  throw refuse(
    field,
    '对所有人公开，请勿写入姓名、号码或住址。',
    'is for all to read: leave out names, numbers and addresses.',
  );
}

/** What to bring, in words: what is required before what helps. */
export function wordsOfDocuments(documents: readonly BroughtDocument[], names: Names): Bilingual[] {
  return documents
    .toSorted((a, b) => Number(b.is_required) - Number(a.is_required))
    .map(({ code, name, note, is_required: isRequired }) => {
      const called =
        name === null ? (names.get(code ?? '') ?? { zh: code ?? '', en: code ?? '' }) : { zh: name, en: name };
      const more = isRequired ? { zh: [], en: [] } : { zh: ['如有'], en: ['if there is one'] };
      const [zh, en] = [
        [...(note === null ? [] : [note]), ...more.zh],
        [...(note === null ? [] : [note]), ...more.en],
      ];
      return {
        zh: zh.length === 0 ? called.zh : `${called.zh}（${zh.join('，')}）`,
        en: en.length === 0 ? called.en : `${called.en} (${en.join(', ')})`,
      };
    });
}
