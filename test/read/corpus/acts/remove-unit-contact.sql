-- on the guarded lane, under row-level security
with viewer as materialized (select * from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    select
      json_build_object(
        'unit', (
          select
            json_build_object(
              'id', 'unit_' || replace(t1.id::text, '-', ''),
              'contact', json_build_object(
                'disclosure', case
                  when (
                    t1.id = (select v.unit_id from viewer v)
                    or exists (
                      select
                      from rights.membership m
                      where
                        m.unit_id = t1.id
                        and (m.valid @> $5::timestamptz) is true
                        and (
                          m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          and m.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                        )
                      offset 0
                    )
                    or exists (
                      select
                      from rights.share s
                      where
                        s.provider_unit_id = t1.id
                        and s.kind = 'CONTACT'
                        and (s.valid @> $5::timestamptz) is true
                        and (s.consumer_unit_id = (select v.unit_id from viewer v) and s.precision = 'FULL')
                      offset 0
                    )
                  ) then 'FULL'
                  when (
                    (
                      (select v.unit_id from viewer v) is not null
                      and exists (
                        select
                        from rights.membership m
                        where
                          m.unit_id = t1.id
                          and (m.valid @> $5::timestamptz) is true
                          and m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        offset 0
                      )
                    )
                    or exists (
                      select
                      from rights.share s
                      where
                        s.provider_unit_id = t1.id
                        and s.kind = 'CONTACT'
                        and (s.valid @> $5::timestamptz) is true
                        and (s.consumer_unit_id = (select v.unit_id from viewer v))
                      offset 0
                    )
                  ) then case
                    when exists (
                      select
                      from rights.disclosure d
                      where
                        d.subject_type = 'unit'
                        and d.subject_id = t1.id
                        and d.person_id = $1::uuid
                        and d.unit_id = (select v.unit_id from viewer v)
                        and (d.valid @> $5::timestamptz) is true
                    ) then 'FULL'
                    else 'MASKED'
                  end
                  else 'WITHHELD'
                end,
                'name', case case
                  when (
                    t1.id = (
                      select v.unit_id from viewer v
                      )
                      or exists (
                        select
                        from rights.membership m
                        where
                          m.unit_id = t1.id
                          and (m.valid @> $5::timestamptz) is true
                          and (
                            m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                            and m.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                          )
                        offset 0
                      )
                      or exists (
                        select
                        from rights.share s
                        where
                          s.provider_unit_id = t1.id
                          and s.kind = 'CONTACT'
                          and (s.valid @> $5::timestamptz) is true
                          and (s.consumer_unit_id = (select v.unit_id from viewer v) and s.precision = 'FULL')
                        offset 0
                      )
                    ) then 'FULL'
                    when (
                      (
                        (select v.unit_id from viewer v) is not null
                        and exists (
                          select
                          from rights.membership m
                          where
                            m.unit_id = t1.id
                            and (m.valid @> $5::timestamptz) is true
                            and m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          offset 0
                        )
                      )
                      or exists (
                        select
                        from rights.share s
                        where
                          s.provider_unit_id = t1.id
                          and s.kind = 'CONTACT'
                          and (s.valid @> $5::timestamptz) is true
                          and (s.consumer_unit_id = (select v.unit_id from viewer v))
                        offset 0
                      )
                    ) then case
                      when exists (
                        select
                        from rights.disclosure d
                        where
                          d.subject_type = 'unit'
                          and d.subject_id = t1.id
                          and d.person_id = $1::uuid
                          and d.unit_id = (select v.unit_id from viewer v)
                          and (d.valid @> $5::timestamptz) is true
                      ) then 'FULL'
                      else 'MASKED'
                    end
                    else 'WITHHELD'
                  end
                  when 'FULL' then (select c.name from directory.unit_contact c where c.unit_id = t1.id)
                  when 'MASKED' then (select c.name from directory.unit_contact_mask c where c.unit_id = t1.id)
                end,
                'mobile', case case
                  when (
                    t1.id = (
                      select v.unit_id from viewer v
                      )
                      or exists (
                        select
                        from rights.membership m
                        where
                          m.unit_id = t1.id
                          and (m.valid @> $5::timestamptz) is true
                          and (
                            m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                            and m.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                          )
                        offset 0
                      )
                      or exists (
                        select
                        from rights.share s
                        where
                          s.provider_unit_id = t1.id
                          and s.kind = 'CONTACT'
                          and (s.valid @> $5::timestamptz) is true
                          and (s.consumer_unit_id = (select v.unit_id from viewer v) and s.precision = 'FULL')
                        offset 0
                      )
                    ) then 'FULL'
                    when (
                      (
                        (select v.unit_id from viewer v) is not null
                        and exists (
                          select
                          from rights.membership m
                          where
                            m.unit_id = t1.id
                            and (m.valid @> $5::timestamptz) is true
                            and m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          offset 0
                        )
                      )
                      or exists (
                        select
                        from rights.share s
                        where
                          s.provider_unit_id = t1.id
                          and s.kind = 'CONTACT'
                          and (s.valid @> $5::timestamptz) is true
                          and (s.consumer_unit_id = (select v.unit_id from viewer v))
                        offset 0
                      )
                    ) then case
                      when exists (
                        select
                        from rights.disclosure d
                        where
                          d.subject_type = 'unit'
                          and d.subject_id = t1.id
                          and d.person_id = $1::uuid
                          and d.unit_id = (select v.unit_id from viewer v)
                          and (d.valid @> $5::timestamptz) is true
                      ) then 'FULL'
                      else 'MASKED'
                    end
                    else 'WITHHELD'
                  end
                  when 'FULL' then (select c.mobile from directory.unit_contact c where c.unit_id = t1.id)
                  when 'MASKED' then (select c.mobile from directory.unit_contact_mask c where c.unit_id = t1.id)
                end,
                'version', case case
                  when (
                    t1.id = (
                      select v.unit_id from viewer v
                      )
                      or exists (
                        select
                        from rights.membership m
                        where
                          m.unit_id = t1.id
                          and (m.valid @> $5::timestamptz) is true
                          and (
                            m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                            and m.alliance_id = any ((select v.coordinates from viewer v)::uuid[])
                          )
                        offset 0
                      )
                      or exists (
                        select
                        from rights.share s
                        where
                          s.provider_unit_id = t1.id
                          and s.kind = 'CONTACT'
                          and (s.valid @> $5::timestamptz) is true
                          and (s.consumer_unit_id = (select v.unit_id from viewer v) and s.precision = 'FULL')
                        offset 0
                      )
                    ) then 'FULL'
                    when (
                      (
                        (select v.unit_id from viewer v) is not null
                        and exists (
                          select
                          from rights.membership m
                          where
                            m.unit_id = t1.id
                            and (m.valid @> $5::timestamptz) is true
                            and m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          offset 0
                        )
                      )
                      or exists (
                        select
                        from rights.share s
                        where
                          s.provider_unit_id = t1.id
                          and s.kind = 'CONTACT'
                          and (s.valid @> $5::timestamptz) is true
                          and (s.consumer_unit_id = (select v.unit_id from viewer v))
                        offset 0
                      )
                    ) then case
                      when exists (
                        select
                        from rights.disclosure d
                        where
                          d.subject_type = 'unit'
                          and d.subject_id = t1.id
                          and d.person_id = $1::uuid
                          and d.unit_id = (select v.unit_id from viewer v)
                          and (d.valid @> $5::timestamptz) is true
                      ) then 'FULL'
                      else 'MASKED'
                    end
                    else 'WITHHELD'
                  end
                  when 'FULL' then (select c.version from directory.unit_contact c where c.unit_id = t1.id)
                end
              )
            )
          from directory.unit t1
          where t1.id = $6::uuid
        )
      )
  )::text,
  (select v.problem from viewer v)
;
