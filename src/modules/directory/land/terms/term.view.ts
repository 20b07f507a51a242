import { sql } from '../../../../read/sql.ts';
import { everyone, type Root } from '../../../../read/view.ts';
import { asc, equals, id, inLanguage, oneOf, viewOf } from '../../../../read/words.ts';
import { TermSchema } from './term.entity.ts';

export const termView = viewOf(TermSchema, {
  type: 'Term',
  visible: everyone,
  fields: { id: id('term'), label: inLanguage('label_zh', 'label_en') },
  filters: {
    scheme: oneOf('scheme'),
    code: equals('code', 'text'),
    asOf: (row, day) => sql`(${row.col('until')} is null or ${row.col('until')} > ${day.as('date')})`,
  },
  orders: { RANK: [asc('scheme', 'text'), asc('rank', 'integer'), asc('id', 'uuid')] },
});

export const termRoots: Readonly<Record<string, Root>> = { terms: { kind: 'many', type: 'Term' } };
