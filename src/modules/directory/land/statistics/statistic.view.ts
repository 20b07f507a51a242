import { sql } from '../../../../read/sql.ts';
import { everyone } from '../../../../read/view.ts';
import { desc, id, one, oneOf, optionalOne, quantity, viewOf } from '../../../../read/words.ts';
import { AreaStatisticSchema } from './statistic.entity.ts';

export const statisticView = viewOf(AreaStatisticSchema, {
  type: 'AreaStatistic',
  visible: everyone,
  fields: {
    id: id('statistic'),
    area: one('Area', 'area_id'),
    indicator: one('Term', 'indicator', 'code'),
    quantity: quantity('value', 'unit'),
    shareOf: optionalOne('Term', 'share_of', 'code'),
    recordedBy: one('Unit', 'recorded_by_unit'),
  },
  filters: {
    indicator: oneOf('indicator'),
    isInForce: (row, wanted) => sql`(${row.col('superseded_at')} is null) = ${wanted.as('boolean')}`,
    until: (row, day) => sql`${row.col('as_of')} <= ${day.as('date')}`,
  },
  orders: { LATEST: [desc('as_of', 'date'), desc('id', 'uuid')] },
});
