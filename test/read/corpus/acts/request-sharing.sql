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
    select
      json_build_object(
        'sharingAgreement', (
          select
            json_build_object(
              'id', 'sharing_' || replace(t1.id::text, '-', ''),
              'state', t1.state,
              'precision', t1.precision,
              'provider', (
                select
                  json_build_object(
                    'shortName', t2.short_name,
                    'contact', (
                      select json_build_object('disclosure', t3.disclosure)
                      from
                        (
                          select
                            t2.id as unit_id,
                            case
                              when (
                                t2.id = viewer.unit_id
                                or t2.id in (
                                  select m.unit_id
                                  from rights.membership m
                                  where
                                    m.alliance_id = viewer.coordinated
                                    and coalesce(m.valid @> $5::timestamptz, false)
                                )
                                or exists (
                                  select
                                  from rights.share s
                                  where
                                    s.provider_unit_id = t2.id
                                    and s.kind = 'CONTACT'
                                    and coalesce(s.valid @> $5::timestamptz, false)
                                    and (s.consumer_unit_id = viewer.unit_id and s.precision = 'FULL')
                                  offset 0
                                )
                              ) then 'FULL'
                              when (
                                (
                                  viewer.unit_id is not null
                                  and t2.id in (
                                    select m.unit_id
                                    from rights.membership m
                                    where
                                      m.alliance_id = viewer.alliance_id
                                      and coalesce(m.valid @> $5::timestamptz, false)
                                  )
                                )
                                or exists (
                                  select
                                  from rights.share s
                                  where
                                    s.provider_unit_id = t2.id
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
                                    and d.subject_id = t2.id
                                    and d.person_id = $1::uuid
                                    and d.unit_id = viewer.unit_id
                                    and coalesce(d.valid @> $5::timestamptz, false)
                                ) then 'FULL'
                                else 'MASKED'
                              end
                              else 'WITHHELD'
                            end as disclosure
                          offset 0
                        ) t3
                    )
                  )
                from directory.unit t2
                where t2.id = t1.provider_unit_id
              ),
              'purpose', (
                select json_build_object('label', case when $6::text = 'en' then t4.label_en else t4.label_zh end)
                from directory.term t4
                where t4.code = t1.purpose
              ),
              'isInForce', (
                coalesce(t1.valid @> $5::timestamptz, false)
                and not exists (
                  select
                  from access.data_item d
                  where d.unit_id = t1.provider_unit_id and d.kind = t1.kind and d.attribute = 'NONE'
                )
              ),
              'since', lower(t1.valid),
              'until', upper(t1.valid)
            )
          from access.sharing_agreement t1
          where t1.id = $7::uuid and (t1.provider_unit_id = viewer.unit_id or t1.consumer_unit_id = viewer.unit_id)
        )
      )
  )::text,
  viewer.problem
from viewer
;
