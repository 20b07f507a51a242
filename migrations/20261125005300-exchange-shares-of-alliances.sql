-- Alliances are another module's: whether there is one is asked here, so that a share of one that there is not is refused by name.
create function exchange.is_alliance(alliance uuid) returns boolean language sql stable security definer set search_path = ''
as $$
  select exists (select from directory.alliance a where a.id = is_alliance.alliance)
$$;
revoke execute on function exchange.is_alliance(uuid) from public;
grant execute on function exchange.is_alliance(uuid) to qinlin_writer;
