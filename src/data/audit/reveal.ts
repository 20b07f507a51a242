/** One entry with its protected values, for whoever may read keys: the owner of the database, and no role of the server. */
import { z } from 'zod';
import { ENTRY_LIST, type Entry } from './format.ts';
import type { Connection } from '../chore.ts';
import { decrypt, sealedPart, type ProtectedValues } from './subject-key.ts';

interface Revealed {
  readonly kind: string;
  readonly id: string;
  /** Null where the subject has been erased since. */
  readonly values: ProtectedValues | null;
}

interface RevealedEntry {
  readonly entry: Entry;
  /** Number of the seal that covers it; null where it is not sealed yet. */
  readonly seal: string | null;
  readonly protected: readonly Revealed[];
}

const keyRow = z.object({ key: z.instanceof(Buffer).nullable() });

/** Null where there is no such entry. */
export async function revealEntry(connection: Connection, id: string): Promise<RevealedEntry | null> {
  const { rows } = await connection.query(
    `select ${ENTRY_LIST}, (select min(s.no)::text from data.audit_seal s
       where (s.last_tx, s.last_seq) >= (e.tx, e.seq)) as seal
     from data.audit e where e.id = $1`,
    [id],
  );
  const [row] = rows as (Entry & { seal: string | null })[];
  if (row === undefined) return null;
  const { seal, ...entry } = row;
  const parts = z.array(sealedPart).parse(JSON.parse(entry.protected ?? '[]'));
  const revealed = [];
  for (const part of parts) {
    const { kind, id: subject } = part;
    revealed.push({ kind, id: subject, values: decrypt(part, id, await keyOf(connection, kind, subject)) });
  }
  return { entry, seal, protected: revealed };
}

async function keyOf(connection: Connection, kind: string, subject: string): Promise<Buffer | null> {
  const { rows } = await connection.query(
    'select key from data.subject_key where subject_type = $1 and subject_id = $2',
    [kind, subject],
  );
  return rows[0] === undefined ? null : keyRow.parse(rows[0]).key;
}
