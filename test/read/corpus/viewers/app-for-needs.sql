-- on the guarded lane, under row-level security
with viewer as materialized (select * from rights.app_viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    case
      when 'needs:read' = any (
        (select v.scopes from viewer v)::text[]
      ) then (
        (
          select
            json_build_object(
              'totalCount', (
                select count(*)
                from exchange.need t2
                where
                  (
                    t2.state = 'PUBLISHED'
                    and (
                      t2.visibility = 'PUBLIC'
                      or (
                        t2.visibility = 'ALLIANCE'
                        and exists (
                          select
                          from exchange.need_audience a
                          where a.need_id = t2.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          offset 0
                        )
                        and t2.owner_unit_id in (
                          select m.unit_id
                          from rights.membership m
                          where
                            m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                            and (m.valid @> $5::timestamptz) is true
                        )
                      )
                      or (
                        t2.visibility = 'ALLIANCE'
                        and t2.owner_unit_id in (
                          select s.provider_unit_id
                          from rights.share s
                          where
                            s.kind = 'NEEDS'
                            and (s.valid @> $5::timestamptz) is true
                            and (
                              s.may_reshare
                              and exists (
                                select
                                from rights.installation i
                                where
                                  i.app_id = $1::uuid
                                  and i.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                  and i.unit_id = coalesce((select v.unit_id from viewer v), i.unit_id)
                                  and 'needs:read' = any (i.scopes)
                                  and (i.valid @> $5::timestamptz) is true
                                  and i.unit_id = s.consumer_unit_id
                                  and i.purpose = s.purpose
                                offset 0
                              )
                            )
                        )
                      )
                    )
                  )
              ),
              'nodes', coalesce(
                json_agg(
                  json_build_object(
                    'title', t1.title,
                    'unit', (
                      select
                        json_build_object(
                          'shortName', t3.short_name,
                          'contact', json_build_object(
                            'disclosure', case
                              when (
                                (
                                  'contacts:read' = any ((select v.scopes from viewer v)::text[])
                                  and exists (
                                    select
                                    from rights.membership m
                                    where
                                      m.unit_id = t3.id
                                      and (m.valid @> $5::timestamptz) is true
                                      and m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                    offset 0
                                  )
                                )
                                or exists (
                                  select
                                  from rights.share s
                                  where
                                    s.provider_unit_id = t3.id
                                    and s.kind = 'CONTACT'
                                    and (s.valid @> $5::timestamptz) is true
                                    and (
                                      s.may_reshare
                                      and exists (
                                        select
                                        from rights.installation i
                                        where
                                          i.app_id = $1::uuid
                                          and i.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                          and i.unit_id = coalesce((select v.unit_id from viewer v), i.unit_id)
                                          and 'contacts:read' = any (i.scopes)
                                          and (i.valid @> $5::timestamptz) is true
                                          and i.unit_id = s.consumer_unit_id
                                          and i.purpose = s.purpose
                                        offset 0
                                      )
                                    )
                                  offset 0
                                )
                              ) then 'MASKED'
                              else 'WITHHELD'
                            end,
                            'name', case
                              when 'contacts:read' = any (
                                (select v.scopes from viewer v)::text[]
                              ) then (
                                case case
                                  when (
                                    (
                                      'contacts:read' = any (
                                        (select v.scopes from viewer v)::text[])
                                        and exists (
                                          select
                                          from rights.membership m
                                          where
                                            m.unit_id = t3.id
                                            and (m.valid @> $5::timestamptz) is true
                                            and m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                          offset 0
                                        )
                                      )
                                      or exists (
                                        select
                                        from rights.share s
                                        where
                                          s.provider_unit_id = t3.id
                                          and s.kind = 'CONTACT'
                                          and (s.valid @> $5::timestamptz) is true
                                          and (
                                            s.may_reshare
                                            and exists (
                                              select
                                              from rights.installation i
                                              where
                                                i.app_id = $1::uuid
                                                and i.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                                and i.unit_id = coalesce((select v.unit_id from viewer v), i.unit_id)
                                                and 'contacts:read' = any (i.scopes)
                                                and (i.valid @> $5::timestamptz) is true
                                                and i.unit_id = s.consumer_unit_id
                                                and i.purpose = s.purpose
                                              offset 0
                                            )
                                          )
                                        offset 0
                                      )
                                    ) then 'MASKED'
                                    else 'WITHHELD'
                                  end
                                  when 'FULL' then (select c.name from directory.unit_contact c where c.unit_id = t3.id)
                                  when 'MASKED' then (
                                    select c.name
                                    from directory.unit_contact_mask c
                                    where c.unit_id = t3.id
                                  )
                                end
                              )
                            end
                          ),
                          'again', case
                            when 'offers:read' = any (
                              (select v.scopes from viewer v)::text[]
                            ) then (
                              json_build_object(
                                'totalCount', (
                                  select count(*)
                                  from exchange.offer t5
                                  where
                                    t5.owner_unit_id = t3.id
                                    and (
                                      t5.state = 'PUBLISHED'
                                      and (
                                        t5.visibility = 'PUBLIC'
                                        or (
                                          t5.visibility = 'ALLIANCE'
                                          and exists (
                                            select
                                            from exchange.offer_audience a
                                            where
                                              a.offer_id = t5.id
                                              and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                            offset 0
                                          )
                                          and t5.owner_unit_id in (
                                            select m.unit_id
                                            from rights.membership m
                                            where
                                              m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                              and (m.valid @> $5::timestamptz) is true
                                          )
                                        )
                                        or (
                                          t5.visibility = 'ALLIANCE'
                                          and t5.owner_unit_id in (
                                            select s.provider_unit_id
                                            from rights.share s
                                            where
                                              s.kind = 'OFFERS'
                                              and (s.valid @> $5::timestamptz) is true
                                              and (
                                                s.may_reshare
                                                and exists (
                                                  select
                                                  from rights.installation i
                                                  where
                                                    i.app_id = $1::uuid
                                                    and i.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                                    and i.unit_id = coalesce(
                                                      (select v.unit_id from viewer v),
                                                      i.unit_id
                                                    )
                                                    and 'offers:read' = any (i.scopes)
                                                    and (i.valid @> $5::timestamptz) is true
                                                    and i.unit_id = s.consumer_unit_id
                                                    and i.purpose = s.purpose
                                                  offset 0
                                                )
                                              )
                                          )
                                        )
                                      )
                                    )
                                )
                              )
                            )
                          end
                        )
                      from directory.unit t3
                      where t3.id = t1.owner_unit_id
                    ),
                    'matches', case
                      when 'promises:read' = any (
                        (select v.scopes from viewer v)::text[]
                      ) then (
                        json_build_object(
                          'totalCount', (
                            select count(*)
                            from exchange.match t7
                            where
                              t7.need_id = t1.id
                              and (
                                (
                                  t7.supplier_unit_id in (
                                    select i.unit_id
                                    from rights.installation i
                                    where
                                      i.app_id = $1::uuid
                                      and i.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                      and i.unit_id = coalesce((select v.unit_id from viewer v), i.unit_id)
                                      and 'promises:read' = any (i.scopes)
                                      and (i.valid @> $5::timestamptz) is true
                                  )
                                  or t7.demander_unit_id in (
                                    select i.unit_id
                                    from rights.installation i
                                    where
                                      i.app_id = $1::uuid
                                      and i.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                      and i.unit_id = coalesce((select v.unit_id from viewer v), i.unit_id)
                                      and 'promises:read' = any (i.scopes)
                                      and (i.valid @> $5::timestamptz) is true
                                  )
                                )
                                and t7.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                              )
                          )
                        )
                      )
                    end,
                    'candidates', json_build_object(
                      'totalCount', (select count(*) from exchange.candidate t9 where t9.need_id = t1.id and false)
                    )
                  )
                ),
                '[]'
              )
            )
          from
            (
              select t10.*
              from exchange.need t10
              where
                (
                  t10.state = 'PUBLISHED'
                  and (
                    t10.visibility = 'PUBLIC'
                    or (
                      t10.visibility = 'ALLIANCE'
                      and exists (
                        select
                        from exchange.need_audience a
                        where a.need_id = t10.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        offset 0
                      )
                      and t10.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where
                          m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          and (m.valid @> $5::timestamptz) is true
                      )
                    )
                    or (
                      t10.visibility = 'ALLIANCE'
                      and t10.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'NEEDS'
                          and (s.valid @> $5::timestamptz) is true
                          and (
                            s.may_reshare
                            and exists (
                              select
                              from rights.installation i
                              where
                                i.app_id = $1::uuid
                                and i.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                and i.unit_id = coalesce((select v.unit_id from viewer v), i.unit_id)
                                and 'needs:read' = any (i.scopes)
                                and (i.valid @> $5::timestamptz) is true
                                and i.unit_id = s.consumer_unit_id
                                and i.purpose = s.purpose
                              offset 0
                            )
                          )
                      )
                    )
                  )
                )
              order by t10.id desc
              limit 3
            ) t1
        )
      )
    end
  )::text,
  (
    select
      coalesce(
        v.problem,
        'SCOPES_WANTED' || '!' || nullif(
          array_to_string(
            array(
              select w.scope
              from unnest(array['needs:read', 'contacts:read', 'offers:read', 'promises:read']) w (scope)
              where w.scope <> all (v.scopes)
            ),
            ','
          ),
          ''
        )
      )
    from viewer v
  )
