-- Somebody may prove how they are (健康状况): services that are for the chronically ill ask for it (docs/decisions/0081).
alter table exchange.benefit_proof
  drop constraint benefit_proof_kind_check,
  add constraint benefit_proof_kind_check
    check (kind in ('BORN_ON', 'OCCUPATION', 'HOUSEHOLD', 'HEALTH', 'RELATION', 'WORKS_FOR', 'HOME_AREA'));
