-- What an app at a counter may be let ask (docs/decisions/0077).
alter table access.installation
  drop constraint installation_scopes_check,
  add constraint installation_scopes_check check (cardinality(scopes) > 0
    and scopes <@ array['benefits:check', 'contacts:read', 'needs:read', 'offers:read', 'projects:read', 'promises:read']);
