/** What there is to ask about, and who asks: read back from the seeded database. */
import type pg from 'pg';

/** The coordinator of an alliance, acting for the unit that leads it, under the hat of that alliance. */
export interface Viewer {
  readonly person: string;
  readonly unit: string;
  readonly alliance: string;
  /** Two offers the viewer may see. */
  readonly offers: readonly string[];
}

export interface World {
  readonly viewers: readonly Viewer[];
  readonly categories: readonly { readonly code: string; readonly label: string; readonly measure: string }[];
}

const VIEWERS = `
select p.person_id as person, p.unit_id as unit, p.alliance_id as alliance, (
  select array_agg(o.offer_id::text) from (
    select a.offer_id from exchange.offer_audience a join exchange.offer o on o.id = a.offer_id and o.state = 'PUBLISHED'
    where a.alliance_id = p.alliance_id order by md5(a.offer_id::text) limit 2) o) as offers
from directory.post p where p.role = 'COORDINATOR' order by p.alliance_id`;

const CATEGORIES = `
select t.code, t.label_zh as label, min(o.quantity_unit) as measure
from directory.term t join exchange.offer o on o.category = t.code group by t.code, t.label_zh order by t.code`;

export async function readWorld(client: pg.Client): Promise<World> {
  const viewers = await client.query<Viewer>(VIEWERS);
  const categories = await client.query<World['categories'][number]>(CATEGORIES);
  return { viewers: viewers.rows, categories: categories.rows };
}
