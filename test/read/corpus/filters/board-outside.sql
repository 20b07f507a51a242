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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.need t2
        where
          (
            (
              (
                (
                  t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                  and (t2.paused_for is null or viewer.unit_id = any (t2.paused_for))
                )
                and (
                  t2.visibility = 'PUBLIC'
                  or (
                    t2.visibility = 'ALLIANCE'
                    and t2.owner_unit_id in (
                      select s.provider_unit_id
                      from rights.share s
                      where
                        s.kind = 'NEEDS'
                        and coalesce(s.valid @> $5::timestamptz, false)
                        and s.consumer_unit_id = viewer.unit_id
                    )
                  )
                )
              )
              or t2.owner_unit_id = viewer.unit_id
            )
          ) is true
          and (
            $6::text = 'NEEDS'
            and (
              exists (select from exchange.need_audience a where a.need_id = t2.id and a.alliance_id = $7::uuid)
              and (
                t2.owner_unit_id in (
                  select m.unit_id
                  from rights.membership m
                  where m.alliance_id = $7::uuid and coalesce(m.valid @> $5::timestamptz, false)
                )
              ) is true
              and (t2.visibility = 'PUBLIC' or t2.owner_unit_id = viewer.unit_id)
            )
            and t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
            and t2.paused_for is null
            and (
              t2.published_at >= coalesce($8::timestamptz, '-infinity')
              and t2.published_at < coalesce($9::timestamptz, 'infinity')
            )
            and case $10::text
              when 'PUBLISHED' then t2.kind = 'NEED'
              when 'OPEN' then t2.kind = 'NEED'
              and (
                t2.covered < t2.quantity
                and coalesce(t2.claims < t2.max_claims, true)
                and (t2.state = 'PUBLISHED' and coalesce(least(t2.closes_at, t2.ends_at), 'infinity') > $5::timestamptz)
              )
              when 'MATCHED' then t2.kind = 'NEED'
              and false
              when 'WISHES' then t2.kind = 'MICRO_WISH'
              and (
                t2.covered < t2.quantity
                and coalesce(t2.claims < t2.max_claims, true)
                and (t2.state = 'PUBLISHED' and coalesce(least(t2.closes_at, t2.ends_at), 'infinity') > $5::timestamptz)
              )
              else false
            end
            and (
              $11::text is null
              or case
                when $11::text = 'AREA' then t2.owner_unit_id in (
                  select m.unit_id
                  from rights.membership m
                  where
                    m.alliance_id = $7::uuid
                    and coalesce(m.valid @> $5::timestamptz, false)
                    and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                )
                else case $11::text
                  when 'CATEGORY' then t2.category
                  when 'TRACK' then t2.track_id::text
                  when 'AREA' then null::text
                  when 'UNIT' then t2.owner_unit_id::text
                end is not distinct from $12::text
              end
            )
          )
      )
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.offer t2
        where
          (
            (
              (
                (
                  t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                  and (t2.paused_for is null or viewer.unit_id = any (t2.paused_for))
                )
                and (
                  t2.visibility = 'PUBLIC'
                  or (
                    t2.visibility = 'ALLIANCE'
                    and t2.owner_unit_id in (
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
              or t2.owner_unit_id = viewer.unit_id
            )
          ) is true
          and (
            $6::text = 'OFFERS'
            and (
              exists (select from exchange.offer_audience a where a.offer_id = t2.id and a.alliance_id = $7::uuid)
              and (
                t2.owner_unit_id in (
                  select m.unit_id
                  from rights.membership m
                  where m.alliance_id = $7::uuid and coalesce(m.valid @> $5::timestamptz, false)
                )
              ) is true
              and (t2.visibility = 'PUBLIC' or t2.owner_unit_id = viewer.unit_id)
            )
            and t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
            and t2.paused_for is null
            and (
              t2.published_at >= coalesce($8::timestamptz, '-infinity')
              and t2.published_at < coalesce($9::timestamptz, 'infinity')
            )
            and case $10::text
              when 'PUBLISHED' then true
              when 'OPEN' then (
                t2.taken < t2.quantity
                and (t2.state = 'PUBLISHED' and coalesce(least(t2.closes_at, t2.ends_at), 'infinity') > $5::timestamptz)
              )
              when 'MATCHED' then false
              else false
            end
            and (
              $11::text is null
              or case
                when $11::text = 'AREA' then t2.owner_unit_id in (
                  select m.unit_id
                  from rights.membership m
                  where
                    m.alliance_id = $7::uuid
                    and coalesce(m.valid @> $5::timestamptz, false)
                    and exchange.area_of_unit (m.unit_id, ($5::timestamptz at time zone 'Asia/Shanghai')::date)::text is not distinct from $12::text
                )
                else case $11::text
                  when 'CATEGORY' then t2.category
                  when 'TRACK' then t2.track_id::text
                  when 'AREA' then null::text
                  when 'UNIT' then t2.owner_unit_id::text
                end is not distinct from $12::text
              end
            )
          )
      )
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
    json_build_object(
      'totalCount', (
        select count(*)
        from exchange.match t2
        where
          ((t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id))
          and (
            $6::text = 'PROPOSED'
            and t2.alliance_id = $7::uuid
            and case $8::text when 'NEEDS' then t2.need_id else t2.offer_id
            end is not null
            and (
              t2.state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED')
              and coalesce(t2.respond_by > $5::timestamptz, true)
            )
            and (
              t2.created_at >= coalesce($9::timestamptz, '-infinity')
              and t2.created_at < coalesce($10::timestamptz, 'infinity')
            )
            and $11::text is null
          )
      )
    )
  )::text,
  viewer.problem
from viewer
;
