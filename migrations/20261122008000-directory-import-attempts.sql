-- How often an import stumbled since it last got on (docs/decisions/0053): one that does so again and again comes to nothing,
-- and those behind it are taken up all the same.
alter table directory.import_job add column attempts integer not null default 0;
grant update (attempts) on directory.import_job to qinlin_writer;
