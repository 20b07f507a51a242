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
          'requirementEdition', t1.requirement_edition,
          'eligibility', (
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'number', t2.number,
                    'within', t2.within,
                    'kind', t2.kind,
                    'from', t2.from,
                    'below', t2.below,
                    'codes', t2.codes,
                    'needsProof', t2.needs_proof,
                    'alliance', (
                      select json_build_object('name', t3.name)
                      from directory.alliance t3
                      where t3.id = t2.alliance_id
                    ),
                    'area', (select json_build_object('name', t4.name) from directory.area t4 where t4.id = t2.area_id)
                  )
                ),
                '[]'
              )
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
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'document', (
                      select
                        json_build_object(
                          'code', t6.code,
                          'label', case when $6::text = 'en' then t6.label_en else t6.label_zh
                          end
                        )
                      from directory.term t6
                      where t6.code = t5.code
                    ),
                    'name', t5.name,
                    'note', t5.note,
                    'isRequired', t5.is_required
                  )
                ),
                '[]'
              )
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
              ) t5
          )
        )
      from exchange.offer t1
      where
        t1.id = $7::uuid
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
          'eligibility', (
            select
              coalesce(json_agg(json_build_object('kind', t2.kind, 'codes', t2.codes, 'needsProof', t2.needs_proof)), '[]')
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
            select
              coalesce(
                json_agg(
                  json_build_object(
                    'document', (
                      select
                        json_build_object(
                          'code', t4.code,
                          'label', case when $6::text = 'en' then t4.label_en else t4.label_zh
                          end
                        )
                      from directory.term t4
                      where t4.code = t3.code
                    ),
                    'name', t3.name,
                    'note', t3.note,
                    'isRequired', t3.is_required
                  )
                ),
                '[]'
              )
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
        t1.id = $7::uuid
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
          'origin', t1.origin,
          'judgement', (
            select
              json_build_object(
                'edition', t2.edition,
                'judgedAt', t2.judged_at,
                'judgedBy', (
                  select json_build_object('title', t3.title)
                  from directory.post_term t3
                  where
                    t3.id = t2.post_id
                    and (
                      coalesce(t3.valid @> $5::timestamptz, false)
                      or (t3.unit_id = viewer.unit_id or t3.person_id = $1::uuid)
                    )
                ),
                'eligibility', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'number', t4.number,
                          'within', t4.within,
                          'kind', t4.kind,
                          'from', t4.from,
                          'below', t4.below,
                          'codes', t4.codes,
                          'needsProof', t4.needs_proof,
                          'alliance', (
                            select json_build_object('name', t5.name)
                            from directory.alliance t5
                            where t5.id = t4.alliance_id
                          ),
                          'area', (
                            select json_build_object('name', t6.name)
                            from directory.area t6
                            where t6.id = t4.area_id
                          )
                        )
                      ),
                      '[]'
                    )
                  from
                    (
                      select p.*
                      from
                        jsonb_to_recordset(t2.eligibility) as p (
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
                    ) t4
                ),
                'documents', (
                  select
                    coalesce(
                      json_agg(
                        json_build_object(
                          'document', (
                            select
                              json_build_object(
                                'code', t8.code,
                                'label', case when $6::text = 'en' then t8.label_en else t8.label_zh
                                end
                              )
                            from directory.term t8
                            where t8.code = t7.code
                          ),
                          'name', t7.name,
                          'note', t7.note,
                          'isRequired', t7.is_required
                        )
                      ),
                      '[]'
                    )
                  from
                    (
                      select d.*
                      from jsonb_to_recordset(t2.documents) as d (code text, name text, note text, is_required boolean)
                    ) t7
                )
              )
            from
              (
                select j.edition, j.judged_at, j.post_id, r.eligibility, r.documents
                from exchange.order_judgement j join exchange.offer_requirement r using (offer_id, edition)
                where j.match_id = t1.id
              ) t2
          )
        )
      from exchange.match t1
      where
        t1.id = $7::uuid
        and (
          (
            (t1.supplier_unit_id = viewer.unit_id or t1.demander_unit_id = viewer.unit_id)
            and t1.alliance_id = viewer.alliance_id
          )
          or t1.alliance_id = viewer.coordinated
        )
    )
  )::text,
  viewer.problem
from viewer
;
