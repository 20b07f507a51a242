/** Sealing: one batch, one seal, one transaction. */
import { z } from 'zod';
import type { Connection } from '../chore.ts';
import { BEFORE_FIRST, LEAF, sealRecord, sha256 } from './format.ts';

/** Entries of a seal, at most. */
export const BATCH = 1_000;

/** Any number does, as long as it is always the same: who holds it seals. */
const SEAL_LOCK = 0x71_69_6e_61;

const lastRow = z.object({ no: z.string(), last_tx: z.string(), last_seq: z.string(), hash: z.string() });

/** The last seal; before the first, one of nothing. */
const LAST = `
select s.no::text, s.last_tx::text, s.last_seq::text, encode(s.hash, 'hex') as hash
from data.audit_seal s order by s.no desc limit 1`;
const NONE: z.infer<typeof lastRow> = { no: '0', last_tx: '0', last_seq: '0', hash: BEFORE_FIRST };

const NEXT = `
select e.tx::text, e.seq::text, ${LEAF} as leaf from data.audit e
where (e.tx, e.seq) > ($1::xid8, $2::bigint) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
order by e.tx, e.seq limit ${BATCH}`;

interface Leaf {
  readonly tx: string;
  readonly seq: string;
  readonly leaf: Buffer;
}

const INSERT = `
insert into data.audit_seal (no, first_tx, first_seq, last_tx, last_seq, count, leaves, root, previous, hash, sealed_at)
values ($1, $2::xid8, $3, $4::xid8, $5, $6, $7, $8, $9, $10, $11::timestamptz)`;

interface Sealing {
  /** The instant the seal will bear. */
  readonly now: Date;
  /** Waits for another that seals just now, rather than leave it to that one. */
  readonly isPatient?: boolean;
}

/**
 * Seals the oldest entries that are not sealed yet, `BATCH` at most, and says how many. Null where somebody else is at it.
 * Nothing is left of a batch that was broken off.
 */
export async function sealBatch(connection: Connection, sealing: Sealing): Promise<number | null> {
  await connection.query('begin');
  try {
    const sealed = await sealLocked(connection, sealing);
    await connection.query('commit');
    return sealed;
  } catch (error) {
    // Why it failed matters more than that it could not be taken back: without its connection nothing of it stays.
    await connection.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Seals all there is to seal, batch by batch, until `isOver` says to stop; says how many entries that were. */
export async function sealAll(connection: Connection, sealing: Sealing, isOver = () => false): Promise<number> {
  let total = 0;
  for (;;) {
    const sealed = (await sealBatch(connection, sealing)) ?? 0;
    total += sealed;
    if (sealed < BATCH || isOver()) return total;
  }
}

async function sealLocked(connection: Connection, { now, isPatient = false }: Sealing): Promise<number | null> {
  if (!(await lock(connection, isPatient))) return null;
  // A statement of its own, so that it sees what was sealed by whoever had the lock before.
  const [row] = (await connection.query(LAST)).rows;
  const last = row === undefined ? NONE : lastRow.parse(row);
  const { rows } = await connection.query(NEXT, [last.last_tx, last.last_seq]);
  const entries = rows as readonly Leaf[];
  const [first, end] = [entries[0], entries.at(-1)];
  if (first === undefined || end === undefined) return 0;
  const leaves = Buffer.concat(entries.map(({ leaf }) => leaf));
  const root = sha256(leaves);
  const seal = {
    no: String(Number(last.no) + 1),
    ...{ first_tx: first.tx, first_seq: first.seq, last_tx: end.tx, last_seq: end.seq },
    count: String(entries.length),
    ...{ root: root.toString('hex'), previous: last.hash, sealed_at: now.toISOString() },
  };
  await connection.query(INSERT, [
    ...[seal.no, seal.first_tx, seal.first_seq, seal.last_tx, seal.last_seq, seal.count],
    ...[leaves, root, Buffer.from(seal.previous, 'hex'), sha256(sealRecord(seal)), seal.sealed_at],
  ]);
  return entries.length;
}

async function lock(connection: Connection, isPatient: boolean): Promise<boolean> {
  const how = isPatient ? 'pg_advisory_xact_lock' : 'pg_try_advisory_xact_lock';
  const [row] = (await connection.query(`select ${how}($1)::text as taken`, [SEAL_LOCK])).rows;
  return isPatient || z.object({ taken: z.string() }).parse(row).taken === 'true';
}
