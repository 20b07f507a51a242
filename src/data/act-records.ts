/** The first and the last statement of an act: rights and key at the start; audit, facts and outcome at the end. */
import { z } from 'zod';
import { postRoles } from '../domain/access/roles.ts';
import { appOf, personOf, type Viewer } from '../domain/access/viewer.ts';
import { rightsProblems, type HatChoice } from '../domain/errors.ts';
import type { IdKind } from '../domain/kinds.ts';
import { freshId } from '../platform/clock.ts';
import type { HeldSubject, ProtectedValues } from './audit/subject-key.ts';
import type { Within } from './desk.ts';
import { entryOf } from './readers.ts';
import { run, send } from './statement.ts';

/** Keys are kept this long; then the same key is a new one. */
export const KEY_DAYS = 7;
const KEY_LIFE = `${KEY_DAYS} days`;

export interface Key {
  readonly mutation: string;
  readonly key: string;
  readonly inputHash: string;
  /** Whether it is the person's own, whatever the hat. */
  readonly isOwn: boolean;
}

const rightsRow = z.object({
  unit_id: z.string().nullable(),
  memberships: z.array(z.string()),
  coordinates: z.array(z.string()),
  roles: z.array(z.enum(postRoles)),
  problem: z.enum(rightsProblems).nullable(),
  is_new: z.boolean(),
  /** The alliance of which the unit is a member until the act is done, where that was asked. */
  held: z.string().nullable(),
});

export type RightsRow = z.infer<typeof rightsRow>;

const OPEN = `
with v as materialized (
  -- An app acts for no unit, though one let it read.
  select case when $2::uuid is null then e.unit_id end as unit_id, e.memberships, e.coordinates, e.roles, e.problem
  from rights.enter($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::timestamptz) e
),
taken as (
  insert into data.idempotency (actor, mutation, key, input_hash, created_at)
  select case when $12::boolean then $7 else coalesce(v.unit_id::text, $7) end, $8, $9, $10, $11::timestamptz
  from v where v.problem is null or $12 and v.problem <> 'CREDENTIAL_ENDED'
  on conflict (actor, mutation, key) do update
    set input_hash = excluded.input_hash, outcome = null, created_at = excluded.created_at
    where idempotency.created_at < excluded.created_at - interval '${KEY_LIFE}' or idempotency.outcome is null
  returning true
)
select json_build_object('unit_id', v.unit_id, 'memberships', v.memberships, 'coordinates', v.coordinates, 'roles', v.roles,
  'problem', v.problem, 'is_new', t.is_new,
  -- After the key: who waits for a twin holds nothing that others wait for.
  'held', case when $13::boolean and t.is_new
    then case when rights.hold_membership(v.unit_id, h.alliance, $6::timestamptz) then h.alliance end end) as opened
from v, (select exists (select from taken) as is_new) t,
  lateral (select coalesce($5::uuid, case when cardinality(v.memberships) = 1 then v.memberships[1] end) as alliance) h`;

/**
 * Reads the rights of the viewer and takes the key; a twin that is under way is waited for. A key without an outcome was
 * taken by nobody who came to an end. `inHat`: holds the membership that the hat stands for too.
 */
export async function openAct(within: Within, viewer: Viewer, key: Key, inHat: boolean): Promise<RightsRow> {
  const person = personOf(viewer);
  const app = appOf(viewer);
  const now = viewer.now.toISOString();
  const taken = [person ?? app, key.mutation, key.key, key.inputHash, now, key.isOwn, inHat];
  const [row] = await run<{ opened: unknown }>(within, OPEN, [...entryOf(viewer), ...taken]);
  return rightsRow.parse(row?.opened);
}

/** What is kept under a key: the ids of what was made, and the alliance hat it was made under. */
const storedOutcome = z.object({ ids: z.record(z.string(), z.string()), alliance: z.string().nullable() });
type StoredOutcome = z.infer<typeof storedOutcome>;

const keyRow = z.object({ input_hash: z.string(), outcome: storedOutcome.nullable() });
export type Stored = z.infer<typeof keyRow>;

