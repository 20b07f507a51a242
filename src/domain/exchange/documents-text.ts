/** Documents that people bring, as they stand in one cell of a sheet: `身份证；病历（近三个月内，如有）`. */
import type { BroughtDocument, DocumentGiven } from './documents.ts';
import type { Codes } from './condition-text.ts';

const OPTIONAL = '如有';

/** What is asked of a document, behind what it is called. */
function behind(note: string | null, isRequired: boolean): string {
  const said = [...(note === null ? [] : [note]), ...(isRequired ? [] : [OPTIONAL])];
  return said.length === 0 ? '' : `（${said.join('，')}）`;
}

export const documentsText = (documents: readonly BroughtDocument[]): string =>
  documents
    .map(({ code, name, note, is_required: isRequired }) => `${code ?? name ?? ''}${behind(note, isRequired)}`)
    .join('；');

const WRITTEN = /^(.*?)(?:（([^（）]*)）)?$/;

/** A document is of the vocabulary where it is called so, or by its code; otherwise it is what is written. */
export function documentsIn(text: string, codes: Codes): DocumentGiven[] {
  const plain = text.replaceAll('(', '（').replaceAll(')', '）').replaceAll(';', '；');
  return plain
    .split('；')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [, called = '', more = ''] = WRITTEN.exec(one) ?? [];
      const said = more
        .split('，')
        .map((word) => word.trim())
        .filter(Boolean);
      const note = said.filter((word) => word !== OPTIONAL).join('，');
      const code = codes.get(called.trim().toLowerCase());
      return {
        ...(code === undefined ? { name: called.trim() } : { code }),
        note: note === '' ? null : note,
        isRequired: !said.includes(OPTIONAL),
      };
    });
}

export const documentsNote = [
  '办事材料的写法',
  '材料之间以分号分隔，写词汇表中的名称或代码，也可写其他名称；要求写在括号中，非必需的写“如有”。例：居民身份证；慢性病病历（近三个月内，如有）；处方笺。',
] as const;
