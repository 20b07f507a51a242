with listed as (
  select wanted.category, (
    select json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'offer_' || replace(o.id::text, '-', ''),
      'title', o.title, 'description', o.description,
      'quantity', json_build_object('value', trim_scale(o.quantity)::text, 'unit', o.quantity_unit),
      'placeName', o.place_name, 'publishedAt', o.published_at,
      'unit', (select json_build_object('shortName', u.short_name) from directory.unit u where u.id = o.owner_unit_id))), '[]'))
    from (
      select o.* from exchange.offer_audience a join exchange.offer o on o.id = a.offer_id
      where a.alliance_id = $1::uuid and o.category = wanted.category and o.state = 'PUBLISHED'
        and o.visibility in ('PUBLIC', 'ALLIANCE')
      order by a.offer_id desc limit 5) o) as page
  from (values ('space.hall'), ('vehicle.bus')) wanted(category)
)
select json_build_object('data', json_build_object(
  'alliance', (select json_build_object('id', 'alliance_' || replace(g.id::text, '-', ''), 'name', g.name,
      'description', g.description, 'foundedOn', g.founded_on,
      'leadUnit', (select json_build_object('id', 'unit_' || replace(u.id::text, '-', ''), 'name', u.name)
        from directory.unit u where u.id = g.lead_unit_id),
      'projects', json_build_object('nodes', (
        select coalesce(json_agg(json_build_object('id', 'project_' || replace(p.id::text, '-', ''), 'title', p.title,
          'goal', p.goal, 'startsOn', p.starts_on, 'endsOn', p.ends_on)), '[]')
        from (select p.* from projects.project p where p.alliance_id = g.id order by p.id desc limit 5) p)))
    from directory.alliance g where g.id = $1::uuid),
  'unit', (select json_build_object('id', 'unit_' || replace(u.id::text, '-', ''), 'kind', u.kind, 'name', u.name,
      'shortName', u.short_name, 'formerNames', u.former_names, 'createdAt', u.created_at,
      'resources', json_build_object('nodes', (
        select coalesce(json_agg(json_build_object('id', 'resource_' || replace(r.id::text, '-', ''), 'kind', r.kind,
          'name', r.name, 'slots', json_build_object('nodes', (
            select coalesce(json_agg(json_build_object('id', 'slot_' || replace(s.id::text, '-', ''), 'capacity', s.capacity,
              'taken', s.taken)), '[]')
            from (select s.* from exchange.slot s where s.resource_id = r.id order by s.starts_at, s.id limit 2) s)))), '[]')
        from (
          select r.* from exchange.resource r where r.owner_unit_id = u.id and r.visibility = 'PUBLIC'
          order by r.id desc limit 5) r)))
    from directory.unit u where u.id = $2::uuid),
  'terms', json_build_object('nodes', (
    select json_agg(json_build_object('code', t.code, 'label', t.label_zh)) from (
      select t.* from directory.term t order by t.scheme, t.rank, t.id limit 20) t)),
  'halls', (select page from listed where category = 'space.hall'),
  'buses', (select page from listed where category = 'vehicle.bus'),
  'agreements', json_build_object('nodes', (
    select coalesce(json_agg(json_build_object('id', 'agreement_' || replace(g.id::text, '-', ''), 'title', g.title,
      'state', g.state, 'createdAt', g.created_at)), '[]')
    from (select g.* from exchange.agreement g where g.alliance_id = $1::uuid order by g.id desc limit 5) g))))::text
