-- Since when the lead of an alliance is offered to a unit: it waits for an answer (docs/decisions/0072).
alter table directory.alliance add column lead_offered_at timestamptz(3);
-- Of offers that are open it is not known; they wait at most since the alliance was founded.
update directory.alliance set lead_offered_at = created_at where lead_offered_to is not null;
alter table directory.alliance add constraint alliance_lead_offered_since
  check ((lead_offered_to is null) = (lead_offered_at is null));
grant update (lead_offered_at) on directory.alliance to qinlin_writer;
