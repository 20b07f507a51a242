import { sql } from '../../../../read/sql.ts';
import { everyone } from '../../../../read/view.ts';
import { asc, id, optionalOne, viewOf } from '../../../../read/words.ts';
import { TrackSchema } from './track.entity.ts';

export const trackView = viewOf(TrackSchema, {
  type: 'Track',
  visible: everyone,
  fields: {
    id: id('track'),
    alliance: optionalOne('Alliance', 'alliance_id'),
    programme: optionalOne('Programme', 'programme_id'),
  },
  filters: { isRetired: (row, isRetired) => sql`(${row.col('retired_at')} is not null) = ${isRetired.as('boolean')}` },
  orders: { RANK: [asc('rank', 'integer'), asc('id', 'uuid')] },
});
