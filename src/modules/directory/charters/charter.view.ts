import { sql } from '../../../read/sql.ts';
import { everyone } from '../../../read/view.ts';
import { asc, desc, id, one, viewOf } from '../../../read/words.ts';
import { CharterSchema } from './charter.entity.ts';

export const charterView = viewOf(CharterSchema, {
  type: 'Charter',
  visible: everyone,
  fields: { id: id('charter'), alliance: one('Alliance', 'alliance_id') },
  filters: {
    inForceOn: (row, day) => {
      const later = sql`select from directory.charter n where n.alliance_id = ${row.col('alliance_id')} and n.number > ${row.col('number')} and n.adopted_on <= ${day.as('date')}`;
      return sql`(${row.col('adopted_on')} <= ${day.as('date')} and not exists (${later}))`;
    },
  },
  orders: { NEWEST: [desc('number', 'integer')], OLDEST: [asc('number', 'integer')] },
});
