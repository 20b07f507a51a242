-- Who is a member of an alliance is asked wherever something is shown to it. The index of the exclusion constraint finds
-- memberships by their time first: all there are, whatever the alliance.
create index membership_in on directory.membership (alliance_id, unit_id) include (valid) where valid is not null;
