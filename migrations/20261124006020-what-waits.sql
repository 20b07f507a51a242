-- What waits for somebody (docs/decisions/0072) is found by what waits, and not by all there ever was: an index on each state that waits,
-- led by who is waited for. Applications and requests to share data have theirs already, by which none is open twice.

create index membership_invited on directory.membership (unit_id) where state = 'INVITED';
create index alliance_lead_offered on directory.alliance (lead_offered_to) where lead_offered_to is not null;
create index relation_proposed_to_object on directory.relation (object_unit_id) where state = 'PROPOSED' and object_unit_id is not null;
create index relation_proposed_of_subject on directory.relation (subject_unit_id) where state = 'PROPOSED';
-- Who looks after an area is found upwards from it: all that is proposed to areas is looked through, and that is little.
create index relation_proposed_to_areas on directory.relation (object_area_id) where state = 'PROPOSED' and object_area_id is not null;
create index person_relation_proposed_to_person on directory.person_relation (person_id) where state = 'PROPOSED' and proposed_by = 'UNIT';
create index person_relation_proposed_to_host on directory.person_relation (host_unit_id) where state = 'PROPOSED' and proposed_by = 'PERSON';
create index household_link_proposed on directory.household_link (person_id) where state = 'PROPOSED';
create index unit_identifier_unverified on directory.unit_identifier (unit_id) where state = 'UNVERIFIED';
create index import_job_checked on directory.import_job (unit_id) where state = 'CHECKED';

create index need_in_review_shown on exchange.need using gin (shown_to) with (fastupdate = off) where state = 'IN_REVIEW';
create index offer_in_review_shown on exchange.offer using gin (shown_to) with (fastupdate = off) where state = 'IN_REVIEW';
-- Public, and for no alliance in particular: for the coordinators of any alliance of its unit.
create index need_in_review_for_all on exchange.need (owner_unit_id) where state = 'IN_REVIEW' and shown_to = '{}';
create index offer_in_review_for_all on exchange.offer (owner_unit_id) where state = 'IN_REVIEW' and shown_to = '{}';
create index need_returned on exchange.need (owner_unit_id) where state = 'RETURNED';
create index offer_returned on exchange.offer (owner_unit_id) where state = 'RETURNED';
create index match_waits_for_supplier on exchange.match (supplier_unit_id)
  where state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') and supplier_accepted_at is null;
create index match_waits_for_demander on exchange.match (demander_unit_id)
  where state in ('PROPOSED', 'CALLED', 'ACCEPTED_BY_ONE', 'COUNTERED') and demander_accepted_at is null;
create index wish_claim_waits on exchange.wish_claim (demander_unit_id) where state = 'CLAIMED';
create index booking_held_for_itself on exchange.booking (unit_id) where state = 'HELD' and held_until is not null;
create index lending_waits_for_borrower on exchange.lending (borrower_unit_id) where state in ('HANDED_OVER', 'LENT');
create index lending_waits_for_owner on exchange.lending (owner_unit_id) where state = 'GIVEN_BACK';
create index benefit_funder_asked on exchange.benefit_funder (unit_id) where agreed_at is null;
create index agreement_unsigned_by_supplier on exchange.agreement (supplier_unit_id) where state = 'PENDING_SIGNATURES';
create index agreement_unsigned_by_demander on exchange.agreement (demander_unit_id) where state = 'PENDING_SIGNATURES';
create index commitment_due on exchange.commitment (from_unit_id, due_at) where state = 'OPEN' and due_at is not null;
create index commitment_open_from on exchange.commitment (from_unit_id) where state = 'OPEN';
create index commitment_open_to on exchange.commitment (to_unit_id) where state = 'OPEN';
create index event_awaited on exchange.event (commitment_id) where is_awaited;

create index contribution_awaited on projects.contribution (project_id) where is_awaited;
