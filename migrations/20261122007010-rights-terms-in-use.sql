-- The contract says which terms something new may be filed under (docs/decisions/0054), to all modules alike.
create function rights.terms_in_use(schemes text[], codes text[], day date) returns setof text
language sql stable as $$
  select t.code from directory.term t where t.scheme = any(schemes) and t.code = any(codes) and (t.until is null or t.until > day)
$$;
