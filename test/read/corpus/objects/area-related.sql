select
  (
    (
      select
        json_build_object(
          'coverage', (
            select
              json_build_object(
                'covered', t2.covered,
                'total', t2.total,
                'each', (
                  select coalesce(json_agg(json_build_object('type', t3.type, 'covered', t3.covered)), '[]')
                  from
                    (
                      with d as (select t2.at as at, t2.day as day)
                      select
                        w.type,
                        (
                          select count(*)::integer
                          from d, directory.areas_inside_on (t2.area_id, t2.level, d.day) a (id)
                          where
                            case
                              when t2.are_units then exists (
                                select distinct r.type_code
                                from directory.relation r
                                where r.object_area_id = a.id and r.type_code = any (array[w.type]) and r.valid @> d.at
                              )
                              else exists (select directory.offices_held (a.id, array[w.type], d.at, $1::timestamptz))
                            end
                        ) as covered
                      from unnest(t2.types) with ordinality w (type, n)
                      order by w.n
                    ) t3
                )
              )
            from
              (
                with
                  d as (
                    select
                      coalesce((($2::date + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', $1::timestamptz) as at,
                      coalesce($2::date, ($1::timestamptz at time zone 'Asia/Shanghai')::date) as day
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
                            from (select directory.offices_held (a.id, $4::text[], d.at, $1::timestamptz)) t
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
          'heads', (
            select
              json_build_object(
                'covered', t4.covered,
                'total', t4.total,
                'each', (
                  select coalesce(json_agg(json_build_object('type', t5.type, 'covered', t5.covered)), '[]')
                  from
                    (
                      with d as (select t4.at as at, t4.day as day)
                      select
                        w.type,
                        (
                          select count(*)::integer
                          from d, directory.areas_inside_on (t4.area_id, t4.level, d.day) a (id)
                          where
                            case
                              when t4.are_units then exists (
                                select distinct r.type_code
                                from directory.relation r
                                where r.object_area_id = a.id and r.type_code = any (array[w.type]) and r.valid @> d.at
                              )
                              else exists (select directory.offices_held (a.id, array[w.type], d.at, $1::timestamptz))
                            end
                        ) as covered
                      from unnest(t4.types) with ordinality w (type, n)
                      order by w.n
                    ) t5
                )
              )
            from
              (
                with
                  d as (
                    select
                      coalesce((($7::date + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', $1::timestamptz) as at,
                      coalesce($7::date, ($1::timestamptz at time zone 'Asia/Shanghai')::date) as day
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
                            from (select directory.offices_held (a.id, $9::text[], d.at, $1::timestamptz)) t
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
              ) t4
          ),
          'places', (
            select
              json_build_object(
                'covered', t6.covered,
                'each', (
                  select coalesce(json_agg(json_build_object('type', t7.type)), '[]')
                  from
                    (
                      with d as (select t6.at as at, t6.day as day)
                      select
                        w.type,
                        (
                          select count(*)::integer
                          from d, directory.areas_inside_on (t6.area_id, t6.level, d.day) a (id)
                          where
                            case
                              when t6.are_units then exists (
                                select distinct r.type_code
                                from directory.relation r
                                where r.object_area_id = a.id and r.type_code = any (array[w.type]) and r.valid @> d.at
                              )
                              else exists (select directory.offices_held (a.id, array[w.type], d.at, $1::timestamptz))
                            end
                        ) as covered
                      from unnest(t6.types) with ordinality w (type, n)
                      order by w.n
                    ) t7
                )
              )
            from
              (
                with
                  d as (
                    select
                      coalesce((($12::date + 1)::timestamp at time zone 'Asia/Shanghai') - interval '1 millisecond', $1::timestamptz) as at,
                      coalesce($12::date, ($1::timestamptz at time zone 'Asia/Shanghai')::date) as day
                  )
                select
                  count(*)::integer as total,
                  (
                    count(*) filter (
                      where
                        case
                          when $13::text[] is not null then (
                            select count(*)
                            from
                              (
                                select distinct r.type_code
                                from directory.relation r
                                where r.object_area_id = a.id and r.type_code = any ($13::text[]) and r.valid @> d.at
                              ) t
                          ) = cardinality($13::text[])
                          when $14::text[] is not null then (
                            select count(*)
                            from (select directory.offices_held (a.id, $14::text[], d.at, $1::timestamptz)) t
                          ) = cardinality($14::text[])
                          else a.id in (
                            select u.id
                            from d, directory.areas_served_on (t1.id, d.day, d.at, $15::text) u (id)
                          )
                        end
                    )
                  )::integer as covered,
                  t1.id as area_id,
                  $16::text as level,
                  coalesce($13::text[], $14::text[]) as types,
                  $13::text[] is not null as are_units,
                  (select d.at from d) as at,
                  (select d.day from d) as day
                from d, directory.areas_inside_on (t1.id, $16::text, d.day) a (id)
              ) t6
          )
        )
      from directory.area t1
      where t1.id = $17::uuid
    )
  )::text,
  coalesce(
    null,
    case
      when not $3::text[] <@ array(select t.code from directory.relation_type t where t.object_kind = 'AREA')
      or not $8::text[] <@ array(select t.code from directory.relation_type t where t.object_kind = 'AREA')
      or not $13::text[] <@ array(
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
      )
      or not $14::text[] <@ array(
        select t.code
        from directory.person_relation_type t
        where t.object_kind = 'AREA' and t.is_public
      ) then 'PERSON_RELATION_TYPES_UNKNOWN'
    end
  )
;
select
  (
    (
      select
        json_build_object(
          'relations', (
            select
              json_build_object(
                'totalCount', (
                  select count(*)
                  from directory.relation t3
                  where
                    t3.object_area_id = t1.id
                    and t3.state in ('AGREED', 'ENDED')
                    and t3.object_area_id = $1::uuid
                    and case
                      when t3.valid is null then t3.state
                      when coalesce(t3.valid @> $2::timestamptz, false) then 'IN_FORCE'
                      when lower(t3.valid) > $2::timestamptz then 'UPCOMING'
                      else 'ENDED'
                    end = any ($3::text[])
                    and t3.type_code = $4::text
                ),
                'nodes', coalesce(
                  json_agg(
                    json_build_object(
                      'type', (
                        select
                          json_build_object(
                            'inverseLabel', case when $5::text = 'en' then t4.inverse_en else t4.inverse_zh
                            end,
                            'objectKind', t4.object_kind
                          )
                        from directory.relation_type t4
                        where t4.code = t2.type_code
                      ),
                      'subject', (
                        select json_build_object('shortName', t5.short_name)
                        from directory.unit t5
                        where t5.id = t2.subject_unit_id
                      ),
                      'object', (
                        select json_build_object('id', 'unit_' || replace(t6.id::text, '-', ''))
                        from directory.unit t6
                        where t6.id = t2.object_unit_id
                      ),
                      'objectArea', (
                        select json_build_object('name', t7.name)
                        from directory.area t7
                        where t7.id = t2.object_area_id
                      ),
                      'statement', case when false then t2.statement
                      end,
                      'state', case
                        when t2.valid is null then t2.state
                        when coalesce(t2.valid @> $2::timestamptz, false) then 'IN_FORCE'
                        when lower(t2.valid) > $2::timestamptz then 'UPCOMING'
                        else 'ENDED'
                      end
                    )
                  ),
                  '[]'
                )
              )
            from
              (
                select t8.*
                from directory.relation t8
                where
                  t8.object_area_id = t1.id
                  and t8.state in ('AGREED', 'ENDED')
                  and t8.object_area_id = $6::uuid
                  and case
                    when t8.valid is null then t8.state
                    when coalesce(t8.valid @> $2::timestamptz, false) then 'IN_FORCE'
                    when lower(t8.valid) > $2::timestamptz then 'UPCOMING'
                    else 'ENDED'
                  end = any ($7::text[])
                  and t8.type_code = $8::text
                order by t8.id desc
                limit 5
              ) t2
          )
        )
      from directory.area t1
      where t1.id = $9::uuid
    )
  )::text,
  null
;
