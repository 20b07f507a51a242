import { sql } from '../../../read/sql.ts';
import { everyone } from '../../../read/view.ts';
import { asc, id, one, viewOf } from '../../../read/words.ts';
import { TrackSchema } from './track.entity.ts';

export const trackView = viewOf(TrackSchema, {
  type: 'Track',
  visible: everyone,
  fields: { id: id('track'), alliance: one('Alliance', 'alliance_id') },
  filters: { isRetired: (row, isRetired) => sql`(${row.col('retired_at')} is not null) = ${isRetired.as('boolean')}` },
  orders: { RANK: [asc('rank', 'integer'), asc('id', 'uuid')] },
});
