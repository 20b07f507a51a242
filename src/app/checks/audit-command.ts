/** `npm run audit`: whether the audit is as it was sealed, and what an entry of it says under protection. */
import { parseArgs } from 'node:util';
import { revealEntry } from '../../data/audit/reveal.ts';
import { sealAll } from '../../data/audit/seals.ts';
import type { Connection } from '../../data/chore.ts';
import { verifyAudit, type Anchor, type Fault, type Verified } from '../../data/audit/verify.ts';
import { DatabaseError } from '../../data/connect-failures.ts';
import type { Database } from '../../data/database.ts';
import { withOwner } from '../../data/open.ts';
import { subjectNamedBy } from '../../domain/access/data-subject.ts';
import { globalId, parseId } from '../../domain/ids.ts';
import type { IdKind } from '../../domain/kinds.ts';
import type { Clock } from '../../platform/clock.ts';
import { ConfigError } from '../../platform/config.ts';

type Say = (text: string) => void;

interface Asked {
  readonly isToSeal: boolean;
  readonly anchors: readonly Anchor[];
  /** Id of the entry that is to be shown; null where the chain is to be verified. */
  readonly entry: string | null;
}

interface Surroundings {
  readonly clock: Clock;
  readonly say: Say;
  /** Nothing more is asked of the database once it fires. */
  readonly told: AbortSignal;
}

/** 0 where all is well; 1 where the chain is at fault or the entry is not there. */
export function auditCommand(database: Database, asked: Asked, surroundings: Surroundings): Promise<number> {
  const { told } = surroundings;
  return withOwner(database, async (client) => {
    const connection: Connection = {
      query: async (text, values) => {
        told.throwIfAborted();
        return client.query(text, values);
      },
    };
    await mustBeThere(connection);
    return asked.entry === null ? verify(connection, asked, surroundings) : show(connection, asked.entry, surroundings);
  });
}

async function mustBeThere(connection: Connection): Promise<void> {
  const { rows } = await connection.query("select from pg_class where oid = to_regclass('data.audit_seal')");
  if (rows.length > 0) return;
  throw new DatabaseError(
    '数据库尚未升级，请先运行 npm run migrate。 The database is not up to date: run npm run migrate first.',
  );
}

async function verify(connection: Connection, asked: Asked, { clock, say }: Surroundings): Promise<number> {
  if (asked.isToSeal) {
    const sealed = await sealAll(connection, { now: clock.now(), isPatient: true });
    say(`已封存 ${sealed} 条记录。 Sealed just now: ${sealed} entries.`);
  }
  const verified = await verifyAudit(connection, asked.anchors);
  const { seals, entries, fault, last, tail } = verified;
  if (fault === null) {
    say(
      `审计链完好：${seals} 个封条，${entries} 条记录。 The audit chain is good: ${entries} entries in ${seals} seals.`,
    );
  } else {
    say(faultLine(fault));
    say(
      `此前完好：${seals} 个封条，${entries} 条记录。 What comes before that is good: ${entries} entries in ${seals} seals.`,
    );
  }
  say(tailLine(tail));
  if (fault === null && last !== null) {
    say(`最后的封条，请另行保存。 The last seal, to be kept elsewhere: --anchor ${last.no}:${last.hash}`);
  }
  return fault === null ? 0 : 1;
}

function tailLine({ count, oldest }: Verified['tail']): string {
  if (oldest === null) return '没有未封存的记录。 Nothing is unsealed.';
  return `尚未封存 ${count} 条，最早的一条为 ${oldest}。 Not sealed yet: ${count} entries, the oldest of ${oldest}.`;
}

const faultWords: Readonly<Record<Fault['what'], readonly [zh: string, en: string]>> = {
  SEAL_MISSING: ['该封条不存在', 'the seal is missing'],
  SEAL_CHANGED: ['封条内容与其哈希不符', 'the seal does not fit its own hash'],
  SEAL_NOT_LINKED: ['封条与前一封条不衔接', 'the seal does not follow from the one before it'],
  ANCHOR_MISSING: ['锚点所指的封条不存在', 'the seal that the anchor names is missing'],
  ANCHOR_DIFFERS: ['封条与锚点不同，链已被改写', 'the seal is not the one of the anchor: the chain was rewritten'],
  ENTRY_CHANGED: ['记录与封存时不同', 'the entry is not as it was sealed'],
  ENTRY_MISSING: ['已封存的记录不存在', 'the entry was sealed and is missing'],
  ENTRY_ADDED: ['记录不在封条之内，是后来加入的', 'the entry was added among what was sealed'],
  ENTRY_MOVED: ['记录不在封存时的位置', 'the entry is not where it was sealed'],
};

function faultLine({ what, seal, entry }: Fault): string {
  const [zh, en] = faultWords[what];
  const id = entry === null ? null : globalId('audit', entry);
  const [where, place] = id === null ? ['', ''] : [`，记录 ${id}`, `, entry ${id}`];
  return `审计链有误：第 ${seal} 号封条${where}：${zh}。 The audit chain is at fault: seal ${seal}${place}: ${en}.`;
}

async function show(connection: Connection, id: string, { say }: Surroundings): Promise<number> {
  const revealed = await revealEntry(connection, id);
  const name = globalId('audit', id);
  if (revealed === null) {
    say(`没有审计记录 ${name}。 There is no audit entry ${name}.`);
    return 1;
  }
  const { entry, seal } = revealed;
  const subject = globalId(entry.subject_type as IdKind, entry.subject_id ?? '');
  say(`${name} ${entry.at} ${String(entry.action)} ${subject}`);
  say(seal === null ? '尚未封存。 Not sealed yet.' : `封条 ${seal}。 Sealed in seal ${seal}.`);
  for (const { kind, id: of, values } of revealed.protected) {
    const named = globalId((subjectNamedBy as Readonly<Record<string, IdKind>>)[kind] ?? 'person', of);
    say(`${kind} ${named}: ${values === null ? '已擦除 erased' : JSON.stringify(values)}`);
  }
  if (revealed.protected.length === 0) say('没有受保护的值。 It has no protected values.');
  return 0;
}

/** What the words after the command ask for. Throws `ConfigError`. */
export function readAsked(words: readonly string[]): Asked {
  const { seal, anchor, entry } = optionsOf(words);
  return {
    isToSeal: seal ?? false,
    anchors: (anchor ?? []).map(readAnchor),
    entry: entry === undefined ? null : readEntry(entry),
  };
}

interface Options {
  readonly seal?: boolean;
  readonly anchor?: string[];
  readonly entry?: string;
}

function optionsOf(words: readonly string[]): Options {
  const options = {
    seal: { type: 'boolean' },
    anchor: { type: 'string', multiple: true },
    entry: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...words], options, strict: true }).values;
  } catch {
    throw new ConfigError([
      'audit: 可用的选项为 --seal、--anchor <编号>:<哈希>、--entry <记录>。 The options are --seal, --anchor <number>:<hash> and --entry <id>.',
    ]);
  }
}

function readAnchor(text: string): Anchor {
  const [, no = '', hash = ''] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (hash !== '') return { no: Number(no), hash };
  throw new ConfigError([
    `--anchor: “${text}”须为 <编号>:<64 位十六进制哈希>。 "${text}" must be <number>:<hash of 64 hexadecimal digits>.`,
  ]);
}

function readEntry(text: string): string {
  try {
    return parseId('audit', text);
  } catch {
    throw new ConfigError([`--entry: “${text}”不是审计记录的编号。 "${text}" is not the id of an audit entry.`]);
  }
}
