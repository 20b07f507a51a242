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
      json_build_object(
        'kind', 'APP',
        'app', (
          select
            json_build_object(
              'id', 'app_' || replace(t2.id::text, '-', ''),
              'name', t2.name,
              'vendor', t2.vendor,
              'purpose', t2.purpose,
              'createdAt', t2.created_at
            )
          from access.app t2
          where t2.id = t1.app_id
        ),
        'unit', (
          select json_build_object('id', 'unit_' || replace(t3.id::text, '-', ''))
          from directory.unit t3
          where t3.id = t1.unit_id
        ),
        'alliance', (select json_build_object('name', t4.name) from directory.alliance t4 where t4.id = t1.alliance_id),
        'scopes', t1.scopes,
        'hats', (
          select coalesce(json_agg(json_build_object('role', t5.role, 'scopes', t5.scopes, 'title', t5.title)), '[]')
          from
            (
              select *
              from
                (
                  select
                    coalesce($6::uuid, $1::uuid) as holder_id,
                    h.*,
                    row_number() over (order by h.unit_name, h.alliance_name) as rank
                  from rights.hats ($6::uuid, $1::uuid, $5::timestamptz) h
                ) t5
              where t5.holder_id = t1.holder_id
              order by t5.rank
              limit 100
            ) t5
        )
      )
    from
      (
        select
          v.unit_id,
          v.alliance_id,
          v.scopes,
          $1::uuid as app_id,
          $6::uuid as person_id,
          coalesce($6::uuid, $1::uuid) as holder_id
        from viewer v
      ) t1
  )::text,
  viewer.problem
from viewer
;
-- on the guarded lane, under row-level security
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
      when 'offers:read' = any (viewer.scopes::text[]) then (
        (
          select
            json_build_object(
              'nodes', coalesce(
                json_agg(
                  json_build_object(
                    'title', t1.title,
                    'visibility', t1.visibility,
                    'unit', (
                      select
                        json_build_object(
                          'contact', (
                            select
                              json_build_object(
                                'disclosure', t3.disclosure,
                                'mobile', case
                                  when 'contacts:read' = any (viewer.scopes::text[]) then (
                                    case t3.disclosure
                                      when 'FULL' then (
                                        select c.mobile
                                        from directory.unit_contact c
                                        where c.unit_id = t3.unit_id
                                      )
                                      when 'MASKED' then (
                                        select c.mobile
                                        from directory.unit_contact_mask c
                                        where c.unit_id = t3.unit_id
                                      )
                                    end
                                  )
                                end
                              )
                            from
                              (
                                select
                                  t2.id as unit_id,
                                  case
                                    when (
                                      (
                                        'contacts:read' = any (viewer.scopes::text[])
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
                                          and (
                                            s.may_reshare
                                            and exists (
                                              select
                                              from rights.installation i
                                              where
                                                i.app_id = $1::uuid
                                                and i.alliance_id = viewer.alliance_id
                                                and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                                and 'contacts:read' = any (i.scopes)
                                                and coalesce(i.valid @> $5::timestamptz, false)
                                                and i.unit_id = s.consumer_unit_id
                                                and i.purpose = s.purpose
                                              offset 0
                                            )
                                          )
                                        offset 0
                                      )
                                    ) then 'MASKED'
                                    else 'WITHHELD'
                                  end as disclosure
                                offset 0
                              ) t3
                          )
                        )
                      from directory.unit t2
                      where t2.id = t1.owner_unit_id
                    )
                  )
                ),
                '[]'
              )
            )
          from
            (
              select t4.*
              from exchange.offer t4
              where
                (
                  (
                    (t4.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t4.paused_for is null)
                    and (
                      t4.visibility = 'PUBLIC'
                      or (
                        t4.visibility = 'ALLIANCE'
                        and viewer.alliance_id = any (t4.shown_to)
                        and t4.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t4.visibility = 'ALLIANCE'
                        and t4.owner_unit_id in (
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
              order by t4.id desc
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
        array(
          select w.scope
          from unnest(array['offers:read', 'contacts:read']) w (scope)
          where w.scope <> all (viewer.scopes)
        ),
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
      when 'promises:read' = any (viewer.scopes::text[]) then (
        json_build_object(
          'totalCount', (
            select count(*)
            from exchange.match t2
            where
              (
                (
                  t2.supplier_unit_id in (
                    select i.unit_id
                    from rights.installation i
                    where
                      i.app_id = $1::uuid
                      and i.alliance_id = viewer.alliance_id
                      and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                      and 'promises:read' = any (i.scopes)
                      and coalesce(i.valid @> $5::timestamptz, false)
                  )
                  or t2.demander_unit_id in (
                    select i.unit_id
                    from rights.installation i
                    where
                      i.app_id = $1::uuid
                      and i.alliance_id = viewer.alliance_id
                      and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                      and 'promises:read' = any (i.scopes)
                      and coalesce(i.valid @> $5::timestamptz, false)
                  )
                )
                and t2.alliance_id = viewer.alliance_id
              )
          )
        )
      )
    end
  )::text,
  coalesce(
    viewer.problem,
    'SCOPES_WANTED' || '!' || nullif(
      array_to_string(
        array(select w.scope from unnest(array['promises:read']) w (scope) where w.scope <> all (viewer.scopes)),
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
      when 'promises:read' = any (viewer.scopes::text[]) then (
        json_build_object(
          'totalCount', (
            select count(*)
            from exchange.booking t2
            where
              (
                (
                  t2.unit_id in (
                    select i.unit_id
                    from rights.installation i
                    where
                      i.app_id = $1::uuid
                      and i.alliance_id = viewer.alliance_id
                      and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                      and 'promises:read' = any (i.scopes)
                      and coalesce(i.valid @> $5::timestamptz, false)
                  )
                  and t2.alliance_id = viewer.alliance_id
                )
                or (
                  exists (
                    select
                    from exchange.resource r
                    where
                      r.id = t2.resource_id
                      and r.owner_unit_id in (
                        select i.unit_id
                        from rights.installation i
                        where
                          i.app_id = $1::uuid
                          and i.alliance_id = viewer.alliance_id
                          and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                          and 'promises:read' = any (i.scopes)
                          and coalesce(i.valid @> $5::timestamptz, false)
                      )
                    offset 0
                  )
                  and t2.alliance_id = viewer.alliance_id
                )
              )
          )
        )
      )
    end
  )::text,
  coalesce(
    viewer.problem,
    'SCOPES_WANTED' || '!' || nullif(
      array_to_string(
        array(select w.scope from unnest(array['promises:read']) w (scope) where w.scope <> all (viewer.scopes)),
        ','
      ),
      ''
    )
  )
from viewer
;
