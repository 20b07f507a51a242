-- What is withdrawn can be had no more: of what was withdrawn before that was said of slots and openings, it is said now.
update exchange.slot s set state = case when s.taken > 0 then 'KEPT' else 'WITHDRAWN' end, version = s.version + 1
from exchange.resource r
where r.id = s.resource_id and r.state = 'RETIRED' and s.edition is not null and s.state = 'OPEN' and s.starts_at > r.retired_at;
update exchange.resource_opening o set open = o.open * tstzmultirange(tstzrange(null, r.retired_at))
from exchange.resource r where r.id = o.resource_id and r.state = 'RETIRED';
