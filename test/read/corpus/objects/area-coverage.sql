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
                          when $3::text[] is not null then (
                            select count(*)
                            from
                              (
                                select distinct r.type_code
                                from directory.relation r
                                where r.object_area_id = a.id and r.type_code = any ($3::text[]) and r.valid @> d.at
                              ) t
                          ) = cardinality($3::text[])
                          when $4::text[] is not null then (
                            select count(*)
                            from (select directory.offices_held (a.id, $4::text[], d.at, $2::timestamptz)) t
                          ) = cardinality($4::text[])
                          else a.id in (
                            select u.id
                            from d, directory.areas_served_on (t1.id, d.day, d.at, $5::text) u (id)
                          )
                        end
                    )
                  )::integer as covered,
                  t1.id as area_id,
                  $6::text as level,
                  coalesce($3::text[], $4::text[]) as types,
                  $3::text[] is not null as are_units,
                  (select d.at from d) as at,
                  (select d.day from d) as day
                from d, directory.areas_inside_on (t1.id, $6::text, d.day) a (id)
              ) t2
          ),
          'grids', (
            select json_build_object('covered', t3.covered, 'total', t3.total)
            from
              (
                with
                  d as (
                    select
                      coalesce((($7::date + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', $2::timestamptz) as at,
                      coalesce($7::date, ($2::timestamptz at time zone 'Asia/Shanghai')::date) as day
                  )
                select
                  count(*)::integer as total,
                  (
                    count(*) filter (
                      where
                        case
                          when $8::text[] is not null then (
                            select count(*)
                            from
                              (
                                select distinct r.type_code
                                from directory.relation r
                                where r.object_area_id = a.id and r.type_code = any ($8::text[]) and r.valid @> d.at
                              ) t
                          ) = cardinality($8::text[])
                          when $9::text[] is not null then (
                            select count(*)
                            from (select directory.offices_held (a.id, $9::text[], d.at, $2::timestamptz)) t
                          ) = cardinality($9::text[])
                          else a.id in (
                            select u.id
                            from d, directory.areas_served_on (t1.id, d.day, d.at, $10::text) u (id)
                          )
                        end
                    )
                  )::integer as covered,
                  t1.id as area_id,
                  $11::text as level,
                  coalesce($8::text[], $9::text[]) as types,
                  $8::text[] is not null as are_units,
                  (select d.at from d) as at,
                  (select d.day from d) as day
                from d, directory.areas_inside_on (t1.id, $11::text, d.day) a (id)
              ) t3
          )
        )
      from directory.area t1
      where t1.id = $12::uuid
    )
  )::text,
  coalesce(
    null,
    case
      when not $3::text[] <@ array(select t.code from directory.relation_type t where t.object_kind = 'AREA')
      or not $8::text[] <@ array(
        select t.code
        from directory.relation_type t
        where t.object_kind = 'AREA'
      ) then 'RELATION_TYPES_UNKNOWN'
      when not $4::text[] <@ array(
        select t.code
        from directory.person_relation_type t
        where t.object_kind = 'AREA' and t.is_public
      )
      or not $9::text[] <@ array(
        select t.code
        from directory.person_relation_type t
        where t.object_kind = 'AREA' and t.is_public
      ) then 'PERSON_RELATION_TYPES_UNKNOWN'
    end
  )
;
