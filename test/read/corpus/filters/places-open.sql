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
                (select t3.*, 0 as lead from (select p.*, null::float8 as distance_m from directory.place p) t3)
                union all
                (
                  select t.*, 1 as lead
                  from
                    (
                      select distinct l.key
                      from
                        (
                          select s.place_id
                          from directory.place_open_slot s
                          where s.slot = directory.open_slot ($6::timestamptz)
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
                          when not directory.are_many ('place_open_slot', 'slot', array[directory.open_slot ($6::timestamptz)::text], 'place') then 1
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
                    when not directory.are_many ('place_open_slot', 'slot', array[directory.open_slot ($6::timestamptz)::text], 'place') then 1
                    else 0
                  end
              )
              and (
                exists (
                  select
                  from directory.place_open_slot s
                  where s.place_id = t2.id and s.slot = (select directory.open_slot ($7::timestamptz))
                  offset 0
                )
                and directory.is_open (t2.id, $7::timestamptz)
              )
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
                      select case when $8::text = 'en' then k.label_en else k.label_zh end
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
          with
            choice as materialized (
              select
                case
                  when not directory.are_many ('place_open_slot', 'slot', array[directory.open_slot ($9::timestamptz)::text], 'place') then 1
                  else 0
                end as n
            )
          select t5.*
          from
            (
              (select t6.*, 0 as lead from (select p.*, null::float8 as distance_m from directory.place p) t6)
              union all
              (
                select t.*, 1 as lead
                from
                  (
                    select distinct l.key
                    from
                      (
                        select s.place_id
                        from directory.place_open_slot s
                        where s.slot = directory.open_slot ($9::timestamptz)
                      ) l (key)
                  ) k,
                  lateral (
                    select t7.*
                    from (select p.*, null::float8 as distance_m from directory.place p) t7
                    where t7.id = k.key
                    offset 0
                  ) t
                where 1 = (select c.n from choice c)
                offset 0
              )
            ) t5
          where
            t5.lead = (select c.n from choice c)
            and (
              exists (
                select
                from directory.place_open_slot s
                where s.place_id = t5.id and s.slot = (select directory.open_slot ($10::timestamptz))
                offset 0
              )
              and directory.is_open (t5.id, $10::timestamptz)
            )
          order by t5.id desc
          limit 20
        ) t1
    )
  )::text,
  coalesce(
    viewer.problem,
    case
      when (
        $7::timestamptz >= least(directory.statutory_known_before ($5::timestamptz), $5::timestamptz + 90 * interval '1 day')
        or $7::timestamptz < $5::timestamptz - 365 * interval '1 day'
      )
      or (
        $10::timestamptz >= least(directory.statutory_known_before ($5::timestamptz), $5::timestamptz + 90 * interval '1 day')
        or $10::timestamptz < $5::timestamptz - 365 * interval '1 day'
      ) then 'OPENINGS_UNKNOWN'
    end
  )
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
          with
            choice as materialized (
              select
                case
                  when not directory.are_many ('place_open_slot', 'slot', array[directory.open_slot ($7::timestamptz)::text], 'place') then 1
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
                        select s.place_id
                        from directory.place_open_slot s
                        where s.slot = directory.open_slot ($7::timestamptz)
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
            and (
              exists (
                select
                from directory.place_open_slot s
                where s.place_id = t2.id and s.slot = (select directory.open_slot ($8::timestamptz))
                offset 0
              )
              and directory.is_open (t2.id, $8::timestamptz)
            )
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  coalesce(
    viewer.problem,
    case
      when (
        $8::timestamptz >= least(directory.statutory_known_before ($5::timestamptz), $5::timestamptz + 90 * interval '1 day')
        or $8::timestamptz < $5::timestamptz - 365 * interval '1 day'
      ) then 'OPENINGS_UNKNOWN'
    end
  )
from viewer
;
