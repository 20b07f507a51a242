import { existsWhere, everything, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Field } from '../../../../read/view.ts';
import { column, one, valueFrom } from '../../../../read/words.ts';
import { partsIn } from '../../eligibility/eligibility.view.ts';
import { documentsIn } from '../../listings/requirements/requirement.view.ts';

const judgement = (match: Row): Sql => sql`exchange.order_judgement j where j.match_id = ${match.col('id')}`;

/** Of an order for somebody; null of all other matches. */
export const judgementOfMatch: Field = {
  ...valueFrom(
    (match) => sql`select j.edition, j.judged_at, j.post_id, r.eligibility, r.documents
      from exchange.order_judgement j join exchange.offer_requirement r using (offer_id, edition) where j.match_id = ${match.col('id')}`,
    {
      edition: column('edition'),
      eligibility: partsIn('eligibility'),
      documents: documentsIn('documents'),
      judgedAt: column('judged_at'),
      judgedBy: one('Post', 'post_id'),
    },
  ),
  present: (match) => existsWhere(judgement(match), everything),
};
