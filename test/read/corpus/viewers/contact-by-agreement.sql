-- on the guarded lane, under row-level security
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
          'contact', (
            select
              json_build_object(
                'disclosure', t2.disclosure,
                'name', case t2.disclosure
                  when 'FULL' then (select c.name from directory.unit_contact c where c.unit_id = t2.unit_id)
                  when 'MASKED' then (select c.name from directory.unit_contact_mask c where c.unit_id = t2.unit_id)
                end,
                'mobile', case t2.disclosure
                  when 'FULL' then (select c.mobile from directory.unit_contact c where c.unit_id = t2.unit_id)
                  when 'MASKED' then (select c.mobile from directory.unit_contact_mask c where c.unit_id = t2.unit_id)
                end
              )
            from
              (
                select
                  t1.id as unit_id,
                  case
                    when (
                      t1.id = viewer.unit_id
                      or exists (
                        select
                        from rights.share s
                        where
                          s.provider_unit_id = t1.id
                          and s.kind = 'CONTACT'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and (s.consumer_unit_id = viewer.unit_id and s.precision = 'FULL')
                        offset 0
                      )
                    ) then 'FULL'
                    when (
                      (viewer.unit_id is not null and false)
                      or exists (
                        select
                        from rights.share s
                        where
                          s.provider_unit_id = t1.id
                          and s.kind = 'CONTACT'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and (s.consumer_unit_id = viewer.unit_id)
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
                          and d.unit_id = viewer.unit_id
                          and coalesce(d.valid @> $5::timestamptz, false)
                      ) then 'FULL'
                      else 'MASKED'
                    end
                    else 'WITHHELD'
                  end as disclosure
                offset 0
              ) t2
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($6::uuid)
    )
  )::text,
  viewer.problem
from viewer
;
