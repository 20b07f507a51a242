-- Units with names as they are, and as many places, `bench.units` of each, with the land they lie on: the same rows whenever it runs, but
-- for opening hours, which are known from four weeks before on. What triggers derive of the rows of one table is given beside them: with
-- the triggers on they write it anew. Rows that triggers add to other tables are in derived.sql and derived.ts.

set session timezone = 'UTC';

create function pg_temp.moment(i bigint) returns timestamptz language sql immutable
as $$ select to_timestamp(1735689600 + i) $$;

-- (All of these are immutable in every part, so that PostgreSQL inlines them.)

-- A UUIDv7 whose order is that of the numbers.
create function pg_temp.key(kind text, i bigint) returns uuid language sql immutable as $$
  select (lpad(to_hex(1735689600000 + i * 1000), 12, '0') || '7' || substr(md5(kind || i::text), 1, 3)
    || '8' || substr(md5(kind || i::text), 4, 15))::uuid $$;

-- From 0 to n - 1.
create function pg_temp.pick(i bigint, salt integer, n integer) returns integer language sql immutable
as $$ select ((hashint8extended(i, salt) & 2147483647) % n)::integer $$;

create function pg_temp.character_of(characters text, i bigint, salt integer) returns text language sql immutable
as $$ select substr(characters, 1 + pg_temp.pick(i, salt, char_length(characters)), 1) $$;

-- Two characters, of a third of them three.
create function pg_temp.called(i bigint, salt integer) returns text language sql immutable as $$
  select pg_temp.character_of('东西南北中山水湖江河溪桥塘浦港洋田园林木金银玉珠虹霞云星月阳春夏秋冬福禄寿喜安康平和顺兴旺华丰泰', i, salt)
    || pg_temp.character_of('松柏梅兰竹菊桃李杏荷莲桂枫桑榆槐柳杨樟枣龙凤鹤鹿马牛羊虎燕莺孙周吴郑王冯陈褚卫蒋沈韩', i, salt + 1)
    || case when pg_temp.pick(i, salt + 2, 3) = 0 then pg_temp.character_of('新老上下大小前后', i, salt + 3) else '' end $$;

-- The land: a square of communities of one square kilometre, each of four grids; 25 of them are a township, 2,500 a county. A hundred
-- places on each, however many there are: where more are known, more land is covered.
create temp table land as
select ceil(sqrt(current_setting('bench.units')::integer / 100.0))::integer as side, 1 / 96.3 as east, 1 / 111.2 as north;

create temp table cell as
select x, y, y * l.side + x as nr, y / 5 * 100 + x / 5 as township, y / 50 * 10 + x / 50 as county
from land l, generate_series(0, l.side - 1) x, generate_series(0, l.side - 1) y;

insert into directory.area (id, scheme, code, name, level, parent_id, valid, edition, path, rank, namespace)
select pg_temp.key('county', county), 'LOCAL', 'C' || county, '第' || county || '区', 'COUNTY', null::uuid, daterange '[2025-01-01,)', 0,
  array[pg_temp.key('county', county)], 3, pg_temp.key('county', county)
from (select distinct county from cell) c;
insert into directory.area (id, scheme, code, name, level, parent_id, valid, edition, path, rank, namespace)
select pg_temp.key('township', township), 'LOCAL', 'T' || township, '第' || township || '街道', 'TOWNSHIP', pg_temp.key('county', county),
  daterange '[2025-01-01,)', 0, array[pg_temp.key('county', county), pg_temp.key('township', township)], 4, pg_temp.key('county', county)
from (select distinct county, township from cell) c;
insert into directory.area (id, scheme, code, name, level, parent_id, valid, edition, path, rank, namespace)
select pg_temp.key('community', nr), 'LOCAL', 'S' || nr, pg_temp.called(nr, 20) || '社区', 'COMMUNITY', t.id, daterange '[2025-01-01,)', 1,
  t.path || pg_temp.key('community', nr), 5, t.namespace
from cell c join directory.area t on t.id = pg_temp.key('township', c.township);
insert into directory.area (id, scheme, code, name, level, parent_id, valid, edition, path, rank, namespace)
select pg_temp.key('grid', nr * 4 + g), 'LOCAL', 'G' || nr * 4 + g, '第' || g + 1 || '网格', 'GRID', s.id, daterange '[2025-01-01,)', 1,
  s.path || pg_temp.key('grid', nr * 4 + g), 6, s.namespace
from cell c join directory.area s on s.id = pg_temp.key('community', c.nr), generate_series(0, 3) g;

