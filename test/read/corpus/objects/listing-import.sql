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
          'id', 'listingimport_' || replace(t1.id::text, '-', ''),
          'kind', t1.kind,
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
          'sheet', t1.sheet,
          'rowsRead', t1.rows_read,
          'rowsFailed', t1.rows_failed,
          'rowsDifferent', t1.rows_different,
          'rowsUnchanged', t1.rows_unchanged,
          'rowsWritten', t1.rows_written,
          'failure', case when $6::text = 'en' then t1.failure_en else t1.failure_zh
          end,
          'issues', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from exchange.import_issue t7
                  where
                    t7.job_id = t1.id
                    and exists (
                      select
                      from exchange.import_job j
                      where j.id = t7.job_id and j.unit_id = viewer.unit_id
                      offset 0
                    )
                    and t7.code = any ($7::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('ROW', t6.row_no::text, t6.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('id', 'listingissue_' || replace(t6.id::text, '-', ''))
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
                      'id', 'listingissue_' || replace(t6.id::text, '-', ''),
                      'row', t6.row_no,
                      'column', t6.column_name,
                      'value', t6.value,
                      'code', t6.code,
                      'message', case when $6::text = 'en' then t6.message_en else t6.message_zh
                      end,
                      'listingId', (
                        select lower(j.kind) || '_' || replace(t6.listing_id::text, '-', '')
                        from exchange.import_job j
                        where j.id = t6.job_id
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
                    select t8.*
                    from exchange.import_issue t8
                    where
                      t8.job_id = t1.id
                      and exists (
                        select
                        from exchange.import_job j
                        where j.id = t8.job_id and j.unit_id = viewer.unit_id
                        offset 0
                      )
                      and t8.code = any ($8::text[])
                    order by t8.row_no, t8.id
                    limit 6
                  ) p
              ) t6
          ),
          'listings', (
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
                          case r.state when 'WRITTEN' then 'PUBLISHED' else r.state
                          end as outcome,
                          case j.kind when 'RESOURCE' then r.listing_id
                          end as resource_id,
                          case j.kind when 'OFFER' then r.listing_id
                          end as offer_id,
                          case j.kind when 'NEED' then r.listing_id
                          end as need_id
                        from exchange.import_row r join exchange.import_job j on j.id = r.job_id
                        where r.state in ('WRITTEN', 'UNCHANGED', 'DIFFERENT')
                      )
                    ) t10
                  where
                    t10.job_id = t1.id
                    and exists (
                      select
                      from exchange.import_job j
                      where j.id = t10.job_id and j.unit_id = viewer.unit_id
                      offset 0
                    )
                    and t10.outcome = any ($9::text[])
                ),
                'edges', coalesce(
                  json_agg(
                    json_build_object(
                      'cursor', translate(encode(convert_to(json_build_array('ROW', t9.no::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                      'node', json_build_object('row', t9.no)
                    )
                    order by t9.rn
                  ) filter (
                    where t9.rn <= 5
                  ),
                  '[]'
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'row', t9.no,
                      'outcome', t9.outcome,
                      'resource', (
                        select json_build_object('name', t11.name)
                        from exchange.resource t11
                        where
                          t11.id = t9.resource_id
                          and (
                            (
                              (
                                (
                                  t11.visibility = 'PUBLIC'
                                  or (
                                    t11.visibility = 'ALLIANCE'
                                    and viewer.alliance_id = any (t11.shown_to)
                                    and t11.owner_unit_id in (
                                      select m.unit_id
                                      from rights.membership m
                                      where
                                        m.alliance_id = viewer.alliance_id
                                        and coalesce(m.valid @> $5::timestamptz, false)
                                    )
                                  )
                                  or (
                                    t11.visibility = 'ALLIANCE'
                                    and t11.owner_unit_id in (
                                      select s.provider_unit_id
                                      from rights.share s
                                      where
                                        s.kind = 'OFFERS'
                                        and coalesce(s.valid @> $5::timestamptz, false)
                                        and s.consumer_unit_id = viewer.unit_id
                                    )
                                  )
                                )
                              )
                              or (
                                t11.owner_unit_id = viewer.unit_id
                                and (
                                  t11.visibility = 'UNIT'
                                  or (t11.visibility = 'PUBLIC' or viewer.alliance_id = any (t11.shown_to))
                                )
                              )
                            )
                          ) is true
                      ),
                      'offer', (
                        select json_build_object('title', t12.title)
                        from exchange.offer t12
                        where
                          t12.id = t9.offer_id
                          and (
                            (
                              (
                                (
                                  (
                                    t12.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                    and (t12.paused_for is null or viewer.unit_id = any (t12.paused_for))
                                  )
                                  and (
                                    t12.visibility = 'PUBLIC'
                                    or (
                                      t12.visibility = 'ALLIANCE'
                                      and viewer.alliance_id = any (t12.shown_to)
                                      and t12.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.alliance_id
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                    )
                                    or (
                                      t12.visibility = 'ALLIANCE'
                                      and t12.owner_unit_id in (
                                        select s.provider_unit_id
                                        from rights.share s
                                        where
                                          s.kind = 'OFFERS'
                                          and coalesce(s.valid @> $5::timestamptz, false)
                                          and s.consumer_unit_id = viewer.unit_id
                                      )
                                    )
                                  )
                                )
                                or (
                                  t12.owner_unit_id = viewer.unit_id
                                  and (
                                    t12.visibility = 'UNIT'
                                    or (t12.visibility = 'PUBLIC' or viewer.alliance_id = any (t12.shown_to))
                                  )
                                )
                              )
                            ) is true
                            or (
                              (t12.state in ('IN_REVIEW', 'RETURNED') or t12.paused_for is not null)
                              and (
                                t12.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                and (
                                  viewer.coordinated = any (t12.shown_to)
                                  or (t12.visibility = 'PUBLIC' and t12.shown_to = '{}')
                                )
                              )
                            )
                          )
                      ),
                      'need', (
                        select json_build_object('title', t13.title)
                        from exchange.need t13
                        where
                          t13.id = t9.need_id
                          and (
                            (
                              (
                                (
                                  (
                                    t13.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                    and (t13.paused_for is null or viewer.unit_id = any (t13.paused_for))
                                  )
                                  and (
                                    t13.visibility = 'PUBLIC'
                                    or (
                                      t13.visibility = 'ALLIANCE'
                                      and viewer.alliance_id = any (t13.shown_to)
                                      and t13.owner_unit_id in (
                                        select m.unit_id
                                        from rights.membership m
                                        where
                                          m.alliance_id = viewer.alliance_id
                                          and coalesce(m.valid @> $5::timestamptz, false)
                                      )
                                    )
                                    or (
                                      t13.visibility = 'ALLIANCE'
                                      and t13.owner_unit_id in (
                                        select s.provider_unit_id
                                        from rights.share s
                                        where
                                          s.kind = 'NEEDS'
                                          and coalesce(s.valid @> $5::timestamptz, false)
                                          and s.consumer_unit_id = viewer.unit_id
                                      )
                                    )
                                  )
                                )
                                or (
                                  t13.owner_unit_id = viewer.unit_id
                                  and (
                                    t13.visibility = 'UNIT'
                                    or (t13.visibility = 'PUBLIC' or viewer.alliance_id = any (t13.shown_to))
                                  )
                                )
                              )
                            ) is true
                            or (
                              (t13.state in ('IN_REVIEW', 'RETURNED') or t13.paused_for is not null)
                              and (
                                t13.owner_unit_id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                and (
                                  viewer.coordinated = any (t13.shown_to)
                                  or (t13.visibility = 'PUBLIC' and t13.shown_to = '{}')
                                )
                              )
                            )
                          )
                      )
                    )
                    order by t9.rn
                  ) filter (
                    where t9.rn <= 5
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'hasNextPage', count(*) > 5,
                  'hasPreviousPage', false,
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('ROW', t9.no::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t9.rn
                    ) filter (
                      where t9.rn <= 5
                    )
                  ) [1],
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('ROW', t9.no::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t9.rn desc
                    ) filter (
                      where t9.rn <= 5
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t14.*
                    from
                      (
                        (
                          select
                            r.job_id,
                            r.no,
                            case r.state when 'WRITTEN' then 'PUBLISHED' else r.state
                            end as outcome,
                            case j.kind when 'RESOURCE' then r.listing_id
                            end as resource_id,
                            case j.kind when 'OFFER' then r.listing_id
                            end as offer_id,
                            case j.kind when 'NEED' then r.listing_id
                            end as need_id
                          from exchange.import_row r join exchange.import_job j on j.id = r.job_id
                          where r.state in ('WRITTEN', 'UNCHANGED', 'DIFFERENT')
                        )
                      ) t14
                    where
                      t14.job_id = t1.id
                      and exists (
                        select
                        from exchange.import_job j
                        where j.id = t14.job_id and j.unit_id = viewer.unit_id
                        offset 0
                      )
                      and t14.outcome = any ($10::text[])
                    order by t14.no
                    limit 6
                  ) p
              ) t9
          ),
          'createdAt', t1.created_at,
          'checkedAt', t1.checked_at,
          'finishedAt', t1.finished_at,
          'version', t1.version
        )
      from exchange.import_job t1
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
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'listingissue_' || replace(t2.id::text, '-', ''))), '[]'))
            from
              (
                select t3.*
                from exchange.import_issue t3
                where
                  t3.job_id = t1.id
                  and exists (
                    select
                    from exchange.import_job j
                    where j.id = t3.job_id and j.unit_id = viewer.unit_id
                    offset 0
                  )
                order by t3.row_no, t3.id
                limit 20
              ) t2
          )
        )
      from exchange.import_job t1
      where t1.id = $7::uuid and t1.unit_id = viewer.unit_id
    )
  )::text,
  viewer.problem
from viewer
;
