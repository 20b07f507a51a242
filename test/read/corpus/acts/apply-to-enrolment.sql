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
    select
      json_build_object(
        'enrolmentApplication', (
          select
            json_build_object(
              'id', 'application_' || replace(t1.id::text, '-', ''),
              'state', case when t1.state = 'OFFERED' and t1.respond_by <= $5::timestamptz then 'LAPSED' else t1.state
              end,
              'applicant', (
                select
                  json_build_object(
                    'name', t2.name,
                    'age', t2.age,
                    'guardian', case
                      when t2.guardian_name is not null then json_build_object('relation', t2.guardian_relation)
                    end
                  )
                from (select p.* from exchange.enrolment_applicant p where p.application_id = t1.id) t2
              )
            )
          from exchange.enrolment_application t1
          where t1.id = $6::uuid and (t1.owner_unit_id = viewer.unit_id or t1.offer_unit_id = viewer.unit_id)
        )
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
    select
      json_build_object(
        'enrolmentApplication', (
          select
            json_build_object(
              'id', 'application_' || replace(t1.id::text, '-', ''),
              'state', case when t1.state = 'OFFERED' and t1.respond_by <= $5::timestamptz then 'LAPSED' else t1.state
              end,
              'applicant', (
                select
                  json_build_object(
                    'name', t2.name,
                    'age', t2.age,
                    'guardian', case
                      when t2.guardian_name is not null then json_build_object('relation', t2.guardian_relation)
                    end
                  )
                from (select p.* from exchange.enrolment_applicant p where p.application_id = t1.id) t2
              )
            )
          from exchange.enrolment_application t1
          where t1.id = $6::uuid and (t1.owner_unit_id = viewer.unit_id or t1.offer_unit_id = viewer.unit_id)
        )
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
    select
      json_build_object(
        'enrolmentApplication', (
          select
            json_build_object(
              'id', 'application_' || replace(t1.id::text, '-', ''),
              'state', case when t1.state = 'OFFERED' and t1.respond_by <= $5::timestamptz then 'LAPSED' else t1.state
              end,
              'applicant', (
                select
                  json_build_object(
                    'name', t2.name,
                    'age', t2.age,
                    'guardian', case
                      when t2.guardian_name is not null then json_build_object('relation', t2.guardian_relation)
                    end
                  )
                from (select p.* from exchange.enrolment_applicant p where p.application_id = t1.id) t2
              )
            )
          from exchange.enrolment_application t1
          where t1.id = $6::uuid and (t1.owner_unit_id = viewer.unit_id or t1.offer_unit_id = viewer.unit_id)
        )
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
    select
      json_build_object(
        'enrolmentApplication', (
          select
            json_build_object(
              'id', 'application_' || replace(t1.id::text, '-', ''),
              'state', case when t1.state = 'OFFERED' and t1.respond_by <= $5::timestamptz then 'LAPSED' else t1.state
              end,
              'applicant', (
                select
                  json_build_object(
                    'name', t2.name,
                    'age', t2.age,
                    'guardian', case
                      when t2.guardian_name is not null then json_build_object('relation', t2.guardian_relation)
                    end
                  )
                from (select p.* from exchange.enrolment_applicant p where p.application_id = t1.id) t2
              )
            )
          from exchange.enrolment_application t1
          where t1.id = $6::uuid and (t1.owner_unit_id = viewer.unit_id or t1.offer_unit_id = viewer.unit_id)
        )
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
    select
      json_build_object(
        'enrolmentApplication', (
          select
            json_build_object(
              'id', 'application_' || replace(t1.id::text, '-', ''),
              'state', case when t1.state = 'OFFERED' and t1.respond_by <= $5::timestamptz then 'LAPSED' else t1.state
              end,
              'applicant', (
                select
                  json_build_object(
                    'name', t2.name,
                    'age', t2.age,
                    'guardian', case
                      when t2.guardian_name is not null then json_build_object('relation', t2.guardian_relation)
                    end
                  )
                from (select p.* from exchange.enrolment_applicant p where p.application_id = t1.id) t2
              )
            )
          from exchange.enrolment_application t1
          where t1.id = $6::uuid and (t1.owner_unit_id = viewer.unit_id or t1.offer_unit_id = viewer.unit_id)
        )
      )
  )::text,
  viewer.problem
from viewer
;
