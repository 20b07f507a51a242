/**
 * What acts of ours guarantee, by hand: one transaction in which the rights are read and the key taken before the work
 * itself, and audit, fact and outcome written after it; then the answer is read.
 */
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Asked } from '../http.ts';

const OPEN = `
with v as materialized (select * from rights.enter($1::uuid, null, null, $2::uuid, $3::uuid, $7::timestamptz)),
taken as (
  insert into data.idempotency (actor, mutation, key, input_hash, created_at)
  select v.unit_id::text, $4, $5, $6, $7::timestamptz from v where v.problem is null
  on conflict (actor, mutation, key) do nothing returning true
)
select v.unit_id, v.problem, exists (select from taken) as is_new from v`;

const CLOSE = `
with audited as (
  insert into data.audit (id, at, person_id, unit_id, alliance_id, action, subject_type, subject_id, body, request_id)
  values ($1::uuid, $2::timestamptz, $3::uuid, $4::uuid, $5::uuid, $12, $13, $6::uuid, $7::jsonb, $1)
), told as (
  insert into data.outbox (id, type, subject_type, subject_id, alliance_id, unit_ids, version, actor, at, body)
  values ($1::uuid, $12, $13, $6::uuid, $5::uuid, $14::uuid[], 1, $8::jsonb, $2::timestamptz, $7::jsonb)
)
update data.idempotency set outcome = $9::jsonb where actor = $4::text and mutation = $10 and key = $11`;

const options = '-c jit=off -c timezone=Asia/Shanghai';
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], options, max: 10 });

export const closePool = (): Promise<void> => pool.end();

/** Sends a statement that is prepared under the name. */
export type Run = <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) => Promise<Row[]>;

/** Who acts, and when. */
export interface Acting {
  readonly unit: string;
  readonly alliance: string;
  readonly now: string;
  readonly run: Run;
}

/** What was done, for the record. */
interface Done {
  readonly action: string;
  readonly kind: string;
  readonly id: string;
  readonly units: readonly string[];
  readonly body: object;
}

export interface Transaction {
  readonly mutation: string;
  readonly work: (acting: Acting, variables: Asked['variables']) => Promise<Done>;
  /** Makes the answer, of the id of what was made. */
  readonly read: string;
}

interface Opened {
  readonly unit_id: string | null;
  readonly problem: string | null;
  readonly is_new: boolean;
}

export async function answered({ mutation, work, read }: Transaction, asked: Asked): Promise<string> {
  const { variables } = asked;
  const [person, unit, alliance = ''] = asked.viewer;
  const key = variables['id'];
  const [now, record] = [new Date().toISOString(), randomUUID()];
  const inputHash = createHash('sha256')
    .update(JSON.stringify({ ...variables, id: '' }))
    .digest('base64url');
  const client = await pool.connect();
  const run: Run = async <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) =>
    (await client.query<Row>({ name: `${mutation} ${name}`, text, values })).rows;
  try {
    await client.query('begin');
    const [actor] = await run<Opened>('open', OPEN, [person, unit, alliance, mutation, key, inputHash, now]);
    if (actor?.unit_id == null || actor.problem !== null || !actor.is_new) throw new Error('refused');
    const { id, body, action, kind, units } = await work({ unit: actor.unit_id, alliance, now, run }, variables);
    const who = JSON.stringify({ person, unit });
    const outcome = JSON.stringify({ ids: { [kind]: id }, alliance });
    await run('close', CLOSE, [
      ...[record, now, person, actor.unit_id, alliance, id, JSON.stringify(body), who],
      ...[outcome, mutation, key, action, kind, units],
    ]);
    await client.query('commit');
    const [row] = await run<{ answer: string }>('read', read, [id]);
    return row?.answer ?? '{"data":null}';
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
