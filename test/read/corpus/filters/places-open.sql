select
  (
    (
      select
        json_build_object(
          'totalCount', (
            select count(*)
            from (select p.*, null::float8 as distance_m from directory.place p) t2
            where
              (
                t2.id in (
                  select s.place_id
                  from directory.place_open_slot s
                  where s.slot = directory.open_slot ($1::timestamptz)
                )
                and directory.is_open (t2.id, $1::timestamptz)
              )
          ),
          'nodes', coalesce(json_agg(json_build_object('name', t1.name)), '[]')
        )
      from
        (
          select t3.*
          from (select p.*, null::float8 as distance_m from directory.place p) t3
          where
            (
              t3.id in (
                select s.place_id
                from directory.place_open_slot s
                where s.slot = directory.open_slot ($2::timestamptz)
              )
              and directory.is_open (t3.id, $2::timestamptz)
            )
          order by t3.id desc
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
        $1::timestamptz >= least(directory.statutory_known_before ($4::timestamptz), $4::timestamptz + 90 * interval '1 day')
        or $1::timestamptz < $4::timestamptz - 365 * interval '1 day'
      )
      or (
        $2::timestamptz >= least(directory.statutory_known_before ($4::timestamptz), $4::timestamptz + 90 * interval '1 day')
        or $2::timestamptz < $4::timestamptz - 365 * interval '1 day'
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
          from (select p.*, null::float8 as distance_m from directory.place p) t2
          where
            (
              t2.id in (
                select s.place_id
                from directory.place_open_slot s
                where s.slot = directory.open_slot ($1::timestamptz)
              )
              and directory.is_open (t2.id, $1::timestamptz)
            )
          order by t2.id desc
          limit 20
        ) t1
    )
  )::text,
  coalesce(
    case
      when $2::uuid is not null
      and not exists (
        select
        from rights.login c
        where c.id = $2::uuid and c.valid @> $3::timestamptz
      ) then 'CREDENTIAL_ENDED'
    end,
    case
      when (
        $1::timestamptz >= least(directory.statutory_known_before ($3::timestamptz), $3::timestamptz + 90 * interval '1 day')
        or $1::timestamptz < $3::timestamptz - 365 * interval '1 day'
      ) then 'OPENINGS_UNKNOWN'
    end
  )
;
