-- What refers to a unit is asked of every table that may, by the unit, when one is merged into another (docs/decisions/0051), and
-- by PostgreSQL when its row goes. Each of these columns led no index, so that a table was read whole for it.
create index consent_unit on access.consent (unit_id);
create index area_statistic_recorded_by on directory.area_statistic (recorded_by_unit);
create index person_relation_unit on directory.person_relation (unit_id) where unit_id is not null;
create index relation_proposed_by on directory.relation (proposed_by_unit_id);
create index unit_classification_classified_by on directory.unit_classification (classified_by_unit);
create index unit_identifier_judged_by on directory.unit_identifier (judged_by_unit) where judged_by_unit is not null;
create index unit_merge_by on directory.unit_merge (by_unit_id);
create index commitment_from on exchange.commitment (from_unit_id);
create index commitment_to on exchange.commitment (to_unit_id);
create index event_recorded_by on exchange.event (recorded_by_unit_id);
create index event_answer_unit on exchange.event_answer (unit_id);
create index match_created_by on exchange.match (created_by_unit_id);
create index need_review_unit on exchange.need_review (unit_id);
create index signature_unit on exchange.signature (unit_id);
create index contribution_answer_unit on projects.contribution_answer (unit_id);
