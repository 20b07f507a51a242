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
          'totalCount', (
            select count(*)
            from (select p.*, null::float8 as distance_m from directory.place p) t2
            where t2.services && $6::text[]
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'name', case
                  when (
                    t1.is_public
                    or t1.owner_unit_id = viewer.unit_id
                    or t1.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  ) then t1.name
                  else coalesce(
                    t1.shown_name,
                    (
                      select case when $7::text = 'en' then k.label_en else k.label_zh end
                      from directory.term k
                      where k.code = t1.kind
                    )
                  )
                end,
                'services', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'code', t3.code,
                          'label', case when $7::text = 'en' then t3.label_en else t3.label_zh
                          end
                        )
                      ),
                      '[]'
                    )
                  from
                    (
                      select *
                      from directory.term t3
                      where t3.code = any (t1.services)
                      order by t3.scheme, t3.rank, t3.id
                      limit 100
                    ) t3
                )
              )
            ),
            '[]'
          )
        )
      from
        (
          select t4.*
          from (select p.*, null::float8 as distance_m from directory.place p) t4
          where t4.services && $8::text[]
          order by t4.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
