-- Supply and demand: resources with counted slots, offers, needs, and the circle each is shown to.
create schema exchange;
comment on schema exchange is '供需: resources, slots, offers, needs, matches, agreements, deliveries';

create table exchange.resource (
  id uuid primary key,
  owner_unit_id uuid not null references directory.unit,
  kind text not null check (kind in ('SPACE', 'EQUIPMENT', 'VEHICLE', 'STAFF_TIME', 'SKILL', 'GOODS', 'MEALS')),
  name text not null check (name <> ''),
  description text not null,
  place_name text,
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  visibility text not null check (visibility in ('PUBLIC', 'ALLIANCE', 'UNIT')),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  check ((longitude is null) = (latitude is null))
);
create index resource_owner on exchange.resource (owner_unit_id, id);

create table exchange.resource_audience (
  resource_id uuid not null references exchange.resource,
  alliance_id uuid not null references directory.alliance,
  primary key (resource_id, alliance_id)
);
create index resource_audience_alliance on exchange.resource_audience (alliance_id, resource_id);

-- A counted slot. `taken` follows the bookings by trigger; the check is the second fence against overselling.
create table exchange.slot (
  id uuid primary key,
  resource_id uuid not null references exchange.resource,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  capacity integer not null check (capacity > 0),
  taken integer not null default 0,
  version integer not null default 1,
  constraint slot_forward check (starts_at < ends_at),
  constraint slot_not_oversold check (taken between 0 and capacity),
  constraint slot_no_overlap exclude using gist (resource_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index slot_time on exchange.slot (resource_id, starts_at, id);

-- Offers and needs: `taken` and `covered` follow the matches by trigger, never typed in.
create table exchange.offer (
  id uuid primary key,
  owner_unit_id uuid not null references directory.unit,
  resource_id uuid references exchange.resource,
  category text not null references directory.term (code),
  title text not null check (title <> ''),
  description text not null,
  quantity numeric(14, 4) not null check (quantity > 0),
  quantity_unit text not null check (quantity_unit <> ''),
  taken numeric(14, 4) not null default 0,
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  place_name text,
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  visibility text not null check (visibility in ('PUBLIC', 'ALLIANCE', 'UNIT')),
  state text not null check (state in ('PUBLISHED', 'WITHDRAWN')),
  version integer not null default 1,
  published_at timestamptz(3) not null,
  check (starts_at < ends_at),
  check ((longitude is null) = (latitude is null)),
  constraint offer_not_oversold check (taken between 0 and quantity)
);
create index offer_owner on exchange.offer (owner_unit_id, id desc);
create index offer_category on exchange.offer (category, id desc) where state = 'PUBLISHED';

create table exchange.offer_audience (
  offer_id uuid not null references exchange.offer,
  alliance_id uuid not null references directory.alliance,
  primary key (offer_id, alliance_id)
);
create index offer_audience_alliance on exchange.offer_audience (alliance_id, offer_id desc);

create table exchange.need (
  id uuid primary key,
  owner_unit_id uuid not null references directory.unit,
  category text not null references directory.term (code),
  title text not null check (title <> ''),
  description text not null,
  quantity numeric(14, 4) not null check (quantity > 0),
  quantity_unit text not null check (quantity_unit <> ''),
  covered numeric(14, 4) not null default 0,
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  place_name text,
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  visibility text not null check (visibility in ('PUBLIC', 'ALLIANCE', 'UNIT')),
  state text not null check (state in ('PUBLISHED', 'WITHDRAWN')),
  version integer not null default 1,
  published_at timestamptz(3) not null,
  check (starts_at < ends_at),
  check ((longitude is null) = (latitude is null)),
  constraint need_not_overcovered check (covered between 0 and quantity)
);
create index need_owner on exchange.need (owner_unit_id, id desc);
create index need_category on exchange.need (category, id desc) where state = 'PUBLISHED';

create table exchange.need_audience (
  need_id uuid not null references exchange.need,
  alliance_id uuid not null references directory.alliance,
  primary key (need_id, alliance_id)
);
create index need_audience_alliance on exchange.need_audience (alliance_id, need_id desc);

-- Whom a resource, an offer or a need is shown to, whichever it is.
create view exchange.audience as
  select resource_id as listing_id, alliance_id from exchange.resource_audience
  union all select offer_id, alliance_id from exchange.offer_audience
  union all select need_id, alliance_id from exchange.need_audience;

-- Great-circle distance in metres between two WGS-84 points on a sphere of the mean radius (IUGG R1 = 6 371 008.8 m).
create function exchange.distance_m(lon1 double precision, lat1 double precision, lon2 double precision, lat2 double precision)
returns double precision language sql immutable parallel safe
as $$
  -- least() passes over nulls: without a place there is no distance, not the longest there is.
  select case when lon1 is null or lon2 is null then null else
    2 * 6371008.8 * asin(least(1, sqrt(
      power(sin(radians(lat2 - lat1) / 2), 2)
      + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2))))
  end
$$;

-- Every offer that could serve a need, with the parts of its score: they are the explanation. Computed, never stored.
-- Category 40 (exact) or 20 (same branch of the tree), time up to 35 (share of the need's window that the offer covers),
-- distance up to 25 (25 at the door, 0 from 10 km on). An end that is not stated is open.
create view exchange.candidate as
  select p.need_id, p.offer_id, p.offer_unit_id, p.need_unit_id,
    p.category_points, p.time_points, p.distance_points,
    (p.category_points + p.time_points + p.distance_points) as score,
    p.category_is_exact, p.overlap_minutes, p.wanted_minutes, p.distance_m, p.left_over, p.uncovered, p.quantity_unit
  from (
    select m.*,
      case when m.category_is_exact then 40 else 20 end as category_points,
      case when m.wanted_minutes is null then 35
        else round(35 * least(1, m.overlap_minutes::numeric / greatest(m.wanted_minutes, 1)))::integer end as time_points,
      case when m.distance_m is null then 0 else round(25 * greatest(0, 1 - m.distance_m / 10000.0))::integer end as distance_points
    from (
      select n.id as need_id, o.id as offer_id, o.owner_unit_id as offer_unit_id, n.owner_unit_id as need_unit_id,
        o.category = n.category as category_is_exact,
        case when n.starts_at is null or n.ends_at is null then null
          else (extract(epoch from n.ends_at - n.starts_at) / 60)::integer end as wanted_minutes,
        case when n.starts_at is null or n.ends_at is null then null
          else greatest(0, (extract(epoch from
            least(n.ends_at, coalesce(o.ends_at, n.ends_at)) - greatest(n.starts_at, coalesce(o.starts_at, n.starts_at))) / 60))::integer
        end as overlap_minutes,
        exchange.distance_m(n.longitude, n.latitude, o.longitude, o.latitude) as distance_m,
        n.quantity_unit, o.quantity - o.taken as left_over, n.quantity - n.covered as uncovered
      from exchange.need n
      join exchange.offer o
        on split_part(o.category, '.', 1) = split_part(n.category, '.', 1)
        and o.owner_unit_id <> n.owner_unit_id
        and o.quantity_unit = n.quantity_unit
      where n.state = 'PUBLISHED' and o.state = 'PUBLISHED' and o.taken < o.quantity and n.covered < n.quantity
    ) m
    where m.wanted_minutes is null or m.overlap_minutes > 0
  ) p;
-- The branch of the category is what a candidate must share with its need.
create index offer_branch on exchange.offer (split_part(category, '.', 1)) where state = 'PUBLISHED';

grant usage on schema exchange to qinlin_reader, qinlin_guarded, qinlin_writer;
grant select on exchange.resource, exchange.resource_audience, exchange.slot, exchange.offer, exchange.offer_audience,
  exchange.need, exchange.need_audience, exchange.audience, exchange.candidate to qinlin_reader, qinlin_guarded, qinlin_writer;
grant insert, update on exchange.resource, exchange.slot, exchange.offer, exchange.need to qinlin_writer;
grant insert on exchange.resource_audience, exchange.offer_audience, exchange.need_audience to qinlin_writer;
