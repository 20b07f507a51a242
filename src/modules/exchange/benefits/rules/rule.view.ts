import type { Scope } from '../../../../read/scope.ts';
import { any, existsWhere, sql, type Row, type Sql } from '../../../../read/sql.ts';
import { everyone, type Field, type Root } from '../../../../read/view.ts';
import {
  column,
  decimal,
  id,
  maybe,
  newestFirst,
  ofId,
  one,
  oneOf,
  optional,
  rowsFrom,
  valueFrom,
  viewOf,
} from '../../../../read/words.ts';
import { partsIn } from '../../eligibility/eligibility.view.ts';
import { yuan } from '../money.view.ts';
import { BenefitRuleSchema } from './rule.entity.ts';

/** Of a version, beside how much of it is taken in the window that is now. */
const quotas = rowsFrom(
  (
    row,
    scope,
  ) => sql`select q.quota_window, q.is_per_person, q.most, case when not q.is_per_person then greatest(q.most - coalesce(
      (select c.taken from exchange.benefit_count c join exchange.benefit_windows(${scope.today}) w on w.quota_window = c.quota_window and w.starts_on = c.starts_on
       where c.rule_id = ${row.col('rule_id')} and c.quota_window = q.quota_window), 0), 0) end as remaining
    from (values (1, 'DAY', false, ${row.col('per_day')}), (2, 'WEEK', false, ${row.col('per_week')}), (3, 'MONTH', false, ${row.col('per_month')}),
      (4, 'TOTAL', false, ${row.col('in_all')}), (5, 'DAY', true, ${row.col('person_per_day')}), (6, 'WEEK', true, ${row.col('person_per_week')}),
      (7, 'MONTH', true, ${row.col('person_per_month')}), (8, 'TOTAL', true, ${row.col('person_in_all')})) q(rank, quota_window, is_per_person, most)
    where q.most is not null order by q.rank`,
  {
    window: column('quota_window'),
    isPerPerson: column('is_per_person'),
    most: column('most'),
    remaining: optional('remaining'),
  },
);

const funders = rowsFrom(
  (row) => sql`select f.unit_id, f.percent, f.agreed_at from exchange.benefit_funder f
    where f.rule_id = ${row.col('rule_id')} and f.number = ${row.col('number')} order by f.rank`,
  { unit: one('Unit', 'unit_id'), percent: decimal('percent'), agreedAt: optional('agreed_at') },
);

const versions = rowsFrom(
  (row) => sql`select v.* from exchange.benefit_version v where v.rule_id = ${row.col('id')} order by v.number`,
  {
    number: column('number'),
    from: column('from_day'),
    until: optional('until_day'),
    eligibility: partsIn('eligibility'),
    exclusion: partsIn('exclusion'),
    kind: column('kind'),
    amount: maybe((row) => sql`trim_scale(${row.col('amount')})::text`),
    leastPrice: yuan('least_price'),
    mostPrice: yuan('most_price'),
    quotas,
    funders,
    publishedAt: column('published_at'),
  },
);

/** The unit acted for has agreed to pay by one of its versions: by any, unless it is said by which. */
const isFunded = (row: Row, scope: Scope, byWhich = sql``): Sql =>
  existsWhere(
    sql`exchange.benefit_funder f where f.rule_id = ${row.col('id')} and f.agreed_at is not null${byWhich}`,
    scope.isUnit(sql`f.unit_id`),
  );

/** In figures: all for its unit, and for who pays what was redeemed by the versions that it pays for. */
const statistics: Field = {
  ...valueFrom(
    function redeemedInFigures(row, scope, args) {
      scope.weigh(redeemedInFigures);
      const [from, until] = [args.as('from', 'date'), args.as('until', 'date')];
      const isTheirs = any(scope.isUnit(row.col('owner_unit_id')), isFunded(row, scope, sql` and f.number = r.number`));
      const redeemed = sql`r.rule_id = ${row.col('id')} and r.state = 'REDEEMED' and r.day >= coalesce(${from}, '-infinity') and r.day < coalesce(${until}, 'infinity') and ${isTheirs}`;
      return sql`select t.*, f.funding from (
          select count(*)::integer as redemptions, count(distinct r.person_id)::integer as persons, coalesce(sum(r.price), 0) as price,
            coalesce(sum(r.cut), 0) as cut, coalesce(sum(r.charge), 0) as charge
          from exchange.benefit_redemption r where ${redeemed}) t,
        (select coalesce(jsonb_agg(jsonb_build_object('unit_id', g.unit_id, 'amount', g.amount) order by g.amount desc, g.unit_id), '[]') as funding
          from (select s.unit_id, sum(s.amount) as amount from exchange.benefit_redemption r join exchange.benefit_share s on s.redemption_id = r.id
            where ${redeemed} group by s.unit_id) g) f
        where ${any(scope.isUnit(row.col('owner_unit_id')), isFunded(row, scope))}`;
    },
    {
      redemptions: column('redemptions'),
      persons: column('persons'),
      price: yuan('price'),
      cut: yuan('cut'),
      charge: yuan('charge'),
      funding: rowsFrom(
        (row) =>
          sql`select g.unit_id, g.amount from jsonb_to_recordset(${row.col('funding')}) as g(unit_id uuid, amount numeric)`,
        { unit: one('Unit', 'unit_id'), amount: yuan('amount') },
      ),
    },
  ),
  present: (row, scope) => any(scope.isUnit(row.col('owner_unit_id')), isFunded(row, scope)),
};

export const benefitRuleView = viewOf(BenefitRuleSchema, {
  type: 'BenefitRule',
  visible: everyone,
  fields: {
    id: id('benefitrule'),
    unit: one('Unit', 'owner_unit_id'),
    place: one('Place', 'place_id'),
    service: one('Term', 'service', 'code'),
    versionInForce: maybe((row, scope) => sql`exchange.benefit_version_in_force(${row.col('id')}, ${scope.today})`),
    versions,
    statistics,
  },
  filters: {
    state: oneOf('state'),
    placeId: ofId('place_id', 'place'),
    unitId: ofId('owner_unit_id', 'unit'),
  },
  orders: newestFirst,
});

export const benefitRuleRoots: Readonly<Record<string, Root>> = {
  benefitRule: { kind: 'one', type: 'BenefitRule', argument: 'id', of: 'benefitrule' },
  benefitRules: { kind: 'many', type: 'BenefitRule' },
};
