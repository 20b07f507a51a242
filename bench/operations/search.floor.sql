with found as materialized (
  select o.* from exchange.offer_audience a join exchange.offer o on o.id = a.offer_id
  where a.alliance_id = $1::uuid and o.state = 'PUBLISHED' and o.visibility in ('PUBLIC', 'ALLIANCE') and o.taken < o.quantity
    and coalesce(o.ends_at, 'infinity') > now() and position(lower($2) in lower(o.title || ' ' || o.description)) > 0
)
select json_build_object('data', json_build_object('offers', json_build_object(
  'totalCount', (select count(*) from found), 'pageInfo', json_build_object('hasNextPage', (select count(*) > 20 from found)),
  'nodes', (
    select coalesce(json_agg(json_build_object('id', 'offer_' || replace(o.id::text, '-', ''), 'title', o.title,
      'category', (select json_build_object('code', t.code, 'label', t.label_zh) from directory.term t where t.code = o.category),
      'remaining', json_build_object('value', trim_scale(o.quantity - o.taken)::text),
      'unit', (select json_build_object('id', 'unit_' || replace(u.id::text, '-', ''), 'shortName', u.short_name)
        from directory.unit u where u.id = o.owner_unit_id))), '[]')
    from (select * from found order by id desc limit 20) o))))::text
