import { sql } from '../../../read/sql.ts';
import { computed, id, maybe, newestFirst, one, optionalOne, viewOf } from '../../../read/words.ts';
import { PostSchema } from './post.entity.ts';

export const postView = viewOf(PostSchema, {
  type: 'Post',
  visible: (row, scope) => scope.holds(row.col('valid')),
  fields: {
    id: id('post'),
    unit: one('Unit', 'unit_id'),
    alliance: optionalOne('Alliance', 'alliance_id'),
    since: computed((row) => sql`lower(${row.col('valid')})`),
    until: maybe((row) => sql`upper(${row.col('valid')})`),
  },
  orders: newestFirst,
});
