-- The data set: 2,000 units, 200 alliances, 50,000 needs, 20,000 agreements, and as many offers as `bench.offers` says.
-- The same rows whenever and wherever it runs: what looks random is a hash of a number.
--
-- Every server of the bench must be able to give the same answers, also the one that asks nobody's rights. So what a
-- viewer may not see is there, and is looked at, but lies where the questions do not lead: private and withdrawn
-- offers are the oldest, private needs belong to units outside all alliances, what an alliance may see is shown to all
-- alliances of its unit, and what units offer that lead an alliance (the viewers' own) is public.

set session timezone = 'UTC';

create function pg_temp.moment(i bigint) returns timestamptz language sql immutable
as $$ select to_timestamp(1767225600 + i) $$;

-- (All of these are immutable in every part, so that PostgreSQL inlines them.)

-- A UUIDv7 whose order is that of the numbers.
create function pg_temp.key(kind text, i bigint) returns uuid language sql immutable as $$
  select (lpad(to_hex(1767225600000 + i * 1000), 12, '0') || '7' || substr(md5(kind || i::text), 1, 3)
    || '8' || substr(md5(kind || i::text), 4, 15))::uuid $$;

-- From 0 to n - 1.
create function pg_temp.pick(i bigint, salt integer, n integer) returns integer language sql immutable
as $$ select ((hashint8extended(i, salt) & 2147483647) % n)::integer $$;

-- Units 1 to 1,900 are in five alliances each; the alliance of `k` 0 is led by the lowest of its units.
create function pg_temp.alliance_of(unit bigint, k integer) returns bigint language sql immutable
as $$ select 1 + (unit * 7 + k * 37) % 200 $$;
create function pg_temp.leader_of(alliance bigint) returns bigint language sql immutable
as $$ select coalesce(nullif((alliance - 1) * 143 % 200, 0), 200) $$;

create temp table noun (nr integer primary key, code text, zh text, en text, measure text);
insert into noun values
  (0, 'space.hall', '会议厅', 'Hall', 'm²'), (1, 'space.room', '活动室', 'Room', 'm²'),
  (2, 'power.generator', '发电车', 'Generator', 'kW'), (3, 'vehicle.bus', '大巴车', 'Bus', '座'),
  (4, 'health.check', '义诊', 'Check-up', '人次'), (5, 'staff.volunteer', '志愿者', 'Volunteers', '小时'),
  (6, 'goods.water', '饮用水', 'Water', '箱'), (7, 'meals.lunch', '爱心餐', 'Lunches', '份');

insert into directory.term (id, scheme, code, label_zh, label_en, rank)
select pg_temp.key('term', nr), 'CATEGORY', code, zh, en, nr + 1 from noun;

insert into directory.unit (id, kind, name, short_name, former_names, longitude, latitude, created_at)
select pg_temp.key('unit', i),
  (array['HOSPITAL', 'POWER_UTILITY', 'MALL', 'VILLAGE', 'COMMUNITY', 'SCHOOL', 'ENTERPRISE', 'GOVERNMENT'])[1 + i % 8],
  '测试市第' || i || (array['医院', '供电所', '商场', '村', '社区', '学校', '公司', '街道'])[1 + i % 8],
  (array['医院', '供电所', '商场', '村', '社区', '学校', '公司', '街道'])[1 + i % 8] || i,
  case when i % 10 = 0 then array['原第' || i || '单位'] else '{}' end,
  121 + pg_temp.pick(i, 1, 10000) / 10000.0, 30 + pg_temp.pick(i, 2, 10000) / 10000.0, pg_temp.moment(i)
from generate_series(1, 2000) i;

insert into directory.unit_contact (unit_id, name, mobile, is_fictitious)
select pg_temp.key('unit', i), '联系人' || i, '+86199000' || lpad(i::text, 5, '0'), true from generate_series(1, 2000) i;

insert into directory.alliance (id, name, description, lead_unit_id, founded_on, created_at)
select pg_temp.key('alliance', a), '共建联盟' || a, '第' || a || '个测试联盟。', pg_temp.key('unit', pg_temp.leader_of(a)),
  date '2025-01-01' + a::integer, pg_temp.moment(a)
from generate_series(1, 200) a;

insert into directory.membership (id, alliance_id, unit_id, role, state, statement, applied_at, decided_at, valid)
select pg_temp.key('membership', u * 5 + k), pg_temp.key('alliance', pg_temp.alliance_of(u, k)), pg_temp.key('unit', u),
  case when k = 0 and u <= 200 then 'LEAD' when pg_temp.pick(u, 3 + k, 10) = 0 then 'CORE' else 'MEMBER' end,
  'ACTIVE', '申请加入。', pg_temp.moment(u), pg_temp.moment(u), tstzrange(pg_temp.moment(u), null)
from generate_series(1, 1900) u, generate_series(0, 4) k;

-- Somebody in each unit; and for each alliance its coordinator, who is the viewer of the bench.
insert into directory.person (id, name, created_at)
select pg_temp.key('person', i), '人员' || i, pg_temp.moment(i) from generate_series(1, 2200) i;
insert into directory.post (id, person_id, unit_id, title, role, alliance_id, valid)
select pg_temp.key('post', i), pg_temp.key('person', i), pg_temp.key('unit', i), '经办人', 'OPERATOR', null,
  tstzrange(pg_temp.moment(i), null)
from generate_series(1, 2000) i
union all
select pg_temp.key('post', 2000 + a), pg_temp.key('person', 2000 + a), pg_temp.key('unit', pg_temp.leader_of(a)), '协调员',
  'COORDINATOR', pg_temp.key('alliance', a), tstzrange(pg_temp.moment(a), null)
from generate_series(1, 200) a;

insert into exchange.resource (id, owner_unit_id, kind, name, description, place_name, longitude, latitude, visibility, shown_to, created_at)
select pg_temp.key('resource', i), u.id, (array['SPACE', 'EQUIPMENT', 'VEHICLE', 'SKILL'])[1 + i % 4],
  u.short_name || '的资源' || i, '可供共享。', u.short_name, u.longitude, u.latitude, 'PUBLIC', '{}', pg_temp.moment(i)
from generate_series(1, 3800) i join directory.unit u on u.id = pg_temp.key('unit', 1 + i % 1900);

-- (So many places that no run of the bench finds one full.)
insert into exchange.slot (id, resource_id, starts_at, ends_at, capacity)
select pg_temp.key('slot', i * 2 + k), pg_temp.key('resource', i), timestamptz '2040-01-01 06:00Z' + k * interval '1 day',
  timestamptz '2040-01-01 09:00Z' + k * interval '1 day', 10000
from generate_series(1, 3800) i, generate_series(0, 1) k;

-- Whom a listing is shown to: all alliances of its unit, of what is public one of them.
create function pg_temp.shown_to(visibility text, unit bigint, k integer) returns uuid[] language sql immutable as $$
  select case visibility when 'UNIT' then '{}' else array(
    select pg_temp.key('alliance', pg_temp.alliance_of(unit, a.nr)) from generate_series(0, 4) a(nr)
    where visibility = 'ALLIANCE' or a.nr = k order by 1) end $$;

create temp table listing (kind text, i bigint, unit bigint, noun integer, visibility text, state text, k integer);
insert into listing
select 'offer', i, 1 + pg_temp.pick(i, 11, 1900), pg_temp.pick(i, 16, 8),
  case when i <= n / 20 then 'UNIT' when pg_temp.pick(i, 12, 10) < 4 and pg_temp.pick(i, 11, 1900) >= 200 then 'ALLIANCE'
    else 'PUBLIC' end,
  case when i > n / 20 and i <= n / 10 then 'WITHDRAWN' else 'PUBLISHED' end, pg_temp.pick(i, 13, 5)
from (select current_setting('bench.offers')::bigint as n) size, generate_series(1, n) i
union all
select 'need', i, case when i > 48000 then 1901 + i % 100 else 1 + pg_temp.pick(i, 21, 1900) end, pg_temp.pick(i, 26, 8),
  case when i > 48000 then 'UNIT' when pg_temp.pick(i, 22, 10) < 4 then 'ALLIANCE' else 'PUBLIC' end,
  'PUBLISHED', pg_temp.pick(i, 23, 5)
from generate_series(1, 50000) i;

analyze listing;
analyze directory.unit;

insert into exchange.offer (id, owner_unit_id, resource_id, category, title, description, quantity, quantity_unit, starts_at,
  ends_at, place_name, longitude, latitude, visibility, shown_to, state, published_at)
select pg_temp.key('offer', i), u.id, case when i % 3 = 0 then pg_temp.key('resource', l.unit + 1899) end, c.code,
  u.short_name || '提供' || c.zh || i, '由' || u.name || '提供，可预约。', 50 + pg_temp.pick(i, 14, 200), c.measure,
  pg_temp.moment(i), timestamptz '2040-01-01' + pg_temp.pick(i, 15, 300) * interval '1 day', u.short_name, u.longitude,
  u.latitude, l.visibility, pg_temp.shown_to(l.visibility, l.unit, l.k), l.state, pg_temp.moment(i)
from listing l join directory.unit u on u.id = pg_temp.key('unit', l.unit) join noun c on c.nr = l.noun
where l.kind = 'offer' order by l.i;

insert into exchange.need (id, owner_unit_id, category, title, description, quantity, quantity_unit, starts_at, ends_at,
  place_name, place_masked, longitude, latitude, visibility, shown_to, state, published_at)
select pg_temp.key('need', i), u.id, c.code, u.short_name || '需要' || c.zh || i, '用于' || u.name || '的活动。',
  10 + pg_temp.pick(i, 24, 90), c.measure, timestamptz '2040-02-01' + pg_temp.pick(i, 25, 300) * interval '1 day',
  timestamptz '2040-02-01 08:00Z' + pg_temp.pick(i, 25, 300) * interval '1 day', u.short_name, u.short_name, u.longitude, u.latitude,
  l.visibility, pg_temp.shown_to(l.visibility, l.unit, l.k), l.state, pg_temp.moment(i)
from listing l join directory.unit u on u.id = pg_temp.key('unit', l.unit) join noun c on c.nr = l.noun
where l.kind = 'need' order by l.i;

-- Needs meet offers of other units in one alliance: 20,000 agreements, 10,000 proposals still open.
create temp table pair as
with supply as (
  select l.i, l.unit, l.noun, pg_temp.alliance_of(l.unit, l.k) as alliance,
    row_number() over (partition by pg_temp.alliance_of(l.unit, l.k), l.noun order by l.i) as rank,
    count(*) over (partition by pg_temp.alliance_of(l.unit, l.k), l.noun) as ranks
  from listing l where l.kind = 'offer' and l.visibility <> 'UNIT' and l.state = 'PUBLISHED'
)
select row_number() over (order by n.i) as i, n.i as need, n.unit as demander, s.i as offer, s.unit as supplier, s.alliance
from listing n
join supply s on s.alliance = pg_temp.alliance_of(n.unit, n.k) and s.noun = n.noun
  and s.rank = 1 + pg_temp.pick(n.i, 31, s.ranks::integer)
where n.kind = 'need' and n.visibility <> 'UNIT' and s.unit <> n.unit
order by n.i limit 30000;

insert into exchange.match (id, alliance_id, need_id, offer_id, supplier_unit_id, demander_unit_id, created_by_unit_id, origin,
  quantity, quantity_unit, state, supplier_accepted_at, demander_accepted_at, created_at)
select pg_temp.key('match', p.i), pg_temp.key('alliance', p.alliance), pg_temp.key('need', p.need), pg_temp.key('offer', p.offer),
  pg_temp.key('unit', p.supplier), pg_temp.key('unit', p.demander), pg_temp.key('unit', p.demander), 'PROPOSAL',
  1 + pg_temp.pick(p.i, 32, 3), o.quantity_unit, case when p.i <= 20000 then 'AGREED' else 'PROPOSED' end,
  case when p.i <= 20000 then pg_temp.moment(p.i) end, case when p.i <= 20000 then pg_temp.moment(p.i) end, pg_temp.moment(p.i)
from pair p join exchange.offer o on o.id = pg_temp.key('offer', p.offer);

insert into exchange.agreement (id, alliance_id, match_id, title, supplier_unit_id, demander_unit_id, edition, state, activated_at, created_at)
select pg_temp.key('agreement', i), pg_temp.key('alliance', alliance), pg_temp.key('match', i), '共享协议' || i,
  pg_temp.key('unit', supplier), pg_temp.key('unit', demander), 1,
  case when i % 10 < 5 then 'ACTIVE' when i % 10 < 8 then 'COMPLETED' else 'PENDING_SIGNATURES' end,
  case when i % 10 < 8 then pg_temp.moment(i) end, pg_temp.moment(i)
from pair where i <= 20000;

insert into exchange.agreement_party (agreement_id, unit_id, rank, role, must_sign)
select g.id, p.unit_id, p.rank, p.role, true from exchange.agreement g
cross join lateral (values (1, g.supplier_unit_id, '供给方'), (2, g.demander_unit_id, '需求方')) p (rank, unit_id, role);

-- In the form that is hashed (docs/agreements.md).
insert into exchange.agreement_edition (agreement_id, number, canonical, hash, proposed_by_unit_id, proposed_at)
select e.id, 1, e.canonical, encode(sha256(convert_to(e.canonical, 'UTF8')), 'hex'), e.demander_unit_id, e.created_at
from (
  select g.*, format('{"clauses":[],"commitments":[{"action":"DELIVER_SERVICE","dueAt":"2040-03-01T08:00:00+08:00","from":"unit_%1$s",'
    '"quantity":{"unit":"%3$s","value":"%4$s"},"recurrence":null,"title":"提供所约定的资源","to":"unit_%2$s"}],"confirmWithinDays":null,'
    '"parties":[{"mustSign":true,"role":"供给方","unit":"unit_%1$s"},{"mustSign":true,"role":"需求方","unit":"unit_%2$s"}],'
    '"title":"%5$s","validFrom":null,"validThrough":null}',
    replace(g.supplier_unit_id::text, '-', ''), replace(g.demander_unit_id::text, '-', ''), m.quantity_unit, trim_scale(m.quantity), g.title) as canonical
  from exchange.agreement g join exchange.match m on m.id = g.match_id) e;

insert into exchange.signature (agreement_id, edition, unit_id, hash, signed_at)
select e.agreement_id, 1, pg_temp.key('unit', case side when 1 then supplier else demander end), e.hash, pg_temp.moment(i + side)
from pair join exchange.agreement_edition e on e.agreement_id = pg_temp.key('agreement', i), generate_series(1, 2) side
where i <= 20000 and (i % 10 < 8 or side = 1);

insert into exchange.commitment (id, agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, due_at, state, rank, series)
select pg_temp.key('commitment', i), g.id, g.supplier_unit_id, g.demander_unit_id, '提供所约定的资源', m.quantity,
  m.quantity_unit, timestamptz '2040-03-01', 'OPEN', 1, 1
from generate_series(1, 20000) i join exchange.agreement g on g.id = pg_temp.key('agreement', i)
join exchange.match m on m.id = g.match_id;

insert into exchange.event (id, commitment_id, recorded_by_unit_id, quantity, occurred_at, note, recorded_at)
select pg_temp.key('event', i), c.id, c.from_unit_id, c.quantity, pg_temp.moment(i), '已交付。', pg_temp.moment(i)
from generate_series(1, 20000) i join exchange.commitment c on c.id = pg_temp.key('commitment', i)
join exchange.agreement g on g.id = c.agreement_id where g.state = 'COMPLETED';
insert into exchange.event_answer (event_id, unit_id, answer, answered_at)
select e.id, c.to_unit_id, 'CONFIRMED', e.recorded_at from exchange.event e join exchange.commitment c on c.id = e.commitment_id;
update exchange.commitment set state = 'FULFILLED' where fulfilled = quantity;

insert into projects.project (id, alliance_id, lead_unit_id, title, goal, target_hours, starts_on, ends_on, visibility, state, created_at)
select pg_temp.key('project', i), a.id, a.lead_unit_id, '共富项目' || i, '一起做一件事。', 100, '2026-01-01', '2040-12-31',
  'PUBLIC', 'OPEN', pg_temp.moment(i)
from generate_series(1, 400) i join directory.alliance a on a.id = pg_temp.key('alliance', 1 + i % 200);
insert into projects.partner (id, project_id, unit_id, pledge, joined_at)
select pg_temp.key('partner', i), pg_temp.key('project', i), p.lead_unit_id, '出人出力。', pg_temp.moment(i)
from generate_series(1, 400) i join projects.project p on p.id = pg_temp.key('project', i);
