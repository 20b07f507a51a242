import { sql, type Sql } from '../../../read/sql.ts';
import type { Computes, Field, Fields } from '../../../read/view.ts';
import { column, optional, optionalOne, rowsFrom } from '../../../read/words.ts';

const PART = sql`p(number integer, "within" integer, kind text, "from" integer,
      below integer, codes jsonb, needs_proof boolean, alliance_id uuid, area_id uuid)`;

const fields: Fields = {
  number: column('number'),
  within: optional('within'),
  kind: column('kind'),
  from: optional('from'),
  below: optional('below'),
  codes: column('codes'),
  needsProof: optional('needs_proof'),
  alliance: optionalOne('Alliance', 'alliance_id'),
  area: optionalOne('Area', 'area_id'),
};

/** A column of parts, as `partsOf` writes them. */
export const partsIn = (name: string): Field =>
  rowsFrom((row) => sql`select p.* from jsonb_to_recordset(${row.col(name)}) as ${PART} order by p.number`, fields);

/** Parts in the column `eligibility` of the row `r` that is found there. */
export const partsFrom = (found: Computes): Field =>
  rowsFrom(
    (...of): Sql =>
      sql`select p.* from (${found(...of)}) r, jsonb_to_recordset(r.eligibility) as ${PART} order by p.number`,
    fields,
  );
