/** Verifying the chain: every seal and every entry it covers, in one snapshot and in bounded memory. */
import { z } from 'zod';
import { BEFORE_FIRST, ENTRY_LIST, LEAF_BYTES, leafId, leafOf, sealRecord, sha256, type Entry } from './format.ts';
import type { Connection } from '../chore.ts';

/** A seal that was kept elsewhere: the chain must still contain it. */
export interface Anchor {
  readonly no: number;
  /** Hexadecimal. */
  readonly hash: string;
}

type FaultKind =
  | 'SEAL_MISSING'
  | 'SEAL_CHANGED'
  | 'SEAL_NOT_LINKED'
  | 'ANCHOR_MISSING'
  | 'ANCHOR_DIFFERS'
  | 'ENTRY_CHANGED'
  | 'ENTRY_MISSING'
  | 'ENTRY_ADDED'
  | 'ENTRY_MOVED';

/** The first thing wrong with the chain. */
export interface Fault {
  readonly what: FaultKind;
  readonly seal: number;
  readonly entry: string | null;
}

export interface Verified {
  /** What was found good, before the fault where there is one. */
  readonly seals: number;
  readonly entries: number;
  readonly last: Anchor | null;
  readonly fault: Fault | null;
  /** What no seal covers yet; the instant of the oldest in Beijing time. */
  readonly tail: { readonly count: number; readonly oldest: string | null };
}

const sealRow = z.object({
  no: z.string(),
  first_tx: z.string(),
  first_seq: z.string(),
  last_tx: z.string(),
  last_seq: z.string(),
  count: z.string(),
  leaves: z.instanceof(Buffer),
  root: z.string(),
  previous: z.string(),
  hash: z.string(),
  sealed_at: z.string(),
});
type Seal = z.infer<typeof sealRow>;

/** Nothing, and after it the first seal. */
const NOTHING = { no: '0', last_tx: '0', last_seq: '0', hash: BEFORE_FIRST };
type Before = Pick<Seal, 'no' | 'last_tx' | 'last_seq' | 'hash'>;

const SEALS = `
select s.no::text, s.first_tx::text, s.first_seq::text, s.last_tx::text, s.last_seq::text, s.count::text, s.leaves,
  encode(s.root, 'hex') as root, encode(s.previous, 'hex') as previous, encode(s.hash, 'hex') as hash,
  to_char(s.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as sealed_at
from data.audit_seal s order by s.no`;

const TAIL = `
select count(*)::text as count, to_char(min(e.at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') as oldest
from data.audit e where (e.tx, e.seq) > ($1::xid8, $2::bigint)`;
const tailRow = z.object({ count: z.string(), oldest: z.string().nullable() });

/** Rows that are held in memory at once: a seal has some 48 kB, an entry as much as its body. */
const SEALS_AT_ONCE = 16;
const ENTRIES_AT_ONCE = 500;

