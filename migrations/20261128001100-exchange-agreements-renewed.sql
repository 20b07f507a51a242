-- An agreement that goes on in another (docs/decisions/0098): which one it is drawn from, in the same alliance.
alter table exchange.agreement
  add column renewal_of_id uuid,
  add constraint agreement_of_alliance unique (id, alliance_id),
  add constraint agreement_renews_in_its_alliance foreign key (renewal_of_id, alliance_id) references exchange.agreement (id, alliance_id),
  add constraint agreement_renews_another check (renewal_of_id <> id);
create index agreement_renewal_of on exchange.agreement (renewal_of_id, id) where renewal_of_id is not null;
