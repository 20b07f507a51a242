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
                      select case when $6::text = 'en' then k.label_en else k.label_zh end
                      from directory.term k
                      where k.code = t1.kind
                    )
                  )
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from (select p.*, null::float8 as distance_m from directory.place p) t2
          where t2.parent_id = $7::uuid
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from
          (
            (select t3.*, 0 as lead from (select p.*, null::float8 as distance_m from directory.place p) t3)
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
          with
            choice as materialized (
              select
                case
                  when not directory.are_common_in_places (directory.grams_sought (directory.fold ($1::text))) then 1
                  else 0
                end as n
            )
          select t2.*
          from
            (
              (select t3.*, 0 as lead from (select p.*, null::float8 as distance_m from directory.place p) t3)
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
                          directory.grams_of (directory.fold (p.shown_name)) @> directory.grams_sought (directory.fold ($1::text))
                      ) l (key)
                  ) k,
                  lateral (
                    select t4.*
                    from (select p.*, null::float8 as distance_m from directory.place p) t4
                    where t4.id = k.key
                    offset 0
                  ) t
                where 1 = (select c.n from choice c)
                offset 0
              )
            ) t2
          where
            t2.lead = (select c.n from choice c)
            and coalesce(strpos(directory.fold (t2.shown_name), (select directory.fold ($2::text))) > 0, false)
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
                      select case when $6::text = 'en' then k.label_en else k.label_zh end
                      from directory.term k
                      where k.code = t1.kind
                    )
                  )
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from
            (
              select t.*
              from
                (
                  select
                    directory.areas_leading_to (
                      $7::uuid,
                      case when $8::boolean then ($5::timestamptz at time zone 'Asia/Shanghai')::date
                      end
                    )
                ) w (part),
                lateral (
                  select t3.*
                  from directory.place_within l, (select p.*, null::float8 as distance_m from directory.place p) t3
                  where
                    l.area_id = w.part
                    and t3.id = l.place_id
                    and exists (
                      select
                      from directory.area a
                      where
                        a.id = t3.shown_area_id
                        and case
                          when $9::boolean
                          and exists (
                            select
                            from directory.area_succession s
                            where
                              s.from_id = any (a.path)
                              and s.day <= ($5::timestamptz at time zone 'Asia/Shanghai')::date
                          ) then $10::uuid in (
                            select directory.areas_above_on (a.id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                          )
                          else a.path @> array[$10::uuid]
                        end
                      offset 0
                    )
                  order by t3.id desc
                  limit 20
                ) t
            ) t2
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
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
                      select case when $6::text = 'en' then k.label_en else k.label_zh end
                      from directory.term k
                      where k.code = t1.kind
                    )
                  )
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from
            (
              select t.*
              from
                (
                  select
                    directory.areas_leading_to (
                      $7::uuid,
                      case when $8::boolean then ($5::timestamptz at time zone 'Asia/Shanghai')::date
                      end
                    )
                ) w (part),
                lateral (
                  select t3.*
                  from directory.place_within l, (select p.*, null::float8 as distance_m from directory.place p) t3
                  where
                    l.area_id = w.part
                    and t3.id = l.place_id
                    and exists (
                      select
                      from directory.area a
                      where
                        a.id = t3.shown_area_id
                        and case
                          when $9::boolean
                          and exists (
                            select
                            from directory.area_succession s
                            where
                              s.from_id = any (a.path)
                              and s.day <= ($5::timestamptz at time zone 'Asia/Shanghai')::date
                          ) then $10::uuid in (
                            select directory.areas_above_on (a.id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)
                          )
                          else a.path @> array[$10::uuid]
                        end
                      offset 0
                    )
                  order by t3.id desc
                  limit 20
                ) t
            ) t2
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
;
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
            from
              (
                select p.*, directory.metres_between (w[0], w[1], p.shown_at[0], p.shown_at[1]) as distance_m
                from directory.place p, directory.from_crs ($6::float8, $7::float8, $8::text) w
                where
                  p.shown_at <@ directory.box_around (w[0], w[1], $9::float8)
                  and directory.metres_between (w[0], w[1], p.shown_at[0], p.shown_at[1]) <= $9::float8
              ) t2
            where true
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
                      select case when $10::text = 'en' then k.label_en else k.label_zh end
                      from directory.term k
                      where k.code = t1.kind
                    )
                  )
                end,
                'distanceMetres', round(t1.distance_m)::integer
              )
            ),
            '[]'
          )
        )
      from
        (
          select t3.*
          from
            (
              select p.*, directory.metres_between (w[0], w[1], p.shown_at[0], p.shown_at[1]) as distance_m
              from directory.place p, directory.from_crs ($11::float8, $12::float8, $13::text) w
              where
                p.shown_at <@ directory.box_around (w[0], w[1], $14::float8)
                and directory.metres_between (w[0], w[1], p.shown_at[0], p.shown_at[1]) <= $14::float8
            ) t3
          where true
          order by coalesce(t3.distance_m, 'infinity'::float8), t3.id
          limit 20
        ) t1
    )
  )::text,
  viewer.problem
from viewer
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
