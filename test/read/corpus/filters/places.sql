select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from (select p.*, null::float8 as distance_m from directory.place p) t2
        where t2.owner_unit_id = $1::uuid
      ),
      'byKind', (
        select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
        from
          (
            select t3.kind as value, count(*) as count
            from (select p.*, null::float8 as distance_m from directory.place p) t3
            where t3.owner_unit_id = $2::uuid and t3.kind is not null
            group by 1
            order by 2 desc, 1
            limit 100
          ) f
      ),
      'byStatus', (
        select coalesce(json_agg(json_build_object('value', f.value, 'count', f.count)), '[]')
        from
          (
            select t4.status as value, count(*) as count
            from (select p.*, null::float8 as distance_m from directory.place p) t4
            where t4.owner_unit_id = $3::uuid and t4.status is not null
            group by 1
            order by 2 desc, 1
            limit 100
          ) f
      )
    )
  )::text,
  case
    when $4::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $4::uuid and c.valid @> $5::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]'))
      from
        (
          select t2.*
          from (select p.*, null::float8 as distance_m from directory.place p) t2
          where t2.parent_id = $1::uuid
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  case
    when $2::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $2::uuid and c.valid @> $3::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from
          (
            select t3.*, 0 as lead
            from (select p.*, null::float8 as distance_m from directory.place p) t3
            union all
            (
              select t.*, 1 as lead
              from
                (
                  select distinct l.key
                  from
                    (
                      select p.id
                      from
                        unnest($1::text[]) w (kind),
                        lateral (select o.id from directory.place o where o.kind = w.kind offset 0) p
                    ) l (key)
                ) k,
                lateral (
                  select t4.*
                  from (select p.*, null::float8 as distance_m from directory.place p) t4
                  where t4.id = k.key
                  offset 0
                ) t
              where
                1 = (select case when not directory.are_many ('place', 'kind', $2::text[], 'place') then 1 else 0 end)
              offset 0
            )
          ) t2
        where
          t2.lead = (select case when not directory.are_many ('place', 'kind', $2::text[], 'place') then 1 else 0 end)
          and t2.kind = any ($3::text[])
          and t2.level = any ($4::text[])
      )
    )
  )::text,
  case
    when $5::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $5::uuid and c.valid @> $6::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from (select p.*, null::float8 as distance_m from directory.place p) t2
        where t2.status = any ($1::text[])
      )
    )
  )::text,
  case
    when $2::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $2::uuid and c.valid @> $3::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('reason', t1.reason)), '[]'))
      from
        (
          select t2.*
          from
            (
              select t3.*, 0 as lead
              from (select p.*, null::float8 as distance_m from directory.place p) t3
              union all
              (
                select t.*, 1 as lead
                from
                  (
                    select distinct l.key
                    from
                      (
                        select p.id
                        from directory.place p
                        where
                          directory.grams_of (directory.fold (p.name)) @> directory.grams_sought (directory.fold ($1::text))
                      ) l (key)
                  ) k,
                  lateral (
                    select t4.*
                    from (select p.*, null::float8 as distance_m from directory.place p) t4
                    where t4.id = k.key
                    offset 0
                  ) t
                where
                  1 = (
                    select
                      case
                        when not directory.are_common_in_places (directory.grams_sought (directory.fold ($1::text))) then 1
                        else 0
                      end
                  )
                offset 0
              )
            ) t2
          where
            t2.lead = (
              select
                case
                  when not directory.are_common_in_places (directory.grams_sought (directory.fold ($1::text))) then 1
                  else 0
                end
            )
            and strpos(directory.fold (t2.name), (select directory.fold ($2::text))) > 0
            and t2.status = any ($3::text[])
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  case
    when $4::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $4::uuid and c.valid @> $5::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]'))
      from
        (
          select t2.*
          from
            (
              select t3.*, 0 as lead
              from (select p.*, null::float8 as distance_m from directory.place p) t3
              union all
              (
                select t.*, 1 as lead
                from
                  (
                    select distinct l.key
                    from
                      (
                        select p.id
                        from
                          directory.areas_within ($1::uuid, $2::boolean) w (id),
                          lateral (select o.id from directory.place o where o.shown_area_id = w.id offset 0) p
                      ) l (key)
                  ) k,
                  lateral (
                    select t4.*
                    from (select p.*, null::float8 as distance_m from directory.place p) t4
                    where t4.id = k.key
                    offset 0
                  ) t
                where 1 = (select case when not directory.are_many_in_area ($1::uuid, $2::boolean) then 1 else 0 end)
                offset 0
              )
            ) t2
          where
            t2.lead = (select case when not directory.are_many_in_area ($1::uuid, $2::boolean) then 1 else 0 end)
            and exists (
              select
              from directory.area a
              where
                a.id = t2.shown_area_id
                and (
                  a.path @> array[$3::uuid]
                  or $4::boolean
                  and exists (
                    select
                    from directory.area_succession s
                    where
                      s.from_id = any (a.path)
                      and s.kind <> 'SPLIT'
                      and s.to_id in (select directory.areas_within ($3::uuid, true))
                  )
                )
              offset 0
            )
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  case
    when $5::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $5::uuid and c.valid @> $6::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]'))
      from
        (
          select t2.*
          from
            (
              select t3.*, 0 as lead
              from (select p.*, null::float8 as distance_m from directory.place p) t3
              union all
              (
                select t.*, 1 as lead
                from
                  (
                    select distinct l.key
                    from
                      (
                        select p.id
                        from
                          directory.areas_within ($1::uuid, $2::boolean) w (id),
                          lateral (select o.id from directory.place o where o.shown_area_id = w.id offset 0) p
                      ) l (key)
                  ) k,
                  lateral (
                    select t4.*
                    from (select p.*, null::float8 as distance_m from directory.place p) t4
                    where t4.id = k.key
                    offset 0
                  ) t
                where 1 = (select case when not directory.are_many_in_area ($1::uuid, $2::boolean) then 1 else 0 end)
                offset 0
              )
            ) t2
          where
            t2.lead = (select case when not directory.are_many_in_area ($1::uuid, $2::boolean) then 1 else 0 end)
            and exists (
              select
              from directory.area a
              where
                a.id = t2.shown_area_id
                and (
                  a.path @> array[$3::uuid]
                  or $4::boolean
                  and exists (
                    select
                    from directory.area_succession s
                    where
                      s.from_id = any (a.path)
                      and s.kind <> 'SPLIT'
                      and s.to_id in (select directory.areas_within ($3::uuid, true))
                  )
                )
              offset 0
            )
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  case
    when $5::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $5::uuid and c.valid @> $6::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    (
      select
        json_build_object(
          'totalCount', (
            select count(*)
            from
              (
                select p.*, directory.metres_between (w[0], w[1], p.shown_at[0], p.shown_at[1]) as distance_m
                from directory.place p, directory.from_crs ($1::float8, $2::float8, $3::text) w
                where
                  p.shown_at <@ directory.box_around (w[0], w[1], $4::float8)
                  and directory.metres_between (w[0], w[1], p.shown_at[0], p.shown_at[1]) <= $4::float8
              ) t2
            where true
          ),
          'nodes', coalesce(json_agg(json_build_object('name', t1.name, 'distanceMetres', round(t1.distance_m)::integer)), '[]')
        )
      from
        (
          select t3.*
          from
            (
              select p.*, directory.metres_between (w[0], w[1], p.shown_at[0], p.shown_at[1]) as distance_m
              from directory.place p, directory.from_crs ($5::float8, $6::float8, $7::text) w
              where
                p.shown_at <@ directory.box_around (w[0], w[1], $8::float8)
                and directory.metres_between (w[0], w[1], p.shown_at[0], p.shown_at[1]) <= $8::float8
            ) t3
          where true
          order by coalesce(t3.distance_m, 'infinity'::float8), t3.id
          limit 20
        ) t1
    )
  )::text,
  case
    when $9::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $9::uuid and c.valid @> $10::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('code', t1.code)), '[]'))
      from
        (
          select t2.*
          from directory.term t2
          where t2.scheme = any ($1::text[])
          order by t2.scheme, t2.rank, t2.id
          limit 20
        ) t1
    )
  )::text,
  case
    when $2::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $2::uuid and c.valid @> $3::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
