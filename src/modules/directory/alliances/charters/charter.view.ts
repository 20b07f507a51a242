import { latestOn } from '../../../../read/days.ts';
import { everyone } from '../../../../read/view.ts';
import { asc, desc, id, one, viewOf } from '../../../../read/words.ts';
import { CharterSchema } from './charter.entity.ts';

export const charterView = viewOf(CharterSchema, {
  type: 'Charter',
  visible: everyone,
  fields: { id: id('charter'), alliance: one('Alliance', 'alliance_id') },
  filters: { inForceOn: latestOn('directory.charter', 'alliance_id', 'adopted_on') },
  orders: { NEWEST: [desc('number', 'integer')], OLDEST: [asc('number', 'integer')] },
});
