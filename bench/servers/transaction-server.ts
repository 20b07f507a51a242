/**
 * Publishing an offer with the guarantees of a mutation of ours, by hand: one transaction in which the rights are read
 * and the idempotency key taken, the membership held, the rows inserted, and audit, fact and outcome written.
 */
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { listen, type Asked } from './http.ts';

const OPEN = `
with v as materialized (select * from rights.enter($1::uuid, null, null, $2::uuid, $3::uuid, $7::timestamptz)),
taken as (
  insert into data.idempotency (actor, mutation, key, input_hash, created_at)
  select v.unit_id::text, $4, $5, $6, $7::timestamptz from v where v.problem is null
  on conflict (actor, mutation, key) do nothing returning true
)
select v.unit_id, v.problem, exists (select from taken) as is_new from v`;

const HOLD = `
select rights.hold_membership($1::uuid, $2::uuid, $3::timestamptz) as held,
  exists (select from directory.term where code = $4) as known`;

const INSERT = `
insert into exchange.offer (id, owner_unit_id, category, title, description, quantity, quantity_unit, visibility, shown_to,
  state, published_at)
values ($1::uuid, $3::uuid, $4, $5, $6, $7::numeric, $8, 'ALLIANCE', array[$2::uuid], 'PUBLISHED', $9::timestamptz)`;

const CLOSE = `
with audited as (
  insert into data.audit (id, at, person_id, unit_id, alliance_id, action, subject_type, subject_id, body, request_id)
  values ($1::uuid, $2::timestamptz, $3::uuid, $4::uuid, $5::uuid, 'offer:published', 'offer', $6::uuid, $7::jsonb, $1)
), told as (
  insert into data.outbox (id, type, subject_type, subject_id, alliance_id, unit_ids, version, actor, at, body)
  values ($1::uuid, 'offer:published', 'offer', $6::uuid, $5::uuid, array[$4::uuid], 1, $8::jsonb, $2::timestamptz, $7::jsonb)
)
update data.idempotency set outcome = $9::jsonb where actor = $4::text and mutation = 'publishOffer' and key = $10`;

const READ = `
select json_build_object('data', json_build_object('publishOffer', json_build_object('offer', json_build_object(
  'id', 'offer_' || replace(o.id::text, '-', ''), 'title', o.title, 'publishedAt', o.published_at))))::text as answer
from exchange.offer o where o.id = $1::uuid`;

const options = '-c jit=off -c timezone=Asia/Shanghai';
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], options, max: 10 });

interface Opened {
  readonly unit_id: string | null;
  readonly problem: string | null;
  readonly is_new: boolean;
}

async function publish({ variables, viewer: [person, unit, alliance] }: Asked): Promise<string> {
  const { id: key, category, title, description, quantity, measure } = variables;
  const [now, offer, record] = [new Date().toISOString(), randomUUID(), randomUUID()];
  const inputHash = createHash('sha256')
    .update(JSON.stringify({ ...variables, id: '' }))
    .digest('base64url');
  const body = JSON.stringify({ category, visibility: 'ALLIANCE' });
  const outcome = JSON.stringify({ ids: { offer }, alliance });
  const client = await pool.connect();
  const run = <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) =>
    client.query<Row>({ name, text, values });
  try {
    await client.query('begin');
    const opened = await run<Opened>('open', OPEN, [person, unit, alliance, 'publishOffer', key, inputHash, now]);
    const actor = opened.rows[0];
    if (actor?.unit_id == null || actor.problem !== null || !actor.is_new) throw new Error('refused');
    const held = await run<{ held: boolean; known: boolean }>('hold', HOLD, [actor.unit_id, alliance, now, category]);
    if (held.rows[0]?.held !== true || !held.rows[0].known) throw new Error('refused');
    await run('insert', INSERT, [offer, alliance, actor.unit_id, category, title, description, quantity, measure, now]);
    const who = JSON.stringify({ person, unit });
    await run('close', CLOSE, [record, now, person, actor.unit_id, alliance, offer, body, who, outcome, key]);
    await client.query('commit');
    const { rows } = await run<{ answer: string }>('read', READ, [offer]);
    return rows[0]?.answer ?? '{"data":null}';
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

listen(publish, () => pool.end());
