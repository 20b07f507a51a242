import { nothing, sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { column, id, ofId, one, oneOf, rowsFrom, viewOf } from '../../../../read/words.ts';
import { yuan } from '../money.view.ts';
import { BenefitRedemptionSchema } from './redemption.entity.ts';

export const benefitRedemptionView = viewOf(BenefitRedemptionSchema, {
  type: 'BenefitRedemption',
  // Free to lead: a page is read in the order of the unit's own, however many there are of others (docs/decisions/0023).
  visible: (row, scope) => {
    const isParty = scope.isUnit(sql`p.unit_id`);
    if (isParty === nothing) return nothing;
    return sql`exists (select from exchange.benefit_redemption_party p where p.redemption_id = ${row.col('id')} and ${isParty})`;
  },
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
