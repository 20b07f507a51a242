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
        'offer', (
          select
            json_build_object(
              'id', 'offer_' || replace(t1.id::text, '-', ''),
              'version', t1.version,
              'requirementEdition', t1.requirement_edition,
              'eligibility', (
                select coalesce(json_agg(json_build_object('kind', t2.kind, 'from', t2.from, 'below', t2.below)), '[]')
                from
                  (
                    select p.*
                    from
                      (
                        select r.*
                        from exchange.offer_requirement r
                        where r.offer_id = t1.id and r.edition = t1.requirement_edition
                      ) r,
                      jsonb_to_recordset(r.eligibility) as p (
                        number integer,
                        "within" integer,
                        kind text,
                        "from" integer,
                        below integer,
                        codes jsonb,
                        needs_proof boolean,
                        alliance_id uuid,
                        area_id uuid
                      )
                    order by p.number
                  ) t2
              ),
              'documents', (
                select coalesce(json_agg(json_build_object('name', t3.name)), '[]')
                from
                  (
                    select d.*
                    from
                      (
                        select r.*
                        from exchange.offer_requirement r
                        where r.offer_id = t1.id and r.edition = t1.requirement_edition
                      ) r,
                      jsonb_to_recordset(r.documents) as d (code text, name text, note text, is_required boolean)
                  ) t3
              )
            )
          from exchange.offer t1
          where
            t1.id = $6::uuid
            and (
              (
                (
                  (
                    (
                      t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                      and (t1.paused_for is null or viewer.unit_id = any (t1.paused_for))
                    )
                    and (
                      t1.visibility = 'PUBLIC'
                      or (
                        t1.visibility = 'ALLIANCE'
                        and viewer.alliance_id = any (t1.shown_to)
                        and t1.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t1.visibility = 'ALLIANCE'
                        and t1.owner_unit_id in (
                          select s.provider_unit_id
                          from rights.share s
                          where
                            s.kind = 'OFFERS'
                            and coalesce(s.valid @> $5::timestamptz, false)
                            and s.consumer_unit_id = viewer.unit_id
                        )
                      )
                    )
                  )
                  or (
                    t1.owner_unit_id = viewer.unit_id
                    and (t1.visibility = 'UNIT' or (t1.visibility = 'PUBLIC' or viewer.alliance_id = any (t1.shown_to)))
                  )
                )
              ) is true
              or (
                (t1.state in ('IN_REVIEW', 'RETURNED') or t1.paused_for is not null)
                and (
                  t1.owner_unit_id in (
                    select m.unit_id
                    from rights.membership m
                    where m.alliance_id = viewer.coordinated and coalesce(m.valid @> $5::timestamptz, false)
                  )
                  and (viewer.coordinated = any (t1.shown_to) or (t1.visibility = 'PUBLIC' and t1.shown_to = '{}'))
                )
              )
            )
        )
      )
  )::text,
  viewer.problem
from viewer
;
