import type { Scope } from '../../../../read/scope.ts';
import { any, both, everything, existsWhere, literal, Row, sql, type Sql } from '../../../../read/sql.ts';
import { asc, column, computed, desc, maybe, optionalOne, value, values, viewFrom } from '../../../../read/words.ts';
import { isNotOver } from '../../listings/listing/state.view.ts';
import { offerInReach } from '../../listings/offers/offer.view.ts';

const MOST = { CATEGORY: 40, TIME: 35, DISTANCE: 25 } as const;

const inWords = (zh: (row: Row) => Sql, en: (row: Row) => Sql) =>
  computed((row, scope) => sql`case when ${scope.locale} = 'en' then ${en(row)} else ${zh(row)} end`);

function reason(kind: keyof typeof MOST, points: string, text: ReturnType<typeof computed>) {
  return value({
    kind: computed(() => literal(kind)),
    points: column(points),
    outOf: computed(() => ({ parts: [String(MOST[kind])] })),
    text,
  });
}

const category = inWords(
  (row) => sql`case when ${row.col('category_is_exact')} then '类别相同' else '同属一个大类' end`,
  (row) => sql`case when ${row.col('category_is_exact')} then 'same category' else 'same branch of categories' end`,
);

const hours = (row: Row, minutes: string): Sql => sql`trim_scale(round(${row.col(minutes)} / 60.0, 1))`;

const time = inWords(
  (row) => sql`case when ${row.col('wanted_minutes')} is null then '需求未限定时间'
    else '覆盖所需 ' || ${hours(row, 'wanted_minutes')} || ' 小时中的 ' || ${hours(row, 'overlap_minutes')} || ' 小时' end`,
  (row) => sql`case when ${row.col('wanted_minutes')} is null then 'the need names no time'
    else 'covers ' || ${hours(row, 'overlap_minutes')} || ' of ' || ${hours(row, 'wanted_minutes')} || ' hours' end`,
);

const kilometres = (row: Row): Sql => sql`round((${row.col('distance_m')} / 1000)::numeric, 1)`;

const distance = inWords(
  (row) => sql`case when ${row.col('distance_m')} is null then '缺少位置信息'
    when ${row.col('distance_m')} < 1000 then '距离 ' || round(${row.col('distance_m')}) || ' 米' else '距离 ' || ${kilometres(row)} || ' 公里' end`,
  (row) => sql`case when ${row.col('distance_m')} is null then 'no place given'
    when ${row.col('distance_m')} < 1000 then round(${row.col('distance_m')}) || ' m away' else ${kilometres(row)} || ' km away' end`,
);

/** The unit that needs it, and the coordinator of an alliance its unit is in, where the need is public or shown to that. */
function concerned(row: Row, scope: Scope): Sql {
  const membership = sql`m.unit_id = n.owner_unit_id and ${scope.holds(sql`m.valid`)}`;
  const shown = sql`(n.visibility = 'PUBLIC' or m.alliance_id = any(n.shown_to))`;
  const fellows = sql`exchange.need n join rights.membership m on ${membership} where n.id = ${row.col('need_id')} and ${shown}`;
  return any(scope.isUnit(row.col('need_unit_id')), existsWhere(fellows, scope.coordinates(sql`m.alliance_id`)));
}

/** The offer is one that can be matched here, and neither it nor the need is over. */
function isLive(row: Row, scope: Scope): Sql {
  scope.weigh(isLive);
  const [offer, need] = [new Row('o'), new Row('n')];
  const pair = sql`exchange.offer o, exchange.need n where o.id = ${row.col('offer_id')} and n.id = ${row.col('need_id')}`;
  return existsWhere(
    sql`${pair} and ${isNotOver(offer, scope)} and ${isNotOver(need, scope)}`,
    offerInReach(offer, scope),
  );
}

/** Under an alliance hat only members of that alliance are candidates: with others nothing could be agreed there. */
function isFellow(row: Row, scope: Scope): Sql {
  if (!scope.hasAllianceHat) return everything;
  const memberships = sql`rights.membership m where m.unit_id = ${row.col('offer_unit_id')} and ${scope.holds(sql`m.valid`)}`;
  return existsWhere(memberships, scope.inAlliance(sql`m.alliance_id`));
}

export const candidateView = viewFrom('exchange.candidate', {
  type: 'Candidate',
  scope: 'needs:read',
  visible: (row, scope) => both(concerned(row, scope), isLive(row, scope), isFellow(row, scope)),
  key: asc('offer_id', 'uuid'),
  orders: {
    BEST: [desc('score', 'integer'), desc('offer_id', 'uuid')],
    NEAREST: [{ column: 'distance_m', direction: 'asc', cast: 'float8', nullsAs: 'infinity' }],
  },
  fields: {
    offer: optionalOne('Offer', 'offer_id'),
    score: column('score'),
    reasons: values(
      reason('CATEGORY', 'category_points', category),
      reason('TIME', 'time_points', time),
      reason('DISTANCE', 'distance_points', distance),
    ),
    couldCover: value({
      value: computed((row) => sql`trim_scale(least(${row.col('left_over')}, ${row.col('uncovered')}))::text`),
      unit: column('quantity_unit'),
    }),
    distanceMetres: maybe((row) => sql`round(${row.col('distance_m')})::integer`),
  },
});
