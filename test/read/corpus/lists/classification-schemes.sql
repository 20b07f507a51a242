select
  (
    (
      select
        json_build_object(
          'totalCount', (select count(*) from directory.classification_scheme t2 where true),
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_'),
                'node', json_build_object('id', 'classificationscheme_' || replace(t1.id::text, '-', ''))
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'nodes', coalesce(
            json_agg(
              json_build_object(
                'code', t1.code,
                'label', case when $1::text = 'en' then t1.label_en else t1.label_zh
                end,
                'cardinality', t1.cardinality,
                'assignedBy', t1.assigned_by,
                'unitKinds', t1.unit_kinds,
                'source', t1.source
              )
              order by t1.rn
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', count(*) > 1,
            'hasPreviousPage', exists (
              select
              from directory.classification_scheme t3
              where not (t3.rank, t3.id) > ($2::integer, $3::uuid)
            ),
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t4.*
              from directory.classification_scheme t4
              where (t4.rank, t4.id) > ($2::integer, $3::uuid)
              order by t4.rank, t4.id
              limit 2
            ) p
        ) t1
    )
  )::text,
  case
    when $4::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $4::uuid and c.valid @> $5::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
select
  (
    (
      select
        json_build_object(
          'edges', coalesce(
            json_agg(
              json_build_object(
                'cursor', translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
              )
              order by t1.rn desc
            ) filter (
              where t1.rn <= 1
            ),
            '[]'
          ),
          'pageInfo', json_build_object(
            'hasNextPage', exists (
              select
              from directory.classification_scheme t2
              where t2.code = $1::text and not (t2.rank, t2.id) < ($2::integer, $3::uuid)
            ),
            'hasPreviousPage', count(*) > 1,
            'startCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn desc
              ) filter (
                where t1.rn <= 1
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(encode(convert_to(json_build_array('RANK', t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
                order by t1.rn
              ) filter (
                where t1.rn <= 1
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (
              select t3.*
              from directory.classification_scheme t3
              where t3.code = $4::text and (t3.rank, t3.id) < ($2::integer, $3::uuid)
              order by t3.rank desc, t3.id desc
              limit 2
            ) p
        ) t1
    )
  )::text,
  case
    when $5::uuid is not null
    and not exists (
      select
      from rights.login c
      where c.id = $5::uuid and c.valid @> $6::timestamptz
    ) then 'CREDENTIAL_ENDED'
  end
;
