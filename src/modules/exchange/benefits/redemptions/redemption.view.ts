import { any, existsWhere, sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { column, id, ofId, one, oneOf, rowsFrom, viewOf } from '../../../../read/words.ts';
import { yuan } from '../money.view.ts';
import { BenefitRedemptionSchema } from './redemption.entity.ts';

export const benefitRedemptionView = viewOf(BenefitRedemptionSchema, {
  type: 'BenefitRedemption',
  visible: (row, scope) =>
    any(
      scope.isUnit(row.col('owner_unit_id')),
      existsWhere(sql`exchange.benefit_share s where s.redemption_id = ${row.col('id')}`, scope.isUnit(sql`s.unit_id`)),
    ),
  fields: {
    id: id('redemption'),
    rule: one('BenefitRule', 'rule_id'),
    ruleVersion: column('number'),
    unit: one('Unit', 'owner_unit_id'),
    price: yuan('price'),
    cut: yuan('cut'),
    charge: yuan('charge'),
    funding: rowsFrom(
      (row) => sql`select s.unit_id, s.amount from exchange.benefit_share s where s.redemption_id = ${row.col('id')}
        order by s.amount desc, s.unit_id`,
      { unit: one('Unit', 'unit_id'), amount: yuan('amount') },
    ),
  },
  filters: {
    ruleId: ofId('rule_id', 'benefitrule'),
    state: oneOf('state'),
    from: (row, day) => sql`${row.col('day')} >= ${day.as('date')}`,
    until: (row, day) => sql`${row.col('day')} < ${day.as('date')}`,
  },
});

export const benefitRedemptionRoots: Readonly<Record<string, Root>> = {
  benefitRedemptions: { kind: 'many', type: 'BenefitRedemption' },
};
