select
  (
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
      )
    )
  )::text,
  coalesce(
    null,
    case
      when (
        $1::timestamptz >= least(directory.statutory_known_before ($2::timestamptz), $2::timestamptz + 90 * interval '1 day')
        or $1::timestamptz < $2::timestamptz - 365 * interval '1 day'
      ) then 'OPENINGS_UNKNOWN'
    end
  )
;
