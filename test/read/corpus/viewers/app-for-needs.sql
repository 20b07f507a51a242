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
              'nodes', coalesce(
                json_agg(
                  json_build_object(
                    'title', t1.title,
                    'unit', (
                      select
                        json_build_object(
                          'shortName', t3.short_name,
                          'contact', (
                            select
                              json_build_object(
                                'disclosure', t4.disclosure,
                                'name', case
                                  when 'contacts:read' = any (viewer.scopes::text[]) then (
                                    case t4.disclosure
                                      when 'FULL' then (
                                        select c.name
                                        from directory.unit_contact c
                                        where c.unit_id = t4.unit_id
                                      )
                                      when 'MASKED' then (
                                        select c.name
                                        from directory.unit_contact_mask c
                                        where c.unit_id = t4.unit_id
                                      )
                                    end
                                  )
                                end
                              )
                            from
                              (
                                select
                                  t3.id as unit_id,
                                  case
                                    when (
                                      (
                                        'contacts:read' = any (viewer.scopes::text[])
                                        and t3.id in (
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
                                          s.provider_unit_id = t3.id
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
                              ) t4
                          ),
                          'again', case
                            when 'offers:read' = any (viewer.scopes::text[]) then (
                              json_build_object(
                                'totalCount', (
                                  select count(*)
                                  from exchange.offer t6
                                  where
                                    t6.owner_unit_id = t3.id
                                    and (
                                      (
                                        (
                                          t6.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED')
                                          and t6.paused_for is null
                                        )
                                        and (
                                          t6.visibility = 'PUBLIC'
                                          or (
                                            t6.visibility = 'ALLIANCE'
                                            and viewer.alliance_id = any (t6.shown_to)
                                            and t6.owner_unit_id in (
                                              select m.unit_id
                                              from rights.membership m
                                              where
                                                m.alliance_id = viewer.alliance_id
                                                and coalesce(m.valid @> $5::timestamptz, false)
                                            )
                                          )
                                          or (
                                            t6.visibility = 'ALLIANCE'
                                            and t6.owner_unit_id in (
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
                            )
                          end
                        )
                      from directory.unit t3
                      where t3.id = t1.owner_unit_id
                    ),
                    'matches', case
                      when 'promises:read' = any (viewer.scopes::text[]) then (
                        json_build_object(
                          'totalCount', (
                            select count(*)
                            from exchange.match t8
                            where
                              t8.need_id = t1.id
                              and (
                                (
                                  t8.supplier_unit_id in (
                                    select i.unit_id
                                    from rights.installation i
                                    where
                                      i.app_id = $1::uuid
                                      and i.alliance_id = viewer.alliance_id
                                      and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                      and 'promises:read' = any (i.scopes)
                                      and coalesce(i.valid @> $5::timestamptz, false)
                                  )
                                  or t8.demander_unit_id in (
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
                                and t8.alliance_id = viewer.alliance_id
                              )
                          )
                        )
                      )
                    end,
                    'candidates', json_build_object(
                      'totalCount', (select count(*) from exchange.candidate t10 where t10.need_id = t1.id and false)
                    )
                  )
                ),
                '[]'
              )
            )
          from
            (
              select t11.*
              from exchange.need t11
              where
                (
                  (
                    (t11.state in ('PUBLISHED', 'PAUSED', 'FULFILLED', 'EXPIRED') and t11.paused_for is null)
                    and (
                      t11.visibility = 'PUBLIC'
                      or (
                        t11.visibility = 'ALLIANCE'
                        and viewer.alliance_id = any (t11.shown_to)
                        and t11.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where m.alliance_id = viewer.alliance_id and coalesce(m.valid @> $5::timestamptz, false)
                        )
                      )
                      or (
                        t11.visibility = 'ALLIANCE'
                        and t11.owner_unit_id in (
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
              order by t11.id desc
              limit 3
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
          from unnest(array['needs:read', 'contacts:read', 'offers:read', 'promises:read']) w (scope)
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
      when 'offers:read' = any (viewer.scopes::text[]) then (
        (
          select
            json_build_object(
              'nodes', coalesce(
                json_agg(
                  json_build_object(
                    'title', t1.title,
                    'matches', case
                      when 'promises:read' = any (viewer.scopes::text[]) then (
                        json_build_object(
                          'totalCount', (
                            select count(*)
                            from exchange.match t3
                            where
                              t3.offer_id = t1.id
                              and (
                                (
                                  t3.supplier_unit_id in (
                                    select i.unit_id
                                    from rights.installation i
                                    where
                                      i.app_id = $1::uuid
                                      and i.alliance_id = viewer.alliance_id
                                      and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                                      and 'promises:read' = any (i.scopes)
                                      and coalesce(i.valid @> $5::timestamptz, false)
                                  )
                                  or t3.demander_unit_id in (
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
                                and t3.alliance_id = viewer.alliance_id
                              )
                          )
                        )
                      )
                    end
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
          from unnest(array['offers:read', 'promises:read']) w (scope)
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
      when 'projects:read' = any (viewer.scopes::text[]) then (
        json_build_object(
          'totalCount', (
            select count(*)
            from projects.project t2
            where (t2.visibility = 'PUBLIC' or t2.alliance_id = viewer.alliance_id)
          )
        )
      )
    end
  )::text,
  coalesce(
    viewer.problem,
    'SCOPES_WANTED' || '!' || nullif(
      array_to_string(
        array(select w.scope from unnest(array['projects:read']) w (scope) where w.scope <> all (viewer.scopes)),
        ','
      ),
      ''
    )
  )
from viewer
;
select
  (json_build_object('totalCount', (select count(*) from directory.alliance t2 where true)))::text,
  case
    when $1::uuid is not null
    and not exists (
      select
      from rights.app_key c
      where c.id = $1::uuid and c.valid @> $2::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
