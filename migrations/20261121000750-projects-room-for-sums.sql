-- A sum is wider than what it adds up. Hours are the one sum here that no constraint bounds: what is taken of an offer,
-- covered of a need or fulfilled of a commitment never exceeds its quantity, but anybody may give a project more hours.
alter table projects.project alter column contributed_hours type numeric(20, 4);
