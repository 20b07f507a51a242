/** Data subjects (数据主体): whose protected values the record keeps, each under a key of its own until it is erased. */
import type { IdKind } from '../kinds.ts';

/** By kind of subject, the kind of thing whose id names it: a contact is the one whom its unit names. */
export const subjectNamedBy = {
  person: 'person',
  contact: 'unit',
  beneficiary: 'beneficiary',
  household: 'household',
} as const satisfies Record<string, IdKind>;

export type SubjectKind = keyof typeof subjectNamedBy;

export interface DataSubject {
  readonly kind: SubjectKind;
  readonly id: string;
}
