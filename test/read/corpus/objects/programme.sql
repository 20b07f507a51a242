select
  (
    (
      select
        json_build_object(
          'id', 'programme_' || replace(t1.id::text, '-', ''),
          'name', t1.name,
          'state', t1.state,
          'startedOn', t1.started_on,
          'endedOn', t1.ended_on,
          'reason', t1.reason,
          'createdAt', t1.created_at,
          'version', t1.version,
          'unit', (
            select json_build_object('shortName', t2.short_name)
            from directory.unit t2
            where t2.id = t1.unit_id
          ),
          'alliance', (
            select json_build_object('name', t3.name)
            from directory.alliance t3
            where t3.id = t1.alliance_id
          ),
          'parent', (select json_build_object('name', t4.name) from directory.programme t4 where t4.id = t1.parent_id),
          'programmes', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t5.name)), '[]'))
            from (select t6.* from directory.programme t6 where t6.parent_id = t1.id order by t6.id limit 20) t5
          ),
          'versions', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('label', t7.label)), '[]'))
            from
              (
                select t8.*
                from directory.programme_version t8
                where t8.programme_id = t1.id
                order by t8.number desc, t8.id
                limit 20
              ) t7
          ),
          'tracks', (
            select json_build_object('nodes', coalesce(json_agg(json_build_object('name', t9.name)), '[]'))
            from
              (
                select t10.*
                from directory.track t10
                where t10.programme_id = t1.id
                order by t10.rank, t10.id
                limit 20
              ) t9
          )
        )
      from directory.programme t1
      where t1.id = $1::uuid
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'id', 'edition_' || replace(t1.id::text, '-', ''),
          'number', t1.number,
          'label', t1.label,
          'description', t1.description,
          'inForceFrom', t1.in_force_from,
          'createdAt', t1.created_at,
          'programme', (
            select json_build_object('name', t2.name)
            from directory.programme t2
            where t2.id = t1.programme_id
          )
        )
      from directory.programme_version t1
      where t1.id = $1::uuid
    )
  )::text,
  null
;
