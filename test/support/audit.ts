/** The audit as tests fill it, seal it, tamper with it and have it verified. */
import pg from 'pg';
import { auditCommand, readAsked } from '../../src/app/checks/audit-command.ts';
import { sealAll } from '../../src/data/audit/seals.ts';
import { clientConfig, type Database } from '../../src/data/database.ts';
import { UnitOfWork } from '../../src/data/unit-of-work.ts';
import type { Act } from '../../src/data/act.ts';
import type { Viewer } from '../../src/domain/access/viewer.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Actor } from './actor.ts';
import type { World } from './world.ts';
import { until } from './processes.ts';

export interface Said {
  readonly code: number;
  readonly said: string;
}

interface Place {
  readonly database: Database;
  readonly clock: Clock;
}

/** `npm run audit -- …words`. */
export async function audit({ database, clock }: Place, ...words: readonly string[]): Promise<Said> {
  const lines: string[] = [];
  const told = new AbortController().signal;
  const code = await auditCommand(database, readAsked(words), { clock, say: (line) => lines.push(line), told });
  return { code, said: lines.join('\n') };
}

/** One act of the actor, with a key of its own; it records that it was done, unless there is more to it. */
export async function act(world: World, actor: Actor, work: (act: Act) => Promise<void> = recorded): Promise<void> {
  if (actor.person === null) throw new Error('no person');
  const viewer: Viewer = {
    subject: { kind: 'PERSON', person: actor.person },
    ...{ credential: null, actingUnit: null, actingAlliance: null, locale: 'en', requestId: 'test' },
    now: world.clock.now(),
  };
  const command = { viewer, mutation: 'test', input: { idempotencyKey: world.key() } };
  await new UnitOfWork(world.exchange.orm).run(command, async (act) => {
    await work(act);
    return {};
  });
}

function recorded(act: Act): Promise<void> {
  act.record('test:done', 'unit', { id: act.unit });
  return Promise.resolve();
}

/** A connection of that role, closed with the world. */
export async function connected(world: World, role: 'owner' | 'writer' = 'writer'): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(world.database, role));
  client.on('error', () => undefined);
  await client.connect();
  world.defer(() => client.end().catch(() => undefined));
  return client;
}

/** Seals all there is, in as few seals as can be: what is under way in other databases of the server is waited for. */
export async function sealEverything(world: World): Promise<void> {
  await settled(world);
  const client = await connected(world);
  await sealAll(client, { now: world.clock.now(), isPatient: true });
  await client.end();
}

/** Waits until nothing that is still under way is older than what is written: all of it can be sealed. */
export async function settled(world: World): Promise<void> {
  await until(async () => {
    const [row] = await world.sql<{ is_over: boolean }>(
      'select not exists (select from data.audit e where e.tx >= pg_snapshot_xmin(pg_current_snapshot())) as is_over',
    );
    return row?.is_over === true;
  });
}

export async function unsealed(world: World): Promise<number> {
  const [row] = await world.sql<{ n: string }>(
    `select count(*) as n from data.audit e
     where not exists (select from data.audit_seal s where (s.last_tx, s.last_seq) >= (e.tx, e.seq))`,
  );
  return Number(row?.n);
}

/** Runs statements as somebody who has taken every fence away: a superuser for whom no trigger fires. */
export async function unfenced(world: World, ...statements: readonly string[]): Promise<void> {
  await world.sql("set session_replication_role = 'replica'");
  try {
    for (const statement of statements) await world.sql(statement);
  } finally {
    await world.sql("set session_replication_role = 'origin'");
  }
}
