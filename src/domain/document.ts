/** A document to be printed and signed (文书): what stands on it, in its order. How it looks is for who renders it. */
import type { Bilingual } from './errors.ts';

export interface Column {
  readonly label: Bilingual;
  /** Of the width of the table, beside the others'. */
  readonly share: number;
  readonly isNumber?: boolean;
}

export interface Fact {
  readonly label: Bilingual;
  readonly value: string;
}

interface SignatureBox {
  readonly unit: string;
  /** What is known of the unit and of its electronic signature. */
  readonly lines: readonly string[];
}

export type Block =
  | { readonly kind: 'FACTS'; readonly rows: readonly Fact[] }
  | {
      readonly kind: 'TABLE';
      readonly heading: Bilingual;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
      /** Said in place of rows where there are none. */
      readonly none: Bilingual;
    }
  | { readonly kind: 'NOTE'; readonly text: Bilingual }
  | { readonly kind: 'SIGNATURES'; readonly heading: Bilingual; readonly boxes: readonly SignatureBox[] };

export interface PrintedDocument {
  /** What kind of document it is. */
  readonly kind: Bilingual;
  /** What it is about. */
  readonly title: string;
  readonly blocks: readonly Block[];
  /** On every page, before the number of the page. */
  readonly footer: string;
  /** Of its content: the same content is the same document, to the byte. */
  readonly madeAt: Date;
}

/** Chinese first, and English behind it. */
export const inBoth = ({ zh, en }: Bilingual): string => `${zh} ${en}`;
