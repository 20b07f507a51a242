-- No table is under row-level security, and who reads may read them all: what the third wall costs is what this saves.
do $$
declare guarded regclass;
begin
  for guarded in select oid from pg_class where relrowsecurity loop
    execute format('alter table %s disable row level security', guarded);
    execute format('alter table %s no force row level security', guarded);
    execute format('grant select on %s to qinlin_reader', guarded);
  end loop;
end $$;
