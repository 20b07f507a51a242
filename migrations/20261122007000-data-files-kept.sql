-- How many bytes a unit keeps (docs/decisions/0052) is asked with every file: of those that are not past their day, however
-- many were before.
create index file_kept on data.file (owner_unit_id, expires_at) include (size);
