select
  (
    (
      select
        json_build_object(
          'coverage', (
            select json_build_object('covered', t2.covered, 'total', t2.total)
            from
              (
                with
                  d as (
                    select
                      coalesce((($1::date + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', $2::timestamptz) as at,
                      coalesce($1::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) as day
                  )
                select
                  count(*)::integer as total,
                  (
                    count(*) filter (
                      where
                        case
                          when $3::text[] is null then a.id in (
                            select u.id
                            from d, directory.areas_served_on (t1.id, d.day, d.at, $4::text) u (id)
                          )
                          else (
                            select count(distinct r.type_code)
                            from directory.relation r
                            where r.object_area_id = a.id and r.type_code = any ($3::text[]) and r.valid @> d.at
                          ) = cardinality($3::text[])
                        end
                    )
                  )::integer as covered,
                  t1.id as area_id,
                  $5::text as level,
                  $3::text[] as types,
                  (select d.at from d) as at,
                  (select d.day from d) as day
                from d, directory.areas_inside_on (t1.id, $5::text, d.day) a (id)
              ) t2
          ),
          'grids', (
            select json_build_object('covered', t3.covered, 'total', t3.total)
            from
              (
                with
                  d as (
                    select
                      coalesce((($6::date + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', $2::timestamptz) as at,
                      coalesce($6::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) as day
                  )
                select
                  count(*)::integer as total,
                  (
                    count(*) filter (
                      where
                        case
                          when $7::text[] is null then a.id in (
                            select u.id
                            from d, directory.areas_served_on (t1.id, d.day, d.at, $8::text) u (id)
                          )
                          else (
                            select count(distinct r.type_code)
                            from directory.relation r
                            where r.object_area_id = a.id and r.type_code = any ($7::text[]) and r.valid @> d.at
                          ) = cardinality($7::text[])
                        end
                    )
                  )::integer as covered,
                  t1.id as area_id,
                  $9::text as level,
                  $7::text[] as types,
                  (select d.at from d) as at,
                  (select d.day from d) as day
                from d, directory.areas_inside_on (t1.id, $9::text, d.day) a (id)
              ) t3
          )
        )
      from directory.area t1
      where t1.id = $10::uuid
    )
  )::text,
  coalesce(
    null,
    case
      when not $3::text[] <@ array(select t.code from directory.relation_type t where t.object_kind = 'AREA')
      or not $7::text[] <@ array(
        select t.code
        from directory.relation_type t
        where t.object_kind = 'AREA'
      ) then 'RELATION_TYPES_UNKNOWN'
    end
  )
;
