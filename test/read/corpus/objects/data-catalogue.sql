select
  (
    (
      select
        json_build_object(
          'shortName', t1.short_name,
          'dataItems', (
            select
              coalesce(
                json_agg(
                  json_build_object('kind', t2.kind, 'attribute', t2.attribute, 'note', t2.note, 'changedAt', t2.changed_at, 'version', t2.version)
                ),
                '[]'
              )
            from (select * from access.catalogue t2 where t2.unit_id = t1.id order by t2.rank limit 100) t2
          )
        )
      from directory.unit t1
      where t1.id = directory.unit_now ($1::uuid)
    )
  )::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'dataItems', (
                  select coalesce(json_agg(json_build_object('attribute', t2.attribute)), '[]')
                  from (select * from access.catalogue t2 where t2.unit_id = t1.id order by t2.rank limit 100) t2
                )
              )
            ),
            '[]'
          )
        )
      from (select t3.* from directory.unit t3 where true order by t3.id desc limit 3) t1
    )
  )::text,
  null
;
