import type { Scope } from '../../../../read/scope.ts';
import { sql, type Row, type Sql } from '../../../../read/sql.ts';

/** Where a unit is in its life at the instant of the request. */
export const stage = (unit: Row, scope: Scope): Sql =>
  sql`case when ${unit.col('dissolved_at')} is not null then 'DISSOLVED' when exists (
    select from directory.relation r join directory.relation_type t on t.code = r.type_code
    where r.subject_unit_id = ${unit.col('id')} and t.is_incubation and ${scope.holds(sql`r.valid`)}) then 'INCUBATING'
    else 'INDEPENDENT' end`;
