select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('code', t1.code)), '[]'))
      from
        (
          select t2.*
          from directory.term t2
          where t2.scheme = any ($1::text[])
          order by t2.scheme, t2.rank, t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('code', t1.code)), '[]'))
      from
        (
          select t2.*
          from directory.term t2
          where t2.code = $1::text and t2.scheme = any ($2::text[])
          order by t2.scheme, t2.rank, t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    json_build_object(
      'totalCount', (
        select count(*)
        from directory.term t2
        where (t2.until is null or t2.until > $1::date) and t2.scheme = any ($2::text[])
      )
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
                'scheme', t1.scheme,
                'code', t1.code,
                'label', case when $1::text = 'en' then t1.label_en else t1.label_zh
                end
              )
            ),
            '[]'
          )
        )
      from
        (
          select t2.*
          from directory.term t2
          where t2.scheme = any ($2::text[])
          order by t2.scheme, t2.rank, t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (
    (
      select json_build_object('nodes', coalesce(json_agg(json_build_object('code', t1.code)), '[]'))
      from
        (
          select t2.*
          from directory.term t2
          where t2.scheme = any ($1::text[])
          order by t2.scheme, t2.rank, t2.id
          limit 20
        ) t1
    )
  )::text,
  null
;
select
  (json_build_object('totalCount', (select count(*) from directory.term t2 where t2.scheme = any ($1::text[]))))::text,
  null
;
select
  (
    (
      select
        json_build_object(
          'totalCount', (select count(*) from directory.term t2 where t2.code = $1::text),
          'pageInfo', json_build_object(
            'startCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('RANK', t1.scheme::text, t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn
              ) filter (
                where t1.rn <= 20
              )
            ) [1],
            'endCursor', (
              array_agg(
                translate(
                  encode(convert_to(json_build_array('RANK', t1.scheme::text, t1.rank::text, t1.id::text)::text, 'UTF8'), 'base64'),
                  E'+/=\n',
                  '-_'
                )
                order by t1.rn desc
              ) filter (
                where t1.rn <= 20
              )
            ) [1]
          )
        )
      from
        (
          select p.*, row_number() over () as rn
          from
            (select t3.* from directory.term t3 where t3.code = $2::text order by t3.scheme, t3.rank, t3.id limit 20) p
        ) t1
    )
  )::text,
  null
;
