import type { Scope } from '../../../../read/scope.ts';
import { any, both, nothing, spellId, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { column, computed, id, one, optionalOne, viewOf } from '../../../../read/words.ts';
import { FileSchema } from './file.entity.ts';

/** The unit it belongs to, and members of its alliance under the hat. Row-level security judges the same anew. */
function isTheirs(row: Row, scope: Scope): Sql {
  scope.guard();
  if (scope.kind !== 'PERSON') return nothing;
  const isTheirs = any(scope.isUnit(row.col('owner_unit_id')), scope.inAlliance(row.col('alliance_id')));
  return both(sql`${row.col('expires_at')} > ${scope.now}`, isTheirs);
}

export const fileView = viewOf(FileSchema, {
  type: 'File',
  visible: isTheirs,
  fields: {
    id: id('file'),
    owner: one('Unit', 'owner_unit_id'),
    alliance: optionalOne('Alliance', 'alliance_id'),
    sha256: column('sha256'),
    url: computed((row) => sql`'/files/' || ${spellId('file', row.col('id'))}`),
  },
});

export const fileRoots: Readonly<Record<string, Root>> = {
  file: { kind: 'one', type: 'File', argument: 'id', of: 'file' },
};
