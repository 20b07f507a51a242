import { any, sql } from '../../../read/sql.ts';
import type { Root } from '../../../read/view.ts';
import { column, computed, either, equals, id, optionalOne, viewFrom } from '../../../read/words.ts';

export const auditView = viewFrom('data.audit_entry', {
  type: 'AuditEntry',
  visible: (row, scope) => any(scope.isUnit(row.col('unit_id')), scope.coordinates(row.col('alliance_id'))),
  fields: {
    id: id('audit'),
    at: column('at'),
    action: column('action'),
    subjectId: computed(
      (row) => sql`${row.col('subject_type')} || '_' || replace(${row.col('subject_id')}::text, '-', '')`,
    ),
    actor: either('Party', { App: 'app_id', Unit: 'unit_id' }),
    unit: optionalOne('Unit', 'unit_id'),
    alliance: optionalOne('Alliance', 'alliance_id'),
    requestId: column('request_id'),
  },
  filters: {
    subjectId: (row, value) => {
      const subject = value.anyId();
      return sql`(${row.col('subject_type')} = ${subject.kind} and ${row.col('subject_id')} = ${subject.id})`;
    },
    action: equals('action', 'text'),
  },
});

export const auditRoots: Readonly<Record<string, Root>> = { auditEntries: { kind: 'many', type: 'AuditEntry' } };
