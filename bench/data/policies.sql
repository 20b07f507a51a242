-- Row-level security for PostGraphile, saying what the views of the product say in `visible`. Who asks is set for the
-- transaction, as PostGraphile's `pgSettings` do; rights are read by the product's own function, once a statement.

do $$ begin
  if not exists (select from pg_roles where rolname = 'bench_viewer') then create role bench_viewer nologin; end if;
end $$;

grant usage on schema bench, rights, directory, exchange, projects to bench_viewer;
grant select on all tables in schema rights, directory, exchange, projects to bench_viewer;
grant insert on exchange.offer to bench_viewer;

create function bench.viewer() returns table (unit_id uuid, alliances uuid[], coordinates uuid[]) language sql stable as $$
  select v.unit_id, v.alliances, v.coordinates from rights.viewer(
    nullif(current_setting('qinlin.person', true), '')::uuid, null,
    nullif(current_setting('qinlin.unit', true), '')::uuid,
    nullif(current_setting('qinlin.alliance', true), '')::uuid,
    nullif(current_setting('qinlin.now', true), '')::timestamptz) v
$$;
create function bench.unit() returns uuid language sql stable as $$ select v.unit_id from bench.viewer() v $$;
create function bench.alliances() returns uuid[] language sql stable as $$ select v.alliances from bench.viewer() v $$;
create function bench.coordinates() returns uuid[] language sql stable
as $$ select v.coordinates from bench.viewer() v $$;
create function bench.has_hat() returns boolean language sql stable
as $$ select coalesce(current_setting('qinlin.alliance', true), '') <> '' $$;
create function bench.moment() returns timestamptz language sql stable
as $$ select nullif(current_setting('qinlin.now', true), '')::timestamptz $$;

alter table directory.membership enable row level security;
create policy see on directory.membership for select to bench_viewer using (
  (state = 'ACTIVE' and valid @> (select bench.moment())) or unit_id = (select bench.unit())
  or (alliance_id = any ((select bench.alliances())::uuid[]) and alliance_id = any ((select bench.coordinates())::uuid[])));

alter table directory.post enable row level security;
create policy see on directory.post for select to bench_viewer using (valid @> (select bench.moment()));

alter table exchange.offer enable row level security;
create policy see on exchange.offer for select to bench_viewer using (
  (state = 'PUBLISHED' and (visibility = 'PUBLIC' or (visibility = 'ALLIANCE' and shown_to && (select bench.alliances()))))
  or (owner_unit_id = (select bench.unit()) and (visibility in ('UNIT', 'PUBLIC') or not (select bench.has_hat()) or shown_to && (select bench.alliances()))));
create policy publish on exchange.offer for insert to bench_viewer with check (owner_unit_id = (select bench.unit()));

-- Asked for rows of other alliances alone. As its definer, since the policy of an offer asks for its audience in turn.
create function bench.tells_audience(offer uuid) returns boolean language sql stable security definer as $$
  select exists (select from exchange.offer o
    where o.id = offer and (o.visibility = 'PUBLIC' or o.owner_unit_id = (select bench.unit()))) $$;
alter table exchange.offer_audience enable row level security;
create policy see on exchange.offer_audience for select to bench_viewer using (
  alliance_id = any ((select bench.alliances())::uuid[]) or bench.tells_audience(offer_id));

alter table exchange.need enable row level security;
create policy see on exchange.need for select to bench_viewer using (
  (state = 'PUBLISHED' and (visibility = 'PUBLIC' or (visibility = 'ALLIANCE' and shown_to && (select bench.alliances()))))
  or (owner_unit_id = (select bench.unit()) and (visibility in ('UNIT', 'PUBLIC') or not (select bench.has_hat()) or shown_to && (select bench.alliances()))));

alter table exchange.resource enable row level security;
create policy see on exchange.resource for select to bench_viewer using (
  visibility = 'PUBLIC' or (visibility = 'ALLIANCE' and shown_to && (select bench.alliances()))
  or (owner_unit_id = (select bench.unit()) and (visibility = 'UNIT' or not (select bench.has_hat()))));

alter table exchange.slot enable row level security;
create policy see on exchange.slot for select to bench_viewer
  using (exists (select from exchange.resource r where r.id = slot.resource_id));

alter table exchange.match enable row level security;
create policy see on exchange.match for select to bench_viewer using (
  ((supplier_unit_id = (select bench.unit()) or demander_unit_id = (select bench.unit()))
    and (not (select bench.has_hat()) or alliance_id = any ((select bench.alliances())::uuid[])))
  or (alliance_id = any ((select bench.alliances())::uuid[]) and alliance_id = any ((select bench.coordinates())::uuid[])));

alter table exchange.agreement enable row level security;
create policy see on exchange.agreement for select to bench_viewer using (
  ((supplier_unit_id = (select bench.unit()) or demander_unit_id = (select bench.unit()))
    and (not (select bench.has_hat()) or alliance_id = any ((select bench.alliances())::uuid[])))
  or (alliance_id = any ((select bench.alliances())::uuid[]) and alliance_id = any ((select bench.coordinates())::uuid[])));

alter table exchange.commitment enable row level security;
create policy see on exchange.commitment for select to bench_viewer
  using (exists (select from exchange.agreement g where g.id = commitment.agreement_id));

alter table projects.project enable row level security;
create policy see on projects.project for select to bench_viewer using (
  visibility = 'PUBLIC' or alliance_id = any ((select bench.alliances())::uuid[])
  or (not (select bench.has_hat()) and lead_unit_id = (select bench.unit())));
