-- The name of a division as the list had it last: what its keeper put right stays until the list says something new (docs/decisions/0044).
alter table directory.area add column listed_name text;
update directory.area set listed_name = name where scheme = 'STATISTICS' and version = 1
  and id = md5('area STATISTICS ' || code || coalesce(' ' || upper(valid), ''))::uuid;
