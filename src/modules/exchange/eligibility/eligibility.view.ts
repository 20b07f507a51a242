import { sql } from '../../../read/sql.ts';
import type { Field } from '../../../read/view.ts';
import { column, optional, optionalOne, rowsFrom } from '../../../read/words.ts';

/** A column of parts, as `partsOf` writes them. */
export const partsIn = (name: string): Field =>
  rowsFrom(
    (
      row,
    ) => sql`select p.* from jsonb_to_recordset(${row.col(name)}) as p(number integer, "within" integer, kind text, "from" integer,
      below integer, codes jsonb, needs_proof boolean, alliance_id uuid, area_id uuid) order by p.number`,
    {
      number: column('number'),
      within: optional('within'),
      kind: column('kind'),
      from: optional('from'),
      below: optional('below'),
      codes: column('codes'),
      needsProof: optional('needs_proof'),
      alliance: optionalOne('Alliance', 'alliance_id'),
      area: optionalOne('Area', 'area_id'),
    },
  );