insert into directory.area_boundary (area_id, edition, part, ring, outline)
select b.id, 1, 0, 0, polygon(box(point(121 + b.x * l.east, 30 + b.y * l.north), point(121 + (b.x + b.width) * l.east, 30 + (b.y + b.width) * l.north)))
from land l, (
  select pg_temp.key('community', nr) as id, x::float8 as x, y::float8 as y, 1.0::float8 as width from cell
  union all
  select pg_temp.key('grid', nr * 4 + g), x + g % 2 * 0.5, y + g / 2 * 0.5, 0.5 from cell, generate_series(0, 3) g
) b;

-- Where the i-th unit and the i-th place are, in kilometres.
create temp table spot as
select i, side * pg_temp.pick(i, 1, 1000000) / 1000000.0::float8 as x, side * pg_temp.pick(i, 2, 1000000) / 1000000.0::float8 as y
from land, generate_series(1, current_setting('bench.units')::integer) i;

insert into directory.unit (id, kind, name, short_name, former_names, longitude, latitude, created_at)
select pg_temp.key('unit', i), w.kind, c.city || t.town || n.name || w.what, n.name || w.what,
  case when i % 10 = 0 then array[t.town || n.name || '服务站'] else '{}' end, 121 + s.x * l.east, 30 + s.y * l.north, pg_temp.moment(i)
from land l, spot s,
  lateral (select (array['慈溪市', '宁波市海曙区', '宁波市江北区', '宁波市镇海区', '余姚市', '象山县', '仙居县', '奉化区'])[1 + pg_temp.pick(i, 3, 8)] as city) c,
  lateral (select (array['浒山街道', '慈城镇', '匡堰镇', '江夏街道', '望春街道', '庄市街道', '横溪镇', '福应街道', '白沙路街道', '古塘街道', '宗汉街道',
    '鼓楼街道', '月湖街道', '洪塘街道', '骆驼街道', '石浦镇'])[1 + pg_temp.pick(i, 4, 16)] as town) t,
  lateral (select pg_temp.called(i, 5) as name) n,
  (values (0, 'COMMUNITY', '社区居民委员会'), (1, 'VILLAGE', '村村民委员会'), (2, 'TEAM', '志愿服务队'), (3, 'ENTERPRISE', '商贸有限公司'),
    (4, 'PROPERTY_COMPANY', '物业服务有限公司'), (5, 'SOCIAL_ORGANISATION', '社会工作服务中心'), (6, 'SCHOOL', '小学'), (7, 'TEAM', '敬老队'),
    (8, 'COLLECTIVE', '股份经济合作社'), (9, 'ENTERPRISE', '科技有限公司'), (10, 'PARTY_ORGANISATION', '党支部'),
    (11, 'OWNERS_COMMITTEE', '业主委员会'), (12, 'PARK', '产业园')) w (nr, kind, what)
where w.nr = case when i <= 10 then -1 when i % 997 = 0 then 12 else pg_temp.pick(i, 9, 12) end
union all
-- Ten names that hardly any other has.
select pg_temp.key('unit', i), 'HOSPITAL', '宁波市第' || i || '人民医院', '第' || i || '人民医院', '{}', 121.2, 30.1, pg_temp.moment(i)
from generate_series(1, 10) i
order by 1;

insert into directory.unit_classification (id, unit_id, scheme, cardinality, term_code, valid, reason, classified_by_unit)
select pg_temp.key('class', n), id, 'team-kind', 'ONE', 'team-kind.' || case when n % 5000 = 0 then 'mediation' when n % 50 = 0 then 'repair'
    when n % 5 = 0 then 'riders' else 'resident-volunteers' end, '[2025-01-01,)', '按章程归类', id
from (select id, row_number() over (order by id) as n from directory.unit where kind = 'TEAM') u;

-- An alliance for every thousand units, of 48 members; the coordinator of the first asks as a member.
insert into directory.alliance (id, name, description, lead_unit_id, founded_on, created_at)
select pg_temp.key('alliance', a), '共建联盟' || a, '第' || a || '个联盟。', pg_temp.key('unit', 20 + a * 1000), '2025-01-01', pg_temp.moment(a)
from generate_series(0, current_setting('bench.units')::integer / 1000 - 1) a;
insert into directory.membership (id, alliance_id, unit_id, role, state, statement, applied_at, decided_at, valid)
select pg_temp.key('membership', a * 48 + k), pg_temp.key('alliance', a), pg_temp.key('unit', 20 + a * 1000 + k * 20),
  case when k = 0 then 'LEAD' else 'MEMBER' end, 'ACTIVE', '申请加入。', pg_temp.moment(a), pg_temp.moment(a), tstzrange(pg_temp.moment(a), null)
from generate_series(0, current_setting('bench.units')::integer / 1000 - 1) a, generate_series(0, 47) k;
insert into directory.person (id, name, created_at) values (pg_temp.key('person', 1), '协调员', pg_temp.moment(1));
insert into directory.post (id, person_id, unit_id, title, role, alliance_id, valid)
values (pg_temp.key('post', 1), pg_temp.key('person', 1), pg_temp.key('unit', 20), '协调员', 'COORDINATOR', pg_temp.key('alliance', 0),
  tstzrange(pg_temp.moment(1), null));

