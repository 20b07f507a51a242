/**
 * The bytes of files, in parts in the database (docs/decisions/0052): written as they come, before there is a file, and read
 * part by part under the policies, so that neither a slow upload nor a slow download holds a connection.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Viewer } from '../domain/access/viewer.ts';
import { LARGEST_FILE, LOOKED_AT } from '../domain/file.ts';
import { AuthenticationError } from '../platform/identity/identity.ts';
import { clientConfig, type Database } from './database.ts';
import { failureOf } from './failures.ts';
import { entryOf, onClient } from './readers.ts';

const PART = 262_144;

/** Of its own, for either way: however many files go in and out, queries and acts find their connections free. */
const CLIENTS = 2;

export class FileTooLargeError extends Error {
  override readonly name = 'FileTooLargeError';
}

/** What was written: enough to say what it is. */
export interface Written {
  readonly size: number;
  readonly sha256: string;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

interface FoundFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

const WRITE = 'insert into data.file_part (file_id, no, bytes, written_at) values ($1, $2, $3, $4::timestamptz)';

const FORGET = 'select data.forget_upload($1)';

const ENTER = 'select problem from rights.enter($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::timestamptz)';

const FIND = 'select name, media_type as "mediaType", size, sha256 from data.file where id = $1';

const READ = 'select bytes from data.file_part where file_id = $1 and no = $2';

const on: typeof onClient = (pool, work) =>
  onClient(pool, work).catch((cause: unknown) => {
    throw failureOf(cause);
  });

export class Files implements AsyncDisposable {
  readonly #writers: pg.Pool;
  readonly #readers: pg.Pool;

  constructor(database: Database) {
    const poolOf = (role: 'writer' | 'guarded'): pg.Pool => {
      const pool = new pg.Pool({ ...clientConfig(database, role), max: CLIENTS });
      // An idle connection that the server closes is replaced on the next use.
      pool.on('error', () => undefined);
      return pool;
    };
    this.#writers = poolOf('writer');
    this.#readers = poolOf('guarded');
  }

  /**
   * Keeps the bytes under an id that no file has yet; none of them where they break off. Throws `FileTooLargeError`, and reads no
   * further then.
   */
  async write(id: string, bytes: AsyncIterable<Uint8Array>, now: Date): Promise<Written> {
    try {
      return await this.#write(id, bytes, now);
    } catch (error) {
      await this.forget(id);
      throw error;
    }
  }

  /**
   * Deletes bytes of which no file came to be. Where the database is away meanwhile a chore does so later: why it came to nothing
   * matters more.
   */
  async forget(id: string): Promise<void> {
    await on(this.#writers, (client) => client.query(FORGET, [id])).catch(() => undefined);
  }

  async #write(id: string, bytes: AsyncIterable<Uint8Array>, now: Date): Promise<Written> {
    const hash = createHash('sha256');
    let [size, no] = [0, 0];
    let [head, tail, pending]: [Uint8Array, Uint8Array, Buffer] = [Buffer.of(), Buffer.of(), Buffer.of()];
    const keep = async (part: Buffer): Promise<void> => {
      await on(this.#writers, (client) => client.query(WRITE, [id, no, part, now.toISOString()]));
      no += 1;
    };
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > LARGEST_FILE) throw new FileTooLargeError('the file is too large');
      hash.update(chunk);
      if (head.length < LOOKED_AT) head = Buffer.concat([head, chunk]).subarray(0, LOOKED_AT);
      tail = Buffer.concat([tail, chunk]).subarray(-LOOKED_AT);
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= PART) {
        await keep(pending.subarray(0, PART));
        pending = pending.subarray(PART);
      }
    }
    if (pending.length > 0) await keep(pending);
    return { size, sha256: hash.digest('hex'), head, tail };
  }

  /** The file, as far as the viewer sees it; null where they do not, or its day is past. */
  async find(viewer: Viewer, id: string): Promise<FoundFile | null> {
    const [found] = await this.#read<FoundFile>(viewer, FIND, [id]);
    return found ?? null;
  }

  /** The bytes of a file that was found; rights are asked anew for each part, at the instant of the viewer. */
  async *bytes(viewer: Viewer, id: string): AsyncGenerator<Buffer, void> {
    for (let no = 0; ; no += 1) {
      const [part] = await this.#read<{ bytes: Buffer }>(viewer, READ, [id, no]);
      if (part === undefined) return;
      yield part.bytes;
    }
  }

  async #read<Row extends pg.QueryResultRow>(viewer: Viewer, text: string, values: unknown[]): Promise<Row[]> {
    const { problem, rows } = await on(this.#readers, async (client) => {
      await client.query('begin');
      const entered = await client.query<{ problem: string | null }>(ENTER, entryOf(viewer));
      const found = await client.query<Row>(text, values);
      await client.query('commit');
      return { problem: entered.rows[0]?.problem, rows: found.rows };
    });
    if (problem === 'CREDENTIAL_ENDED') throw new AuthenticationError('the key or login has ended');
    return rows;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#writers.end(), this.#readers.end()]);
  }
}
