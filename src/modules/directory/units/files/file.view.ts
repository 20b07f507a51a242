import { FileSchema } from '../../../../data/file.entity.ts';
import type { Scope } from '../../../../read/scope.ts';
import { all, any, both, nothing, Param, spellId, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Field, Root } from '../../../../read/view.ts';
import {
  column,
  computed,
  desc,
  id,
  manyWhere,
  newestFirst,
  one,
  oneOf,
  optionalOne,
  valueFrom,
  viewOf,
} from '../../../../read/words.ts';

/** Its day is not past, and it was not deleted. */
const isThere = (row: Row, scope: Scope): Sql =>
  sql`${row.col('expires_at')} > ${scope.now} and ${row.col('deleted_at')} is null`;

/** The unit it belongs to, and members of its alliance under the hat. Row-level security judges the same anew. */
function isTheirs(row: Row, scope: Scope): Sql {
  scope.guard();
  if (scope.kind !== 'PERSON') return nothing;
  const isTheirs = any(scope.isUnit(row.col('owner_unit_id')), scope.inAlliance(row.col('alliance_id')));
  return both(isThere(row, scope), isTheirs);
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
  filters: { mediaType: oneOf('media_type') },
  orders: { ...newestFirst, LARGEST: [desc('size', 'integer')] },
});

/** What the unit acted for keeps, and nobody else's: a fellow sees a file of it, and no list. */
export const filesOfUnit = manyWhere('File', (file, unit, scope) =>
  all([sql`${file.col('owner_unit_id')} = ${unit.col('id')}`, isThere(file, scope), scope.isUnit(unit.col('id'))]),
);

/** How many bytes a unit may keep. */
const most = new Param('float8', ({ limits }) => limits['unitFiles']);

const isKeeper = (unit: Row, scope: Scope): Sql => {
  scope.guard();
  return scope.isUnit(unit.col('id'));
};

export const filesUsage: Field = {
  ...valueFrom(
    (unit, scope) =>
      sql`select k.bytes from data.files_kept(${unit.col('id')}, ${scope.now}) k where ${isKeeper(unit, scope)}`,
    { bytes: column('bytes'), limit: computed(() => sql`${most}`) },
  ),
  present: isKeeper,
};

export const fileRoots: Readonly<Record<string, Root>> = {
  file: { kind: 'one', type: 'File', argument: 'id', of: 'file' },
};
