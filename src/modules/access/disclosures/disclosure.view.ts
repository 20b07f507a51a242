import type { Scope } from '../../../read/scope.ts';
import { any, sql, type Row, type Sql } from '../../../read/sql.ts';
import type { Root } from '../../../read/view.ts';
import { computed, id, ofId, one, optionalOne, viewOf } from '../../../read/words.ts';
import { DisclosureSchema } from './disclosure.entity.ts';

/** The unit that looked, and the one whose data it was. Row-level security judges the same anew. */
function isTheirs(row: Row, scope: Scope): Sql {
  scope.guard();
  return any(scope.isUnit(row.col('unit_id')), scope.isUnit(row.col('of_unit_id')));
}

export const disclosureView = viewOf(DisclosureSchema, {
  type: 'DisclosureRecord',
  visible: isTheirs,
  fields: {
    id: id('disclosure'),
    subjectId: computed(
      (row) => sql`${row.col('subject_type')} || '_' || replace(${row.col('subject_id')}::text, '-', '')`,
    ),
    ofUnit: one('Unit', 'of_unit_id'),
    unit: one('Unit', 'unit_id'),
    alliance: optionalOne('Alliance', 'alliance_id'),
    purpose: optionalOne('Term', 'purpose', 'code'),
    since: computed((row) => sql`lower(${row.col('valid')})`),
    until: computed((row) => sql`upper(${row.col('valid')})`),
  },
  filters: {
    subjectId: (row, value) => {
      const subject = value.anyId();
      return sql`(${row.col('subject_type')} = ${subject.kind} and ${row.col('subject_id')} = ${subject.id})`;
    },
    unitId: ofId('unit_id', 'unit'),
    ofUnitId: ofId('of_unit_id', 'unit'),
  },
});

export const disclosureRoots: Readonly<Record<string, Root>> = {
  disclosures: { kind: 'many', type: 'DisclosureRecord' },
};
