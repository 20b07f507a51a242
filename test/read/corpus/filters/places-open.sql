select
  (
    (
      select
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
          ),
          'nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]')
        )
      from
        (
          select t5.*
          from
            (
              select t6.*, 0 as lead
              from (select p.*, null::float8 as distance_m from directory.place p) t6
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
                    select t7.*
                    from (select p.*, null::float8 as distance_m from directory.place p) t7
                    where t7.id = k.key
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
            ) t5
          where
            t5.lead = (
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
                where s.place_id = t5.id and s.slot = (select directory.open_slot ($3::timestamptz))
                offset 0
              )
              and directory.is_open (t5.id, $3::timestamptz)
            )
          order by t5.id desc
          limit 20
        ) t1
    )
  )::text,
  coalesce(
    case
      when $4::uuid is not null
      and not exists (
        select
        from rights.login c
        where c.id = $4::uuid and c.valid @> $5::timestamptz
      ) then 'CREDENTIAL_ENDED'
    end,
    case
      when (
        $2::timestamptz >= least(directory.statutory_known_before ($5::timestamptz), $5::timestamptz + 90 * interval '1 day')
        or $2::timestamptz < $5::timestamptz - 365 * interval '1 day'
      )
      or (
        $3::timestamptz >= least(directory.statutory_known_before ($5::timestamptz), $5::timestamptz + 90 * interval '1 day')
        or $3::timestamptz < $5::timestamptz - 365 * interval '1 day'
      ) then 'OPENINGS_UNKNOWN'
    end
  )
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
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  coalesce(
    case
      when $3::uuid is not null
      and not exists (
        select
        from rights.login c
        where c.id = $3::uuid and c.valid @> $4::timestamptz
      ) then 'CREDENTIAL_ENDED'
    end,
    case
      when (
        $2::timestamptz >= least(directory.statutory_known_before ($4::timestamptz), $4::timestamptz + 90 * interval '1 day')
        or $2::timestamptz < $4::timestamptz - 365 * interval '1 day'
      ) then 'OPENINGS_UNKNOWN'
    end
  )
;
