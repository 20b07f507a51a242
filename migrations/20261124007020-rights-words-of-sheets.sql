-- The contract says by which words sheets name what they refer to (docs/decisions/0078), to all modules alike: the terms of a
-- vocabulary that are in use, and the alliances that a unit is a member of.
create function rights.terms_of(sought text, day date) returns table (code text, label text)
language sql stable as $$
  select t.code, t.label_zh from directory.term t where t.scheme = sought and (t.until is null or t.until > day) order by t.rank, t.id
$$;

create function rights.alliances_of(unit uuid, at timestamptz) returns table (id uuid, name text)
language sql stable as $$
  select a.id, a.name from rights.membership m join directory.alliance a on a.id = m.alliance_id
  where m.unit_id = unit and m.valid @> at order by a.name, a.id
$$;