-- One in twenty is shown by its community alone; one in ten has told when it is open.
insert into directory.place (id, owner_unit_id, name, kind, level, status, status_since, reason, area_id, given_longitude, given_latitude, given_crs,
  is_public, created_at, changed_at, longitude, latitude, shown_at, shown_area_id, hours_edition)
select pg_temp.key('place', i), pg_temp.key('unit', i), pg_temp.called(i, 10) || k.label_zh, k.code, 'COMMUNITY', w.status, pg_temp.moment(i),
  case when w.status = 'SUSPENDED' then '装修' end, pg_temp.key('grid', g.nr), at[0], at[1], 'WGS84', w.is_public, pg_temp.moment(i), pg_temp.moment(i),
  at[0], at[1], case when w.is_public then at else point(directory.community_degrees(at[0], 180), directory.community_degrees(at[1], 90)) end,
  case when w.is_public then pg_temp.key('grid', g.nr) else pg_temp.key('community', g.nr / 4) end, case when i % 10 = 3 then 1 end
from land l, spot s,
  lateral (select point(121 + s.x * l.east, 30 + s.y * l.north) as at) p,
  lateral (select 4 * (floor(s.y)::integer * l.side + floor(s.x)::integer) + floor(s.y * 2)::integer % 2 * 2 + floor(s.x * 2)::integer % 2 as nr) g,
  lateral (select case when pg_temp.pick(i, 15, 100) < 3 then 'SUSPENDED' when pg_temp.pick(i, 15, 100) < 5 then 'PLANNED' else 'IN_USE' end as status,
    i % 20 <> 0 as is_public) w,
  directory.term k
where k.scheme = 'PLACE_KIND' and k.code = case when i % 5000 = 7 then 'place.deliberation' when pg_temp.pick(i, 14, 100) < 50 then 'place.station'
    when pg_temp.pick(i, 14, 100) < 80 then 'place.point' when pg_temp.pick(i, 14, 100) < 90 then 'place.centre' else 'place.canteen' end
order by 1;

-- Six ways to be open.
create temp table way as
select * from (values (0, 'WEEKLY;BYDAY=MO,TU,WE,TH,FR', '{1,2,3,4,5}'::integer[], '09:00', '17:00'), (1, 'WEEKLY;BYDAY=MO,TU,WE,TH,FR', '{1,2,3,4,5}', '08:30', '11:30'),
  (2, 'DAILY', '{1,2,3,4,5,6,7}', '08:00', '20:00'), (3, 'DAILY', '{1,2,3,4,5,6,7}', '06:30', '18:00'), (4, 'WEEKLY;BYDAY=SA,SU', '{6,7}', '09:00', '16:00'),
  (5, 'DAILY', '{1,2,3,4,5,6,7}', '18:00', '23:00')) w (nr, rrule, weekdays, opens, closes);

create temp table open_by as
select w.nr, w.rrule, w.opens, w.closes, k.known,
  (select range_agg(tstzrange((d + w.opens::time) at time zone 'Asia/Shanghai', (d + w.closes::time) at time zone 'Asia/Shanghai'))
    from generate_series(k.since::timestamp, k.until::timestamp - interval '1 day', interval '1 day') d left join directory.statutory_day s on s.day = d::date
    where case s.kind when 'HOLIDAY' then false when 'MAKE_UP' then '{1,2,3,4,5}' && w.weekdays else extract(isodow from d)::integer = any(w.weekdays) end) as open
from way w, (
  select since, until, tstzrange(since::timestamp at time zone 'Asia/Shanghai', until::timestamp at time zone 'Asia/Shanghai') as known
  from (select (now() at time zone 'Asia/Shanghai')::date - 28 as since, (directory.statutory_known_before(now()) at time zone 'Asia/Shanghai')::date as until) u
) k;

create temp table told as select s.i, pg_temp.key('place', s.i) as place_id, s.i / 10 % 6 as nr from spot s where s.i % 10 = 3;
insert into directory.place_hours (place_id, edition, on_holidays, on_make_up_days, told_at)
select place_id, 1, 'CLOSED', 'AS_WEEKDAY', pg_temp.moment(i) from told;
insert into directory.place_window (place_id, edition, no, rrule, opens, closes)
select t.place_id, 1, 1, 'FREQ=' || w.rrule, w.opens, w.closes from told t join open_by w using (nr);
insert into directory.place_opening (place_id, open, known, calendar, as_usual)
select t.place_id, w.open, w.known, directory.statutory_edition(), false from told t join open_by w using (nr);
