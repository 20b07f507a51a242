/** Publishing an offer: the membership held and the category known, then the row. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from './transaction.ts';

const HOLD = `
select rights.hold_membership($1::uuid, $2::uuid, $3::timestamptz) as held,
  exists (select from directory.term where code = $4) as known`;

const INSERT = `
insert into exchange.offer (id, owner_unit_id, category, title, description, quantity, quantity_unit, visibility, shown_to,
  state, published_at)
values ($1::uuid, $3::uuid, $4, $5, $6, $7::numeric, $8, 'ALLIANCE', array[$2::uuid], 'PUBLISHED', $9::timestamptz)`;

export const publish: Transaction = {
  mutation: 'publishOffer',
  work: async ({ unit, alliance, now, run }, { category, title, description, quantity, measure }) => {
    const [seen] = await run<{ held: boolean; known: boolean }>('hold', HOLD, [unit, alliance, now, category]);
    if (seen?.held !== true || !seen.known) throw new Error('refused');
    const id = randomUUID();
    await run('insert', INSERT, [id, alliance, unit, category, title, description, quantity, measure, now]);
    return { action: 'offer:published', kind: 'offer', id, units: [unit], body: { category, visibility: 'ALLIANCE' } };
  },
  read: `
select json_build_object('data', json_build_object('publishOffer', json_build_object('offer', json_build_object(
  'id', 'offer_' || replace(o.id::text, '-', ''), 'title', o.title, 'publishedAt', o.published_at))))::text as answer
from exchange.offer o where o.id = $1::uuid`,
};