/** Reads everything there is; stops at the first fault. */
export async function verifyAudit(connection: Connection, anchors: readonly Anchor[] = []): Promise<Verified> {
  await connection.query('begin isolation level repeatable read, read only');
  try {
    const verified = await verifyIn(connection, anchors);
    await connection.query('commit');
    return verified;
  } catch (error) {
    await connection.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function verifyIn(connection: Connection, anchors: readonly Anchor[]): Promise<Verified> {
  const entries = new EntriesInOrder(connection, rowsOf(connection, 'entries', ENTRIES, ENTRIES_AT_ONCE));
  let before: Before = NOTHING;
  let [seals, count] = [0, 0];
  let fault: Fault | null = null;
  for await (const row of rowsOf(connection, 'seals', SEALS, SEALS_AT_ONCE)) {
    const seal = sealRow.parse(row);
    fault = faultOfSeal(seal, before, anchors) ?? (await entries.faultIn(seal, before));
    if (fault !== null) break;
    [before, seals, count] = [seal, seals + 1, count + Number(seal.count)];
  }
  fault ??= anchors.filter(({ no }) => no > seals).map(({ no }) => faultAt('ANCHOR_MISSING', no))[0] ?? null;
  const last = seals === 0 ? null : { no: seals, hash: before.hash };
  return { seals, entries: count, last, fault, tail: await tailOf(connection) };
}

/** Counted from the last seal there is, whatever is wrong with those before it. */
async function tailOf(connection: Connection): Promise<Verified['tail']> {
  const [row] = (await connection.query(`${SEALS} desc limit 1`)).rows;
  const end: Before = row === undefined ? NOTHING : sealRow.parse(row);
  const tail = tailRow.parse((await connection.query(TAIL, [end.last_tx, end.last_seq])).rows[0]);
  return { count: Number(tail.count), oldest: tail.oldest };
}

const faultAt = (what: Fault['what'], seal: number, entry: string | null = null): Fault => ({ what, seal, entry });

/** What is wrong with the seal itself, apart from the entries. */
function faultOfSeal(seal: Seal, before: Before, anchors: readonly Anchor[]): Fault | null {
  const no = Number(before.no) + 1;
  if (Number(seal.no) !== no) return faultAt('SEAL_MISSING', no);
  const isAsSealed =
    sha256(sealRecord(seal)).toString('hex') === seal.hash &&
    sha256(seal.leaves).toString('hex') === seal.root &&
    seal.leaves.length === Number(seal.count) * LEAF_BYTES;
  if (!isAsSealed) return faultAt('SEAL_CHANGED', no);
  if (seal.previous !== before.hash) return faultAt('SEAL_NOT_LINKED', no);
  const kept = anchors.find((anchor) => anchor.no === no && anchor.hash !== seal.hash);
  return kept === undefined ? null : faultAt('ANCHOR_DIFFERS', no);
}

const ENTRIES = `select ${ENTRY_LIST} from data.audit e order by e.tx, e.seq`;

/** The entries, walked through seal by seal. */
class EntriesInOrder {
  readonly #connection: Connection;
  readonly #rows: AsyncIterator<unknown>;
  /** Read, and not of a seal yet. */
  #next: Entry | null = null;

  constructor(connection: Connection, rows: AsyncIterator<unknown>) {
    this.#connection = connection;
    this.#rows = rows;
  }

  /** What is wrong with the entries up to where the seal ends. */
  async faultIn(seal: Seal, before: Before): Promise<Fault | null> {
    const no = Number(seal.no);
    const leaves = leavesOf(seal);
    for (const leaf of leaves) {
      const entry = await this.#upTo(seal);
      const id = leafId(leaf);
      if (entry?.id !== id) return this.#misplaced({ no, seal, before, leaves, id, found: entry });
      if (!leafOf(entry).equals(leaf)) return faultAt('ENTRY_CHANGED', no, id);
      this.#next = null;
    }
    const more = await this.#upTo(seal);
    return more === null ? null : faultAt('ENTRY_ADDED', no, more.id);
  }

  /** The next entry, unless it comes after the end of the seal. */
  async #upTo(seal: Seal): Promise<Entry | null> {
    if (this.#next === null) {
      const read = await this.#rows.next();
      this.#next = read.done === true ? null : (read.value as Entry);
    }
    const isOfSeal = this.#next !== null && !isAfter(this.#next, seal);
    return isOfSeal ? this.#next : null;
  }

  /** There is another entry than the one that was sealed at this place, or none: what became of that one? */
  async #misplaced(at: {
    readonly no: number;
    readonly seal: Seal;
    readonly before: Before;
    readonly leaves: readonly Buffer[];
    /** Which was sealed here. */
    readonly id: string;
    readonly found: Entry | null;
  }): Promise<Fault> {
    const { no, seal, before, leaves, id, found } = at;
    const { rows } = await this.#connection.query(`select ${ENTRY_LIST} from data.audit e where e.id = $1`, [id]);
    const [entry] = rows as Entry[];
    if (entry === undefined) return faultAt('ENTRY_MISSING', no, id);
    const isStranger = found !== null && !leaves.some((leaf) => leafId(leaf) === found.id);
    const isInRange = isAfter(entry, before) && !isAfter(entry, seal);
    return isStranger && isInRange ? faultAt('ENTRY_ADDED', no, found.id) : faultAt('ENTRY_MOVED', no, id);
  }
}

function isAfter(entry: Entry, { last_tx, last_seq }: Before): boolean {
  const [tx, last] = [BigInt(entry.tx), BigInt(last_tx)];
  return tx > last || (tx === last && BigInt(entry.seq) > BigInt(last_seq));
}

function leavesOf({ leaves, count }: Seal): Buffer[] {
  return Array.from({ length: Number(count) }, (_, i) => leaves.subarray(i * LEAF_BYTES, (i + 1) * LEAF_BYTES));
}

/** The rows of a statement, through a cursor. */
async function* rowsOf(connection: Connection, name: string, text: string, atOnce: number): AsyncGenerator {
  await connection.query(`declare ${name} no scroll cursor for ${text}`);
  for (;;) {
    const { rows } = await connection.query(`fetch ${atOnce} from ${name}`);
    yield* rows;
    if (rows.length < atOnce) return;
  }
}
