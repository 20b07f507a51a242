/** What is hashed, byte for byte, as docs/audit.md tells it: whoever follows that page comes to the same hashes. */
import { createHash } from 'node:crypto';

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Every column of an entry in the order of its record, and how PostgreSQL spells it. */
export const ENTRY_COLUMNS = {
  id: 'e.id::text',
  tx: 'e.tx::text',
  seq: 'e.seq::text',
  at: instant('e.at'),
  person_id: 'e.person_id::text',
  app_id: 'e.app_id::text',
  unit_id: 'e.unit_id::text',
  alliance_id: 'e.alliance_id::text',
  action: 'e.action',
  subject_type: 'e.subject_type',
  subject_id: 'e.subject_id::text',
  body: 'e.body::text',
  request_id: 'e.request_id',
  protected: 'e.protected::text',
} as const;

type EntryColumn = keyof typeof ENTRY_COLUMNS;

/** An entry as it is stored: every value in the spelling of `ENTRY_COLUMNS`. */
export type Entry = Readonly<Record<EntryColumn, string | null>> & {
  readonly id: string;
  readonly tx: string;
  readonly seq: string;
  readonly at: string;
};

/** The select list of an entry `e`. */
export const ENTRY_LIST = Object.entries(ENTRY_COLUMNS)
  .map(([name, spelled]) => `${spelled} as ${name}`)
  .join(', ');

const lineOf = ([name, spelled]: [name: string, spelled: string]): string =>
  `'${name} ' || octet_length(${spelled}) || ' ' || ${spelled} || E'\\n'`;

/** What `leafOf` makes of an entry `e`, made where the entry is: of what is null `concat` makes no line. */
export const LEAF = `uuid_send(e.id) || sha256(convert_to(concat('qinlin audit entry' || E'\\n',
  ${Object.entries(ENTRY_COLUMNS).map(lineOf).join(',\n  ')}), 'UTF8'))`;

/** Of one seal, in the spelling of its record. */
export interface SealFields {
  readonly no: string;
  readonly first_tx: string;
  readonly first_seq: string;
  readonly last_tx: string;
  readonly last_seq: string;
  readonly count: string;
  /** Hexadecimal, as `previous`. */
  readonly root: string;
  readonly previous: string;
  /** UTC, in milliseconds. */
  readonly sealed_at: string;
}

const SEAL_ORDER: readonly (keyof SealFields)[] = [
  ...(['no', 'first_tx', 'first_seq', 'last_tx', 'last_seq'] as const),
  ...(['count', 'root', 'previous', 'sealed_at'] as const),
];

/** Bytes of an entry's id and of its hash among the leaves of a seal. */
const ID_BYTES = 16;
export const LEAF_BYTES = ID_BYTES + 32;

/** What the first seal has for the hash of the one before it. */
export const BEFORE_FIRST = '0'.repeat(64);

export const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** A title, then a line for each value that is there: its name, its length in bytes, itself. */
function record(title: string, fields: readonly (readonly [name: string, value: string | null])[]): string {
  const lines = fields.flatMap(([name, value]) =>
    value === null ? [] : [`${name} ${Buffer.byteLength(value)} ${value}\n`],
  );
  return `${title}\n${lines.join('')}`;
}

export function entryRecord(entry: Entry): string {
  const names = Object.keys(ENTRY_COLUMNS) as EntryColumn[];
  return record(
    'qinlin audit entry',
    names.map((name) => [name, entry[name]]),
  );
}

export function sealRecord(seal: SealFields): string {
  return record(
    'qinlin audit seal',
    SEAL_ORDER.map((name) => [name, seal[name]]),
  );
}

/** What a seal keeps of an entry: its id and the hash of its record. */
export function leafOf(entry: Entry): Buffer {
  return Buffer.concat([Buffer.from(entry.id.replaceAll('-', ''), 'hex'), sha256(entryRecord(entry))]);
}

/** The id a leaf is of, as PostgreSQL spells it. */
export function leafId(leaf: Buffer): string {
  return leaf.toString('hex', 0, ID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
