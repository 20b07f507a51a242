-- Vocabularies are loaded by command (docs/decisions/0054), and a city may have some of its own: which there are is not for a
-- constraint to list. A term that is given up stays, for what is filed under it, and takes nothing new.
alter table directory.term
  drop constraint term_scheme_check,
  add constraint term_scheme_check check (scheme ~ '^[A-Z]+(_[A-Z]+)*$'),
  drop constraint term_code_check,
  add constraint term_code_check check (code ~ '^[a-z]+(-[a-z]+)*(\.[a-z-]+)*$'),
  add column until date,
  add column source text check (source <> '');
