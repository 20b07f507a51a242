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
          'next', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(
                    json_build_object('row', t2.no, 'outcome', t2.outcome)
                    order by t2.rn
                  ) filter (
                    where t2.rn <= 1
                  ),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'endCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('ROW', t2.no::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t2.rn desc
                    ) filter (
                      where t2.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t4.*
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
                      ) t4
                    where
                      t4.job_id = t1.id
                      and exists (
                        select
                        from exchange.import_job j
                        where j.id = t4.job_id and j.unit_id = viewer.unit_id
                        offset 0
                      )
                      and (t4.no) > ($6::integer)
                    order by t4.no
                    limit 1
                  ) p
              ) t2
          ),
          'previous', (
            select
              json_build_object(
                'nodes', coalesce(
                  json_agg(json_build_object('row', t5.no) order by t5.rn desc) filter (where t5.rn <= 1),
                  '[]'
                ),
                'pageInfo', json_build_object(
                  'startCursor', (
                    array_agg(
                      translate(encode(convert_to(json_build_array('ROW', t5.no::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                      order by t5.rn desc
                    ) filter (
                      where t5.rn <= 1
                    )
                  ) [1]
                )
              )
            from
              (
                select p.*, row_number() over () as rn
                from
                  (
                    select t7.*
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
                      ) t7
                    where
                      t7.job_id = t1.id
                      and exists (
                        select
                        from exchange.import_job j
                        where j.id = t7.job_id and j.unit_id = viewer.unit_id
                        offset 0
                      )
                      and (t7.no) < ($7::integer)
                    order by t7.no desc
                    limit 1
                  ) p
              ) t5
          )
        )
      from exchange.import_job t1
      where t1.id = $8::uuid and t1.unit_id = viewer.unit_id
    )
  )::text,
  viewer.problem
from viewer
;
