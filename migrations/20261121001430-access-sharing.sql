-- Sharing between units (docs/decisions/0033): the catalogue as it is read, and what no act may do to an agreement.

-- The catalogue of every unit, whole: what a unit said nothing about is shared on condition.
create view access.catalogue as
  select u.id as unit_id, k.kind, k.rank, coalesce(d.attribute, 'CONDITIONAL') as attribute, d.note, d.changed_at, d.version
  from directory.unit u
  cross join (values ('CONTACT', 1), ('OFFERS', 2), ('NEEDS', 3)) k(kind, rank)
  left join access.data_item d on d.unit_id = u.id and d.kind = k.kind;

alter table access.sharing_agreement
  -- A request that its unit took back was never valid.
  drop constraint sharing_agreement_check2,
  add constraint sharing_granted_is_valid check (state <> 'GRANTED' or valid is not null),
  add constraint sharing_withdrawn_for_a_reason check (state <> 'WITHDRAWN' or reason is not null),
  -- Three years at most, one of which may be a leap year; and never longer than was asked for.
  add constraint sharing_within_three_years check (requested_until - requested_at <= interval '1096 days'),
  add constraint sharing_to_come check (requested_until > requested_at),
  add constraint sharing_as_long_as_asked check (valid is null or isempty(valid) or not upper_inf(valid) and upper(valid) <= requested_until);

-- Whoever grants may give less than was asked for, and nobody gives more later.
create function access.share_less() returns trigger language plpgsql set search_path = ''
as $$
begin
  raise check_violation using constraint = 'sharing_only_narrower', table = 'sharing_agreement', schema = 'access',
    message = 'an agreement on sharing never gives more than was asked for';
end $$;
create trigger only_narrower before update on access.sharing_agreement for each row
  when (old.precision = 'MASKED' and new.precision = 'FULL' or new.may_reshare and not old.may_reshare)
  execute function access.share_less();

grant select on access.catalogue to qinlin_reader, qinlin_guarded, qinlin_writer;
grant update (precision, may_reshare) on access.sharing_agreement to qinlin_writer;
