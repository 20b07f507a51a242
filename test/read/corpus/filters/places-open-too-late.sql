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
                      select s.place_id
                      from directory.place_open_slot s
                      where s.slot = directory.open_slot ($1::timestamptz)
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
                      when not directory.are_many ('place_open_slot', 'slot', array[directory.open_slot ($1::timestamptz)::text], 'place') then 1
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
                when not directory.are_many ('place_open_slot', 'slot', array[directory.open_slot ($1::timestamptz)::text], 'place') then 1
                else 0
              end
          )
          and (
            exists (
              select
              from directory.place_open_slot s
              where s.place_id = t2.id and s.slot = (select directory.open_slot ($2::timestamptz))
              offset 0
            )
            and directory.is_open (t2.id, $2::timestamptz)
          )
      )
    )
  )::text,
  coalesce(
    null,
    case
      when (
        $2::timestamptz >= least(directory.statutory_known_before ($3::timestamptz), $3::timestamptz + 90 * interval '1 day')
        or $2::timestamptz < $3::timestamptz - 365 * interval '1 day'
      ) then 'OPENINGS_UNKNOWN'
    end
  )
;