;
with viewer as materialized (select * from rights.app_viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    case
      when 'offers:read' = any (
        (select v.scopes from viewer v)::text[]
      ) then (
        (
          select
            json_build_object(
              'nodes', coalesce(
                json_agg(
                  json_build_object(
                    'title', t1.title,
                    'matches', case
                      when 'promises:read' = any (
                        (select v.scopes from viewer v)::text[]
                      ) then (
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
                                      and i.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                      and i.unit_id = coalesce((select v.unit_id from viewer v), i.unit_id)
                                      and 'promises:read' = any (i.scopes)
                                      and (i.valid @> $5::timestamptz) is true
                                  )
                                  or t3.demander_unit_id in (
                                    select i.unit_id
                                    from rights.installation i
                                    where
                                      i.app_id = $1::uuid
                                      and i.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                      and i.unit_id = coalesce((select v.unit_id from viewer v), i.unit_id)
                                      and 'promises:read' = any (i.scopes)
                                      and (i.valid @> $5::timestamptz) is true
                                  )
                                )
                                and t3.alliance_id = any ((select v.alliances from viewer v)::uuid[])
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
                  t4.state = 'PUBLISHED'
                  and (
                    t4.visibility = 'PUBLIC'
                    or (
                      t4.visibility = 'ALLIANCE'
                      and exists (
                        select
                        from exchange.offer_audience a
                        where a.offer_id = t4.id and a.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                        offset 0
                      )
                      and t4.owner_unit_id in (
                        select m.unit_id
                        from rights.membership m
                        where
                          m.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                          and (m.valid @> $5::timestamptz) is true
                      )
                    )
                    or (
                      t4.visibility = 'ALLIANCE'
                      and t4.owner_unit_id in (
                        select s.provider_unit_id
                        from rights.share s
                        where
                          s.kind = 'OFFERS'
                          and (s.valid @> $5::timestamptz) is true
                          and (
                            s.may_reshare
                            and exists (
                              select
                              from rights.installation i
                              where
                                i.app_id = $1::uuid
                                and i.alliance_id = any ((select v.alliances from viewer v)::uuid[])
                                and i.unit_id = coalesce((select v.unit_id from viewer v), i.unit_id)
                                and 'offers:read' = any (i.scopes)
                                and (i.valid @> $5::timestamptz) is true
                                and i.unit_id = s.consumer_unit_id
                                and i.purpose = s.purpose
                              offset 0
                            )
                          )
                      )
                    )
                  )
                )
              order by t4.id desc
              limit 20
            ) t1
        )
      )
    end
  )::text,
  (
    select
      coalesce(
        v.problem,
        'SCOPES_WANTED' || '!' || nullif(
          array_to_string(
            array(
              select w.scope
              from unnest(array['offers:read', 'promises:read']) w (scope)
              where w.scope <> all (v.scopes)
            ),
            ','
          ),
          ''
        )
      )
    from viewer v
  )
;
with viewer as materialized (select * from rights.app_viewer ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz))
select
  (
    case
      when 'projects:read' = any (
        (select v.scopes from viewer v)::text[]
      ) then (
        json_build_object(
          'totalCount', (
            select count(*)
            from projects.project t2
            where (t2.visibility = 'PUBLIC' or t2.alliance_id = any ((select v.alliances from viewer v)::uuid[]))
          )
        )
      )
    end
  )::text,
  (
    select
      coalesce(
        v.problem,
        'SCOPES_WANTED' || '!' || nullif(
          array_to_string(
            array(select w.scope from unnest(array['projects:read']) w (scope) where w.scope <> all (v.scopes)),
            ','
          ),
          ''
        )
      )
    from viewer v
  )
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
