/** The statements of the runner of imports, on the tables of a kind of them. */
import type { ImportKind } from './kind.ts';

// What the statements are is for the object to say.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function statementsOf({ schema }: ImportKind) {
  const jobs = `${schema}.import_job`;
  return {
    empty: `select ${schema}.empty_import($1::timestamptz, $2::timestamptz)`,
    /** Units take turns: the next of one that was not served yet, in the order of asking. */
    waiting: `
select id, unit_id as "unitId" from ${jobs}
where state in ('QUEUED', 'CHECKING', 'WRITING') and id <> all($1::uuid[]) order by unit_id = any($2::uuid[]), id limit 1`,
    job: `
select id, unit_id as "unitId", alliance_id as "allianceId", person_id as "personId", credential, file_id as "fileId",
  is_dry as "isDry", state
from ${jobs} where id = $1 and state in ('QUEUED', 'CHECKING', 'WRITING')`,
    state: `select state from ${jobs} where id = $1`,
    checking: `update ${jobs} set state = 'CHECKING' where id = $1 and state = 'QUEUED'`,
    /** What was not asked for dry goes on at once. */
    checked: `
update ${jobs} set sheet = $2, checked_at = $3::timestamptz, attempts = 0, state = case when is_dry then 'CHECKED' else 'WRITING' end
where id = $1 and state = 'CHECKING' returning state`,
    done: `update ${jobs} set state = 'DONE', finished_at = $2::timestamptz where id = $1 and state = 'WRITING'`,
    failed: `
update ${jobs} set state = 'FAILED', failure_zh = $2, failure_en = $3, finished_at = $4::timestamptz
where id = $1 and state in ('QUEUED', 'CHECKING', 'WRITING')`,
    stumbled: `update ${jobs} set attempts = attempts + 1 where id = $1 returning attempts`,
    corrected: `update ${jobs} set corrected_file_id = $2::uuid where id = $1::uuid`,
    wrong: `
select r.no, to_json(r.cells) as cells, (select coalesce(json_agg(json_build_object('column', i.column_name, 'value', i.value, 'message', i.message_zh)
  order by i.id), '[]') from ${schema}.import_issue i where i.job_id = r.job_id and i.row_no = r.no) as issues
from ${schema}.import_row r where r.job_id = $1 and r.state = any($2::text[]) order by r.no`,
  };
}
