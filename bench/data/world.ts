/** What there is to ask about, and who asks: read back from the seeded database. */
import type pg from 'pg';

/** The coordinator of an alliance, acting for the unit that leads it, under the hat of that alliance. */
export interface Viewer {
  readonly person: string;
  readonly unit: string;
  readonly alliance: string;
  /** Two offers the viewer may see. */
  readonly offers: readonly string[];
  /** Two needs of other units the viewer may claim. */
  readonly needs: readonly string[];
  /** Two slots of other units the viewer may book. */
  readonly slots: readonly string[];
}

export interface World {
  readonly viewers: readonly Viewer[];
  readonly categories: readonly { readonly code: string; readonly label: string; readonly measure: string }[];
}

const VIEWERS = `
select p.person_id as person, p.unit_id as unit, p.alliance_id as alliance, (
  select array_agg(o.offer_id::text) from (
    select a.offer_id from exchange.offer_audience a join exchange.offer o on o.id = a.offer_id and o.state = 'PUBLISHED'
    where a.alliance_id = p.alliance_id order by md5(a.offer_id::text) limit 2) o) as offers, (
  select array_agg(n.id::text) from (
    select n.id from exchange.need_audience a join exchange.need n on n.id = a.need_id and n.state = 'PUBLISHED'
    where a.alliance_id = p.alliance_id and n.owner_unit_id <> p.unit_id order by n.quantity - n.covered desc, n.id limit 2) n) as needs, (
  select array_agg(s.id::text) from (
    select s.id from directory.membership m join exchange.resource r on r.owner_unit_id = m.unit_id
    join exchange.slot s on s.resource_id = r.id
    where m.alliance_id = p.alliance_id and m.unit_id <> p.unit_id order by md5(s.id::text || p.id::text) limit 2) s) as slots
from directory.post p where p.role = 'COORDINATOR' order by p.alliance_id`;

const CATEGORIES = `
select t.code, t.label_zh as label, min(o.quantity_unit) as measure
from directory.term t join exchange.offer o on o.category = t.code group by t.code, t.label_zh order by t.code`;

export async function readWorld(client: pg.Client): Promise<World> {
  const viewers = await client.query<Viewer>(VIEWERS);
  const categories = await client.query<World['categories'][number]>(CATEGORIES);
  return { viewers: viewers.rows, categories: categories.rows };
}
