-- What is promised again and again is one promise of the terms (分期承诺): its commitments are of one series, which is the place of
-- that promise in the terms (docs/decisions/0102).
alter table exchange.commitment add column series integer;

-- Of those that stand: what says the same of the same two units came out of one promise.
update exchange.commitment c set series = s.series from (
  select f.id, dense_rank() over (partition by f.agreement_id order by f.first_rank) as series from (
    select o.id, o.agreement_id, min(o.rank) over (
      partition by o.agreement_id, o.from_unit_id, o.to_unit_id, o.action, o.title, o.quantity, o.quantity_unit) as first_rank
    from exchange.commitment o) f) s
where s.id = c.id;

-- A promise that is kept once is a series of its own. All of a series promise the same: their figures may be added.
create function exchange.commitment_in_series() returns trigger language plpgsql set search_path = ''
as $$
begin
  new.series := coalesce(new.series, new.rank);
  if exists (select from exchange.commitment o where o.agreement_id = new.agreement_id and o.series = new.series
    and (o.from_unit_id, o.to_unit_id, o.action, o.title, o.quantity, o.quantity_unit)
      is distinct from (new.from_unit_id, new.to_unit_id, new.action, new.title, new.quantity, new.quantity_unit)) then
    perform exchange.refuse('commitment_of_one_series', 'commitments of one series promise the same');
  end if;
  return new;
end $$;
create trigger commitment_of_one_series before insert on exchange.commitment
  for each row execute function exchange.commitment_in_series();

alter table exchange.commitment alter column series set not null, add constraint commitment_series check (series > 0);
create index commitment_series_of_agreement on exchange.commitment (agreement_id, series, rank);
revoke execute on function exchange.commitment_in_series() from public;
grant insert (series) on exchange.commitment to qinlin_writer;
