/** What documents of agreements and of their settlement sheets have in common: units, instants, quantities, signatures. */
import { minuteInChina } from '../calendar.ts';
import type { Bilingual } from '../errors.ts';

export interface PrintedUnit {
  readonly id: string;
  readonly name: string;
  /** 统一社会信用代码 in force, as far as the viewer may see it. */
  readonly identifiers: { readonly nodes: readonly { readonly value: string; readonly state: string }[] };
}

export interface PrintedQuantity {
  readonly value: string;
  readonly unit: string;
}

const hidden: Bilingual = { zh: '（不可见）', en: '(not shown)' };

export const nameOf = (unit: { readonly name: string } | null): string => unit?.name ?? `${hidden.zh}${hidden.en}`;

/** With the word that nobody has compared it with the certificate, where nobody has. */
function codeOf(unit: PrintedUnit | null): string | null {
  const [code] = unit?.identifiers.nodes ?? [];
  if (code === undefined) return null;
  return code.state === 'UNVERIFIED' ? `${code.value}，未核验 not verified` : code.value;
}

/** The unit with its code, where it has one. */
export function unitText(unit: PrintedUnit | null): string {
  const code = codeOf(unit);
  return code === null ? nameOf(unit) : `${nameOf(unit)}（统一社会信用代码 ${code}）`;
}

/** Beijing time, to the minute. */
export const timeText = (at: string): string => minuteInChina(new Date(at));

export const quantityText = ({ value, unit }: PrintedQuantity): string => `${value} ${unit}`;

/** Lines of a box in which a unit signs: what it signed electronically, or that it has not. */
export function signatureLines(unit: PrintedUnit | null, said: string): readonly string[] {
  const code = codeOf(unit);
  return [...(code === null ? [] : [`统一社会信用代码 USCC ${code}`]), said];
}

export const beijing: Bilingual = { zh: '时间均为北京时间。', en: 'All times are Beijing time.' };
