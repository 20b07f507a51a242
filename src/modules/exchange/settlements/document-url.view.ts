import type { IdKind } from '../../../domain/kinds.ts';
import { literal, spellId, sql } from '../../../read/sql.ts';
import type { Field } from '../../../read/view.ts';
import { computed } from '../../../read/words.ts';

/** Where a thing of that kind can be had as a document. */
export const documentUrl = (kind: IdKind): Field =>
  computed((row) => sql`${literal('/files/documents/')} || ${spellId(kind, row.col('id'))} || ${literal('.pdf')}`);
