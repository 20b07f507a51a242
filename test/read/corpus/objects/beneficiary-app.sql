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
              'title', t1.title,
              'beneficiary', (
                select
                  json_build_object(
                    'id', 'beneficiary_' || replace(t2.id::text, '-', ''),
                    'disclosure', 'MASKED',
                    'name', t2.name,
                    'mobile', t2.mobile,
                    'identityNumber', t2.identity_number,
                    'address', t2.address,
                    'version', null
                  )
                from (select k.* from exchange.beneficiary_mask k) t2
                where
                  t2.need_id = t1.id
                  and (
                    exists (
                      select
                      from
                        exchange.need n
                        join rights.membership m on m.unit_id = n.owner_unit_id
                        and m.alliance_id = any (n.shown_to)
                      where
                        n.id = t2.need_id
                        and n.state in ('PUBLISHED', 'FULFILLED', 'EXPIRED')
                        and n.paused_for is null
                        and coalesce(m.valid @> $5::timestamptz, false)
                        and m.alliance_id = viewer.alliance_id
                      offset 0
                    )
                    and exists (
                      select
                      from rights.consent c
                      where
                        c.subject_type = 'beneficiary'
                        and c.subject_id = t2.id
                        and coalesce(c.valid @> $5::timestamptz, false)
                        and exists (
                          select
                          from rights.installation i
                          where
                            i.app_id = $1::uuid
                            and i.alliance_id = viewer.alliance_id
                            and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                            and 'needs:read' = any (i.scopes)
                            and coalesce(i.valid @> $5::timestamptz, false)
                            and (
                              i.purpose = c.purpose
                              and (
                                i.unit_id = t2.owner_unit_id
                                or exists (
                                  select
                                  from exchange.match m join exchange.agreement g on g.match_id = m.id
                                  where
                                    m.need_id = t2.need_id
                                    and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                                    and g.supplier_unit_id = i.unit_id
                                    and g.alliance_id = i.alliance_id
                                  offset 0
                                )
                              )
                            )
                          offset 0
                        )
                      offset 0
                    )
                  )
              )
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
              'title', t1.title,
              'beneficiary', (
                select
                  json_build_object(
                    'id', 'beneficiary_' || replace(t2.id::text, '-', ''),
                    'disclosure', 'MASKED',
                    'name', t2.name,
                    'mobile', t2.mobile,
                    'identityNumber', t2.identity_number,
                    'address', t2.address,
                    'version', null
                  )
                from (select k.* from exchange.beneficiary_mask k) t2
                where
                  t2.need_id = t1.id
                  and (
                    exists (
                      select
                      from
                        exchange.need n
                        join rights.membership m on m.unit_id = n.owner_unit_id
                        and m.alliance_id = any (n.shown_to)
                      where
                        n.id = t2.need_id
                        and n.state in ('PUBLISHED', 'FULFILLED', 'EXPIRED')
                        and n.paused_for is null
                        and coalesce(m.valid @> $5::timestamptz, false)
                        and m.alliance_id = viewer.alliance_id
                      offset 0
                    )
                    and exists (
                      select
                      from rights.consent c
                      where
                        c.subject_type = 'beneficiary'
                        and c.subject_id = t2.id
                        and coalesce(c.valid @> $5::timestamptz, false)
                        and exists (
                          select
                          from rights.installation i
                          where
                            i.app_id = $1::uuid
                            and i.alliance_id = viewer.alliance_id
                            and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                            and 'needs:read' = any (i.scopes)
                            and coalesce(i.valid @> $5::timestamptz, false)
                            and (
                              i.purpose = c.purpose
                              and (
                                i.unit_id = t2.owner_unit_id
                                or exists (
                                  select
                                  from exchange.match m join exchange.agreement g on g.match_id = m.id
                                  where
                                    m.need_id = t2.need_id
                                    and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                                    and g.supplier_unit_id = i.unit_id
                                    and g.alliance_id = i.alliance_id
                                  offset 0
                                )
                              )
                            )
                          offset 0
                        )
                      offset 0
                    )
                  )
              )
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
              'id', 'beneficiary_' || replace(t1.id::text, '-', ''),
              'disclosure', 'MASKED',
              'name', t1.name,
              'mobile', t1.mobile,
              'identityNumber', t1.identity_number,
              'address', t1.address,
              'version', null
            )
          from (select k.* from exchange.beneficiary_mask k) t1
          where
            t1.id = $6::uuid
            and (
              exists (
                select
                from
                  exchange.need n
                  join rights.membership m on m.unit_id = n.owner_unit_id
                  and m.alliance_id = any (n.shown_to)
                where
                  n.id = t1.need_id
                  and n.state in ('PUBLISHED', 'FULFILLED', 'EXPIRED')
                  and n.paused_for is null
                  and coalesce(m.valid @> $5::timestamptz, false)
                  and m.alliance_id = viewer.alliance_id
                offset 0
              )
              and exists (
                select
                from rights.consent c
                where
                  c.subject_type = 'beneficiary'
                  and c.subject_id = t1.id
                  and coalesce(c.valid @> $5::timestamptz, false)
                  and exists (
                    select
                    from rights.installation i
                    where
                      i.app_id = $1::uuid
                      and i.alliance_id = viewer.alliance_id
                      and i.unit_id = coalesce(viewer.unit_id, i.unit_id)
                      and 'needs:read' = any (i.scopes)
                      and coalesce(i.valid @> $5::timestamptz, false)
                      and (
                        i.purpose = c.purpose
                        and (
                          i.unit_id = t1.owner_unit_id
                          or exists (
                            select
                            from exchange.match m join exchange.agreement g on g.match_id = m.id
                            where
                              m.need_id = t1.need_id
                              and exchange.agreement_state_at (g.state, g.suspended_until, g.ends_at, g.ends_as, $5::timestamptz) = 'ACTIVE'
                              and g.supplier_unit_id = i.unit_id
                              and g.alliance_id = i.alliance_id
                            offset 0
                          )
                        )
                      )
                    offset 0
                  )
                offset 0
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
        array(select w.scope from unnest(array['needs:read']) w (scope) where w.scope <> all (viewer.scopes)),
        ','
      ),
      ''
    )
  )
from viewer
;
