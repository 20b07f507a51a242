-- on the guarded lane, under row-level security
with
  viewer as materialized (
    select
      v.*,
      v.alliances[1] as alliance_id,
      case when v.alliances[1] = any (v.coordinates) then v.alliances[1]
      end as coordinated
    from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
select
  (
    (
      select
        json_build_object(
          'id', 'import_' || replace(t1.id::text, '-', ''),
          'unit', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.unit_id
          ),
          'alliance', (
            select json_build_object('name', t3.name)
            from directory.alliance t3
            where t3.id = t1.alliance_id
          ),
          'file', (
            select json_build_object('name', t4.name)
            from data.file t4
            where
              t4.id = t1.file_id
              and (
                t4.expires_at > $5::timestamptz
                and t4.deleted_at is null
                and (t4.owner_unit_id = viewer.unit_id or t4.alliance_id = viewer.alliance_id)
              )
          ),
          'correctedFile', (
            select json_build_object('size', t5.size)
            from data.file t5
            where
              t5.id = t1.corrected_file_id
              and (
                t5.expires_at > $5::timestamptz
                and t5.deleted_at is null
                and (t5.owner_unit_id = viewer.unit_id or t5.alliance_id = viewer.alliance_id)
              )
          ),
          'state', t1.state,
          'isDryRun', t1.is_dry,
          'duplicates', t1.duplicates,
          'separateRows', to_json(t1.separate_rows),
          'sheet', t1.sheet,
          'rowsRead', t1.rows_read,
          'rowsFailed', t1.rows_failed,
          'rowsDuplicate', t1.rows_duplicate,
          'rowsUnchanged', t1.rows_unchanged,
          'rowsWritten', t1.rows_written,
          'rowsMerged', t1.rows_merged,
          'failure', case when $6::text = 'en' then t1.failure_en else t1.failure_zh
          end,
          'issues', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.import_issue t7
                  where
                    t7.job_id = t1.id
                    and exists (
                      select
                      from directory.import_job j
                      where j.id = t7.job_id and j.unit_id = viewer.unit_id
                      offset 0
                    )
                    and t7.code = any ($7::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('ROW', t6.row_no::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'issue_' || replace(t6.id::text, '-', ''))
                    )
                    order by t6.rn
                  ) filter (
                    where t6.rn <= 5
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'id', 'issue_' || replace(t6.id::text, '-', ''),
                      'row', t6.row_no,
                      'column', t6.column_name,
                      'value', t6.value,
                      'code', t6.code,
                      'message', case when $6::text = 'en' then t6.message_en else t6.message_zh
                      end,
                      'unit', (
                        select json_build_object('shortName', t8.short_name)
                        from directory.unit t8
                        where t8.id = t6.unit_id
                      ),
                      'otherRow', t6.other_row
                    )
                    order by t6.rn
                  ) filter (
                    where t6.rn <= 5
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 5,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('ROW', t6.row_no::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn
                    ) filter (
                      where t6.rn <= 5
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('ROW', t6.row_no::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t6.rn desc
                    ) filter (
                      where t6.rn <= 5
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t9.*
                    from directory.import_issue t9
                    where
                      t9.job_id = t1.id
                      and exists (
                        select
                        from directory.import_job j
                        where j.id = t9.job_id and j.unit_id = viewer.unit_id
                        offset 0
                      )
                      and t9.code = any ($8::text[])
                    order by t9.row_no, t9.id
                    limit 6
                  ) p
              ) t6
          ),
          'units', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from
                    (
                      (
                        select
                          r.job_id,
                          r.no,
                          directory.unit_now (r.unit_id) as unit_id,
                          case
                            when w.id is not null then 'WITHDRAWN'
                            when r.state = 'WRITTEN' then 'REGISTERED'
                            else r.state
                          end as outcome
                        from
                          directory.import_row r
                          left join directory.registration_withdrawal w on w.unit_id = r.unit_id
                        where r.state in ('WRITTEN', 'MERGED', 'UNCHANGED')
                      )
                    ) t11
                  where
                    t11.job_id = t1.id
                    and exists (
                      select
                      from directory.import_job j
                      where j.id = t11.job_id and j.unit_id = viewer.unit_id
                      offset 0
                    )
                    and t11.outcome = any ($9::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('ROW', t10.no::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('row', t10.no)
                    )
                    order by t10.rn
                  ) filter (
                    where t10.rn <= 5
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'row', t10.no,
                      'outcome', t10.outcome,
                      'unit', (
                        select json_build_object('shortName', t12.short_name)
                        from directory.unit t12
                        where t12.id = t10.unit_id
                      )
                    )
                    order by t10.rn
                  ) filter (
                    where t10.rn <= 5
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 5,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('ROW', t10.no::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t10.rn
                    ) filter (
                      where t10.rn <= 5
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('ROW', t10.no::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t10.rn desc
                    ) filter (
                      where t10.rn <= 5
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t13.*
                    from
                      (
                        (
                          select
                            r.job_id,
                            r.no,
                            directory.unit_now (r.unit_id) as unit_id,
                            case
                              when w.id is not null then 'WITHDRAWN'
                              when r.state = 'WRITTEN' then 'REGISTERED'
                              else r.state
                            end as outcome
                          from
                            directory.import_row r
                            left join directory.registration_withdrawal w on w.unit_id = r.unit_id
                          where r.state in ('WRITTEN', 'MERGED', 'UNCHANGED')
                        )
                      ) t13
                    where
                      t13.job_id = t1.id
                      and exists (
                        select
                        from directory.import_job j
                        where j.id = t13.job_id and j.unit_id = viewer.unit_id
                        offset 0
                      )
                      and t13.outcome = any ($10::text[])
                    order by t13.no
                    limit 6
                  ) p
              ) t10
          ),
          'createdAt', t1.created_at,
          'checkedAt', t1.checked_at,
          'finishedAt', t1.finished_at,
          'version', t1.version
        )
      from directory.import_job t1
      where t1.id = $11::uuid and t1.unit_id = viewer.unit_id
    )
  )::text,
  viewer.problem
from viewer
;
-- on the guarded lane, under row-level security
with
  viewer as materialized (
    select
      v.*,
      v.alliances[1] as alliance_id,
      case when v.alliances[1] = any (v.coordinates) then v.alliances[1]
      end as coordinated
    from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
select
  (
    (
      select
        json_build_object(
          'failure', case when $6::text = 'en' then t1.failure_en else t1.failure_zh
          end,
          'issues', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'issue_' || replace(t2.id::text, '-', ''))), '[]'))
            from
              (
                select t3.*
                from directory.import_issue t3
                where
                  t3.job_id = t1.id
                  and exists (
                    select
                    from directory.import_job j
                    where j.id = t3.job_id and j.unit_id = viewer.unit_id
                    offset 0
                  )
                order by t3.row_no, t3.id
                limit 20
              ) t2
          )
        )
      from directory.import_job t1
      where t1.id = $7::uuid and t1.unit_id = viewer.unit_id
    )
  )::text,
  viewer.problem
from viewer
;
