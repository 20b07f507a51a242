-- Units with names as they are, and as many places, `bench.units` of each: the same rows whenever it runs, under all constraints and
-- triggers of our migrations, but for the index of parts, which is built at the end, and for the look whether the unit of a place lasts.
drop index directory.unit_search_grams;
alter table directory.place disable trigger place_of_a_unit_that_lasts;

insert into directory.unit (id, kind, name, short_name, former_names, longitude, latitude, created_at)
select md5('unit ' || i)::uuid, w.kind, c.city || t.town || n.name || w.what, n.name || w.what,
  case when i % 10 = 0 then array[t.town || n.name || '服务站'] else '{}' end, 121.2, 30.1, '2025-01-01'
from generate_series(1, current_setting('bench.units')::int) i,
  lateral (select ('x' || substr(md5('a' || i), 1, 8))::bit(32)::int & 2147483647 as a,
    ('x' || substr(md5('b' || i), 1, 8))::bit(32)::int & 2147483647 as b) h,
  lateral (select (array['慈溪市', '宁波市海曙区', '宁波市江北区', '宁波市镇海区', '余姚市', '象山县', '仙居县', '奉化区'])[1 + h.a % 8] as city) c,
  lateral (select (array['浒山街道', '慈城镇', '匡堰镇', '江夏街道', '望春街道', '庄市街道', '横溪镇', '福应街道', '白沙路街道', '古塘街道', '宗汉街道',
    '鼓楼街道', '月湖街道', '洪塘街道', '骆驼街道', '石浦镇'])[1 + h.a / 8 % 16] as town) t,
  lateral (select substr('东西南北中山水湖江河溪桥塘浦港洋田园林木金银玉珠虹霞云星月阳春夏秋冬福禄寿喜安康平和顺兴旺华丰泰', 1 + h.b % 48, 1)
    || substr('松柏梅兰竹菊桃李杏荷莲桂枫桑榆槐柳杨樟枣龙凤鹤鹿马牛羊虎燕莺孙周吴郑王冯陈褚卫蒋沈韩', 1 + h.b / 48 % 42, 1)
    || case when h.a / 128 % 3 = 0 then substr('新老上下大小前后', 1 + h.b / 2016 % 8, 1) else '' end as name) n,
  lateral (select k as kind, what from (values (0, 'COMMUNITY', '社区居民委员会'), (1, 'VILLAGE', '村村民委员会'), (2, 'TEAM', '志愿服务队'),
    (3, 'ENTERPRISE', '商贸有限公司'), (4, 'PROPERTY_COMPANY', '物业服务有限公司'), (5, 'SOCIAL_ORGANISATION', '社会工作服务中心'),
    (6, 'SCHOOL', '小学'), (7, 'TEAM', '敬老队'), (8, 'COLLECTIVE', '股份经济合作社'), (9, 'ENTERPRISE', '科技有限公司'),
    (10, 'PARTY_ORGANISATION', '党支部'), (11, 'OWNERS_COMMITTEE', '业主委员会')) v (n, k, what)
    where v.n = case when i % 997 = 0 then 6 else h.b / 7 % 12 end) w;
-- Ten names that hardly any other has.
update directory.unit set name = '宁波市第' || n || '人民医院', short_name = '第' || n || '人民医院', kind = 'HOSPITAL'
from generate_series(1, 10) n where id = md5('unit ' || n)::uuid;

insert into directory.unit_classification (id, unit_id, scheme, cardinality, term_code, valid, reason, classified_by_unit)
select md5('class ' || n)::uuid, id, 'team-kind', 'ONE', 'team-kind.' || case when n % 5000 = 0 then 'mediation' when n % 50 = 0 then 'repair'
    when n % 5 = 0 then 'riders' else 'resident-volunteers' end, '[2025-01-01,)', 'x', id
from (select id, row_number() over (order by id) as n from directory.unit where kind = 'TEAM') u;

-- A hundred on each square kilometre, however many there are: where more are known, more land is covered.
insert into directory.place (id, owner_unit_id, name, kind, status, status_since, given_longitude, given_latitude, given_crs, is_public, created_at)
select md5('place ' || i)::uuid, md5('unit ' || i)::uuid, '驿站' || i, 'place.station', 'IN_USE', '2025-01-01',
  121 + s.km / 96.3 * (('x' || substr(md5('x' || i), 1, 7))::bit(28)::int / 268435456.0),
  30 + s.km / 111.2 * (('x' || substr(md5('y' || i), 1, 7))::bit(28)::int / 268435456.0), 'WGS84', true, '2025-01-01'
from generate_series(1, current_setting('bench.units')::int) i, (select sqrt(current_setting('bench.units')::int / 100.0) as km) s;

create index unit_search_grams on directory.unit_search using gin (grams) with (fastupdate = off);
alter table directory.place enable trigger place_of_a_unit_that_lasts;