/** What is stored under a key that was taken before; null where it was not, or so long ago that it is a new one. */
export async function readKey(
  within: Within,
  actor: string,
  { mutation, key }: Key,
  now: Date,
): Promise<Stored | null> {
  const [row] = await run(
    within,
    `select input_hash, outcome from data.idempotency
     where actor = $1 and mutation = $2 and key = $3 and created_at >= $4::timestamptz - interval '${KEY_LIFE}'`,
    [actor, mutation, key, now.toISOString()],
  );
  return row === undefined ? null : keyRow.parse(row);
}

/** One line of the audit and one fact for others. No protected value may be in `body`. */
export interface Fact {
  readonly action: string;
  readonly subject: { readonly kind: IdKind; readonly id: string; readonly version: number };
  readonly allianceId: string | null;
  readonly unitIds: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
  /** For the audit alone, and there encrypted under the key of the subject. */
  readonly protected: readonly Protected[];
}

/** What an act changed of a data subject: protected values, from what and to what. */
export interface Protected {
  readonly subject: HeldSubject;
  readonly values: ProtectedValues;
}

const CLOSE = `
with fact as (
  select * from json_to_recordset($1::json) as f(audit_id uuid, fact_id uuid, action text, subject_type text, subject_id uuid,
    alliance_id uuid, unit_ids uuid[], version integer, body jsonb, protected jsonb)
),
audited as (
  insert into data.audit (id, at, person_id, app_id, unit_id, alliance_id, action, subject_type, subject_id, body, request_id, protected)
  select audit_id, $2::timestamptz, $3::uuid, $4::uuid, $5::uuid, alliance_id, action, subject_type, subject_id, body, $6, protected
  from fact
),
told as (
  insert into data.outbox (id, type, subject_type, subject_id, alliance_id, unit_ids, version, actor, at, body)
  select fact_id, action, subject_type, subject_id, alliance_id, unit_ids, version, $7::jsonb, $8::timestamptz, body from fact
)
update data.idempotency set outcome = $9::jsonb, subject_id = $13::uuid where actor = $10 and mutation = $11 and key = $12`;

export function closeAct(
  within: Within,
  viewer: Viewer,
  unit: string | null,
  actor: string,
  { mutation, key, subjectId }: Key & { readonly subjectId: string | null },
  facts: readonly Fact[],
  outcome: StoredOutcome,
): void {
  const rows = facts.map((fact) => ({
    ...auditOf(fact, freshId('audit', viewer.now)),
    fact_id: freshId('audit', viewer.now),
    action: fact.action,
    subject_type: fact.subject.kind,
    subject_id: fact.subject.id,
    alliance_id: fact.allianceId,
    unit_ids: fact.unitIds,
    version: fact.subject.version,
    body: fact.body,
  }));
  const person = personOf(viewer);
  const app = appOf(viewer);
  const now = viewer.now.toISOString();
  const who = JSON.stringify({ person, app, unit });
  send(within, CLOSE, [
    JSON.stringify(rows),
    ...[now, person, app, unit, viewer.requestId],
    ...[who, now],
    ...[JSON.stringify(outcome), actor, mutation, key, subjectId],
  ]);
}

function auditOf(fact: Fact, id: string): object {
  if (fact.protected.length === 0) return { audit_id: id };
  return { audit_id: id, protected: fact.protected.map(({ subject, values }) => subject.encrypt(id, values)) };
}

const hatRow = z.object({
  unit_id: z.string(),
  unit_name: z.string(),
  alliance_id: z.string().nullable(),
  alliance_name: z.string().nullable(),
});

/** The hats the viewer could put on, for a refusal to name. */
export async function hatsOf(within: Within, viewer: Viewer): Promise<HatChoice[]> {
  const rows = await run(
    within,
    `select unit_id, unit_name, alliance_id, alliance_name from rights.hats($1::uuid, $2::uuid, $3::timestamptz)
     order by unit_name, alliance_name`,
    [personOf(viewer), appOf(viewer), viewer.now.toISOString()],
  );
  return z
    .array(hatRow)
    .parse(rows)
    .map((row) => ({
      unitId: row.unit_id,
      unitName: row.unit_name,
      allianceId: row.alliance_id,
      allianceName: row.alliance_name,
    }));
}
