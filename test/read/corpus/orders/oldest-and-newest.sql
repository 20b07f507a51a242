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
        json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'agreement_' || replace(t1.id::text, '-', ''))), '[]'))
      from
        (
          select t2.*
          from exchange.agreement t2
          where
            (
              (
                exists (
                  select
                  from exchange.agreement_party p
                  where p.agreement_id = t2.id and p.unit_id = viewer.unit_id
                  offset 0
                )
                and t2.alliance_id = viewer.alliance_id
              )
              or t2.alliance_id = viewer.coordinated
            )
          order by t2.id desc
          limit 20
        ) t1
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
    (
      select
        json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'audit_' || replace(t1.id::text, '-', ''))), '[]'))
      from
        (
          select t2.*
          from data.audit_entry t2
          where (t2.unit_id = viewer.unit_id or t2.alliance_id = viewer.coordinated)
          order by t2.id desc
          limit 2
        ) t1
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
    (
      select
        json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'booking_' || replace(t1.id::text, '-', ''))), '[]'))
      from
        (
          select t2.*
          from exchange.booking t2
          where
            (
              (
                (t2.unit_id = viewer.unit_id and t2.alliance_id = viewer.alliance_id)
                or t2.alliance_id = viewer.coordinated
              )
              or (
                exists (
                  select
                  from exchange.resource r
                  where r.id = t2.resource_id and r.owner_unit_id = viewer.unit_id
                  offset 0
                )
              )
            )
          order by t2.id desc
          limit 20
        ) t1
    )
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
    from rights.viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz) v
  )
select
  (
    (
      select
        json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'invitation_' || replace(t1.id::text, '-', ''))), '[]'))
      from
        (
          select t2.*
          from directory.invitation_shown t2
          where
            (
              (t2.unit_id = viewer.unit_id and 'ADMINISTRATOR' = any (viewer.roles::text[]))
              or (t2.unit_id = viewer.unit_id and t2.invited_by = $1::uuid)
            )
          order by t2.id desc
          limit 20
        ) t1
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
    (
      select
        json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'match_' || replace(t1.id::text, '-', ''))), '[]'))
      from
        (
          select t2.*
          from exchange.match t2
          where
            (
              (
                (t2.supplier_unit_id = viewer.unit_id or t2.demander_unit_id = viewer.unit_id)
                and t2.alliance_id = viewer.alliance_id
              )
              or t2.alliance_id = viewer.coordinated
            )
          order by t2.id desc
          limit 20
        ) t1
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
    (
      select
        json_build_object(
          'deliveries', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'event_' || replace(t2.id::text, '-', ''))), '[]'))
            from
              (
                select t3.*
                from
                  (
                    select
                      e.*,
                      c.agreement_id,
                      c.quantity_unit,
                      c.from_unit_id,
                      c.to_unit_id,
                      case
                        when (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        ) then 'CONFIRMED'
                        else e.state
                      end as state_now,
                      case
                        when (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        ) then e.quantity
                        else e.counted
                      end as counted_now,
                      (
                        (e.state = 'RECORDED' and not e.has_worth and coalesce(e.confirm_by <= $5::timestamptz, false))
                        or a.event_id is not null
                        and a.unit_id is null
                      ) as by_timeout,
                      case
                        when (
                          e.state = 'RECORDED'
                          and not e.has_worth
                          and coalesce(e.confirm_by <= $5::timestamptz, false)
                        ) then e.confirm_by
                        else a.answered_at
                      end as answered_at,
                      a.unit_id as answered_by_unit_id,
                      a.reason,
                      f.unit_id as referred_by_unit_id,
                      f.reason as referral,
                      f.referred_at,
                      r.unit_id as resolved_by_unit_id,
                      r.reason as resolution,
                      r.resolved_at,
                      b.id as reversed_by_id,
                      p.id as posting_id
                    from
                      exchange.event e
                      join exchange.commitment c on c.id = e.commitment_id
                      left join exchange.event_answer a on a.event_id = e.id
                      left join exchange.event_referral f on f.event_id = e.id
                      left join exchange.event_resolution r on r.event_id = e.id
                      left join exchange.event b on b.reverses_id = e.id
                      and (b.state = 'RECORDED' or b.counted <> 0)
                      left join exchange.posting p on p.event_id = e.id
                  ) t3
                where
                  t3.commitment_id = t1.id
                  and exists (
                    select
                    from exchange.agreement g
                    where
                      g.id = t3.agreement_id
                      and (
                        (
                          exists (
                            select
                            from exchange.agreement_party p
                            where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                            offset 0
                          )
                          and g.alliance_id = viewer.alliance_id
                        )
                        or g.alliance_id = viewer.coordinated
                      )
                  )
                order by t3.id
                limit 20
              ) t2
          )
        )
      from exchange.commitment t1
      where
        t1.id = $6::uuid
        and exists (
          select
          from exchange.agreement g
          where
            g.id = t1.agreement_id
            and (
              (
                exists (
                  select
                  from exchange.agreement_party p
                  where p.agreement_id = g.id and p.unit_id = viewer.unit_id
                  offset 0
                )
                and g.alliance_id = viewer.alliance_id
              )
              or g.alliance_id = viewer.coordinated
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
    (
      select
        json_build_object(
          'contributions', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'contribution_' || replace(t2.id::text, '-', ''))), '[]'))
            from
              (
                select t3.*
                from
                  (
                    select
                      c.*,
                      coalesce(a.answer, 'RECORDED') as state,
                      a.unit_id as answered_by_unit_id,
                      a.reason,
                      a.answered_at
                    from projects.contribution c left join projects.contribution_answer a on a.contribution_id = c.id
                  ) t3
                where
                  t3.project_id = t1.id
                  and (
                    t3.unit_id = viewer.unit_id
                    or exists (
                      select
                      from projects.project j
                      where j.id = t3.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                    )
                  )
                order by t3.id desc
                limit 20
              ) t2
          ),
          'partners', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'partner_' || replace(t4.id::text, '-', ''))), '[]'))
            from
              (
                select t5.*
                from projects.partner t5
                where
                  t5.project_id = t1.id
                  and (
                    t5.unit_id = viewer.unit_id
                    or exists (
                      select
                      from projects.project j
                      where j.id = t5.project_id and (j.visibility = 'PUBLIC' or j.alliance_id = viewer.alliance_id)
                    )
                  )
                order by t5.id
                limit 20
              ) t4
          )
        )
      from projects.project t1
      where t1.id = $6::uuid and (t1.visibility = 'PUBLIC' or t1.alliance_id = viewer.alliance_id)
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
    (
      select
        json_build_object(
          'memberships', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'membership_' || replace(t2.id::text, '-', ''))), '[]'))
            from
              (
                select t3.*
                from directory.membership t3
                where
                  t3.alliance_id = t1.id
                  and (
                    (t3.state = 'ACTIVE' and coalesce(t3.valid @> $5::timestamptz, false))
                    or (t3.unit_id = viewer.unit_id or t3.alliance_id = viewer.coordinated)
                  )
                order by t3.id
                limit 20
              ) t2
          )
        )
      from directory.alliance t1
      where t1.id = $6::uuid
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
    (
      select
        json_build_object(
          'posts', (
            select
              json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'post_' || replace(t2.id::text, '-', ''))), '[]'))
            from
              (
                select t3.*
                from directory.post_term t3
                where
                  t3.unit_id = t1.id
                  and (
                    coalesce(t3.valid @> $5::timestamptz, false)
                    or (t3.unit_id = viewer.unit_id or t3.person_id = $1::uuid)
                  )
                order by t3.id desc
                limit 20
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
