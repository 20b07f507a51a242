with
  viewer as materialized (
    select
      v.*,
      v.alliances[1] as alliance_id,
      case when v.alliances[1] = any (v.coordinates) then v.alliances[1]
      end as coordinated
    from rights.app_viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
select
  (
    case
      when 'needs:read' = any (viewer.scopes::text[]) then (
        (
          select
            json_build_object(
              'title', t1.title,
              'placeName', case
                when (
                  (
                    viewer.alliance_id = any (t1.shown_to)
                    and t1.owner_unit_id in (
                      select m.unit_id
                      from rights.membership m
                      where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                    )
                  )
                  or (
                    (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'NEEDS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and (
                            s.may_reshare
                            and exists (
                              select
                              from rights.installation i
                              where
                                i.app_id = $1::uuid
                                and i.alliance_id = viewer.alliance_id
                                and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                and 'needs:read' = any (i.scopes)
                                and coalesce(i.valid @> $5::timestamptz, false)
                                and i.unit_id = s.consumer_unit_id
                                and i.purpose = s.purpose
                              offset 0
                            )
                          )
                      )
                    )
                    and not (
                      t1.visibility = 'ALLIANCE'
                      and t1.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'NEEDS'
                          and coalesce(s.valid @> $5::timestamptz, false)
                          and (
                            s.may_reshare
                            and exists (
                              select
                              from rights.installation i
                              where
                                i.app_id = $1::uuid
                                and i.alliance_id = viewer.alliance_id
                                and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                and 'needs:read' = any (i.scopes)
                                and coalesce(i.valid @> $5::timestamptz, false)
                                and i.unit_id = s.consumer_unit_id
                                and i.purpose = s.purpose
                              offset 0
                            )
                          )
                        group by s.provider_unit_id
                        having bool_and(s.precision = 'MASKED')
                      )
                    )
                  )
                ) then t1.place_name
                else t1.place_masked
              end,
              'location', case when t1.longitude is not null then json_build_object('crs', 'WGS84')
              end
            )
          from exchange.need t1
          where
            t1.id = $6::uuid
            and (
              (
                (t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t1.paused_for is null)
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
                        s.kind = 'NEEDS'
                        and coalesce(s.valid @> $5::timestamptz, false)
                        and (
                          s.may_reshare
                          and exists (
                            select
                            from rights.installation i
                            where
                              i.app_id = $1::uuid
                              and i.alliance_id = viewer.alliance_id
                              and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                              and 'needs:read' = any (i.scopes)
                              and coalesce(i.valid @> $5::timestamptz, false)
                              and i.unit_id = s.consumer_unit_id
                              and i.purpose = s.purpose
                            offset 0
                          )
                        )
                    )
                  )
                )
              )
            ) is true
        )
      )
    end
  )::text,
  coalesce(
    viewer.problem,
    'SCOPES_WANTED' || '!' || nullif(
      array_to_string(
        array(select w.scope from unnest(array['needs:read']) w (scope) where w.scope <> all (viewer.scopes)),
        ','
      ),
      ''
    )
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
    from rights.app_viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
select
  (
    case
      when 'needs:read' = any (viewer.scopes::text[]) then (
        (
          select
            json_build_object(
              'totalCount', (
                select count(*)
                from exchange.need t2
                where
                  (
                    (
                      (t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t2.paused_for is null)
                      and (
                        t2.visibility = 'PUBLIC'
                        or (
                          t2.visibility = 'ALLIANCE'
                          and viewer.alliance_id = any (t2.shown_to)
                          and t2.owner_unit_id in (
                            select m.unit_id
                            from rights.membership m
                            where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                          )
                        )
                        or (
                          t2.visibility = 'ALLIANCE'
                          and t2.owner_unit_id in (
                            select s.provider_unit_id
                            from rights.share s
                            where
                              s.kind = 'NEEDS'
                              and coalesce(s.valid @> $5::timestamptz, false)
                              and (
                                s.may_reshare
                                and exists (
                                  select
                                  from rights.installation i
                                  where
                                    i.app_id = $1::uuid
                                    and i.alliance_id = viewer.alliance_id
                                    and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                    and 'needs:read' = any (i.scopes)
                                    and coalesce(i.valid @> $5::timestamptz, false)
                                    and i.unit_id = s.consumer_unit_id
                                    and i.purpose = s.purpose
                                  offset 0
                                )
                              )
                          )
                        )
                      )
                    )
                  ) is true
              ),
              'nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]')
            )
          from
            (
              select t3.*
              from exchange.need t3
              where
                (
                  (
                    (t3.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t3.paused_for is null)
                    and (
                      t3.visibility = 'PUBLIC'
                      or (
                        t3.visibility = 'ALLIANCE'
                        and viewer.alliance_id = any (t3.shown_to)
                        and t3.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t3.visibility = 'ALLIANCE'
                        and t3.owner_unit_id in (
                          select s.provider_unit_id
                          from rights.share s
                          where
                            s.kind = 'NEEDS'
                            and coalesce(s.valid @> $5::timestamptz, false)
                            and (
                              s.may_reshare
                              and exists (
                                select
                                from rights.installation i
                                where
                                  i.app_id = $1::uuid
                                  and i.alliance_id = viewer.alliance_id
                                  and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                  and 'needs:read' = any (i.scopes)
                                  and coalesce(i.valid @> $5::timestamptz, false)
                                  and i.unit_id = s.consumer_unit_id
                                  and i.purpose = s.purpose
                                offset 0
                              )
                            )
                        )
                      )
                    )
                  )
                ) is true
              order by coalesce(t3.starts_at, 'infinity'::timestamptz), t3.id
              limit 20
            ) t1
        )
      )
    end
  )::text,
  coalesce(
    viewer.problem,
    'SCOPES_WANTED' || '!' || nullif(
      array_to_string(
        array(select w.scope from unnest(array['needs:read']) w (scope) where w.scope <> all (viewer.scopes)),
        ','
      ),
      ''
    )
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
    from rights.app_viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
select
  (
    select
      coalesce(
        json_agg(
          case i.kind
            when 'need' then case
              when 'needs:read' = any (viewer.scopes::text[]) then (
                (
                  select json_build_object('id', 'need_' || replace(t1.id::text, '-', ''))
                  from exchange.need t1
                  where
                    t1.id = i.id
                    and (
                      (
                        (t1.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t1.paused_for is null)
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
                                s.kind = 'NEEDS'
                                and coalesce(s.valid @> $5::timestamptz, false)
                                and (
                                  s.may_reshare
                                  and exists (
                                    select
                                    from rights.installation i
                                    where
                                      i.app_id = $1::uuid
                                      and i.alliance_id = viewer.alliance_id
                                      and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                      and 'needs:read' = any (i.scopes)
                                      and coalesce(i.valid @> $5::timestamptz, false)
                                      and i.unit_id = s.consumer_unit_id
                                      and i.purpose = s.purpose
                                    offset 0
                                  )
                                )
                            )
                          )
                        )
                      )
                    ) is true
                )
              )
            end
            when 'offer' then case
              when 'offers:read' = any (viewer.scopes::text[]) then (
                (
                  select json_build_object('id', 'offer_' || replace(t2.id::text, '-', ''))
                  from exchange.offer t2
                  where
                    t2.id = i.id
                    and (
                      (
                        (t2.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t2.paused_for is null)
                        and (
                          t2.visibility = 'PUBLIC'
                          or (
                            t2.visibility = 'ALLIANCE'
                            and viewer.alliance_id = any (t2.shown_to)
                            and t2.owner_unit_id in (
                              select m.unit_id
                              from rights.membership m
                              where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                            )
                          )
                          or (
                            t2.visibility = 'ALLIANCE'
                            and t2.owner_unit_id in (
                              select s.provider_unit_id
                              from rights.share s
                              where
                                s.kind = 'OFFERS'
                                and coalesce(s.valid @> $5::timestamptz, false)
                                and (
                                  s.may_reshare
                                  and exists (
                                    select
                                    from rights.installation i
                                    where
                                      i.app_id = $1::uuid
                                      and i.alliance_id = viewer.alliance_id
                                      and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                      and 'offers:read' = any (i.scopes)
                                      and coalesce(i.valid @> $5::timestamptz, false)
                                      and i.unit_id = s.consumer_unit_id
                                      and i.purpose = s.purpose
                                    offset 0
                                  )
                                )
                            )
                          )
                        )
                      )
                    ) is true
                )
              )
            end
          end
          order by i.n
        ),
        '[]'
      )
    from unnest($6::uuid[], $7::text[]) with ordinality i (id, kind, n)
  )::text,
  coalesce(
    viewer.problem,
    'SCOPES_WANTED' || '!' || nullif(
      array_to_string(
        array(
          select w.scope
          from unnest(array['needs:read', 'offers:read']) w (scope)
          where w.scope <> all (viewer.scopes)
        ),
        ','
      ),
      ''
    )
  )
from viewer
;
