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
      select json_build_object('nodes', coalesce(json_agg(json_build_object('title', t1.title)), '[]'))
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
            and case
              when t2.state in ('ACTIVE', 'SUSPENDED')
              and t2.confirm_within_days is not null
              and not exists (
                select
                from exchange.commitment c
                where
                  c.agreement_id = t2.id
                  and c.state = 'OPEN'
                  and c.quantity > c.fulfilled + c.released + coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = c.id
                        and e.state = 'RECORDED'
                        and not e.has_worth
                        and e.confirm_by <= $5::timestamptz
                        and coalesce(e.confirm_by < t2.ends_at, true)
                    ),
                    0
                  )
              ) then 'COMPLETED'
              else exchange.agreement_state_at (t2.state, t2.suspended_until, t2.ends_at, t2.ends_as, $5::timestamptz)
            end = any ($6::text[])
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
    json_build_object(
      'totalCount', (
        select count(*)
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
          and case
            when t2.state in ('ACTIVE', 'SUSPENDED')
            and t2.confirm_within_days is not null
            and not exists (
              select
              from exchange.commitment c
              where
                c.agreement_id = t2.id
                and c.state = 'OPEN'
                and c.quantity > c.fulfilled + c.released + coalesce(
                  (
                    select sum(e.quantity)
                    from exchange.event e
                    where
                      e.commitment_id = c.id
                      and e.state = 'RECORDED'
                      and not e.has_worth
                      and e.confirm_by <= $5::timestamptz
                      and coalesce(e.confirm_by < t2.ends_at, true)
                  ),
                  0
                )
            ) then 'COMPLETED'
            else exchange.agreement_state_at (t2.state, t2.suspended_until, t2.ends_at, t2.ends_as, $5::timestamptz)
          end = any ($6::text[])
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
      select json_build_object('nodes', coalesce(json_agg(json_build_object('reason', t1.reason)), '[]'))
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
            and case
              when t2.state in ('ACTIVE', 'SUSPENDED')
              and t2.confirm_within_days is not null
              and not exists (
                select
                from exchange.commitment c
                where
                  c.agreement_id = t2.id
                  and c.state = 'OPEN'
                  and c.quantity > c.fulfilled + c.released + coalesce(
                    (
                      select sum(e.quantity)
                      from exchange.event e
                      where
                        e.commitment_id = c.id
                        and e.state = 'RECORDED'
                        and not e.has_worth
                        and e.confirm_by <= $5::timestamptz
                        and coalesce(e.confirm_by < t2.ends_at, true)
                    ),
                    0
                  )
              ) then 'COMPLETED'
              else exchange.agreement_state_at (t2.state, t2.suspended_until, t2.ends_at, t2.ends_as, $5::timestamptz)
            end = any ($6::text[])
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
    json_build_object(
      'totalCount', (
        select count(*)
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
          and case
            when t2.state in ('ACTIVE', 'SUSPENDED')
            and t2.confirm_within_days is not null
            and not exists (
              select
              from exchange.commitment c
              where
                c.agreement_id = t2.id
                and c.state = 'OPEN'
                and c.quantity > c.fulfilled + c.released + coalesce(
                  (
                    select sum(e.quantity)
                    from exchange.event e
                    where
                      e.commitment_id = c.id
                      and e.state = 'RECORDED'
                      and not e.has_worth
                      and e.confirm_by <= $5::timestamptz
                      and coalesce(e.confirm_by < t2.ends_at, true)
                  ),
                  0
                )
            ) then 'COMPLETED'
            else exchange.agreement_state_at (t2.state, t2.suspended_until, t2.ends_at, t2.ends_as, $5::timestamptz)
          end = any ($6::text[])
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
          and case
            when t2.state in ('ACTIVE', 'SUSPENDED')
            and t2.confirm_within_days is not null
            and not exists (
              select
              from exchange.commitment c
              where
                c.agreement_id = t2.id
                and c.state = 'OPEN'
                and c.quantity > c.fulfilled + c.released + coalesce(
                  (
                    select sum(e.quantity)
                    from exchange.event e
                    where
                      e.commitment_id = c.id
                      and e.state = 'RECORDED'
                      and not e.has_worth
                      and e.confirm_by <= $5::timestamptz
                      and coalesce(e.confirm_by < t2.ends_at, true)
                  ),
                  0
                )
            ) then 'COMPLETED'
            else exchange.agreement_state_at (t2.state, t2.suspended_until, t2.ends_at, t2.ends_as, $5::timestamptz)
          end = any ($6::text[])
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
      )
    )
  )::text,
  viewer.problem
from viewer
;
