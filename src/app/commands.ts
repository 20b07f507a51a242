/**
 * The commands of the house. Each ends with a code: 0 when it did what it says. What only one of them needs is loaded when that
 * is run: the whole house takes a second or two, and most of them do without.
 */
import { DatabaseError } from '../data/connect-failures.ts';
import { EmbeddedServerError } from '../data/embedded/error.ts';
import type { Database } from '../data/database.ts';
import { openDatabase } from '../data/open.ts';
import { systemClock } from '../platform/clock.ts';
import { CloseStack } from '../platform/close-stack.ts';
import { ConfigError, configFromEnvironment, homeFromEnvironment, type Config } from '../platform/config.ts';
import { prepareHome } from '../platform/home.ts';
import { loggable } from '../platform/loggable.ts';
import { listenForStop, step, StoppedError, type Stop } from '../platform/stop.ts';
import { auditCommand, readAsked } from './checks/audit-command.ts';
import { loadAreas, readKept } from './areas.ts';
import { partNames } from './part-names.ts';
import { loadReference } from './reference.ts';
import { TourError } from './tour/stage.ts';

type Command = (rest: readonly string[]) => Promise<number> | number;

interface Entry {
  readonly npm: string;
  readonly does: string;
  readonly run: Command;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

const table: Readonly<Record<string, Entry>> = {
  serve: {
    npm: 'npm start',
    does: `启动服务 runs the exchange; npm start -- <part> one part of it as a subgraph: ${partNames.join(', ')}`,
    run: ([part]) => done(serveAll(configFromEnvironment(), partOf(part), listenForStop(say))),
  },
  migrate: {
    npm: 'npm run migrate',
    does: '升级数据库 brings the database up to date',
    run: () => done(migrateOnly(configFromEnvironment(), listenForStop(say))),
  },
  audit: {
    npm: 'npm run audit',
    does: '核验审计链 verifies the audit; -- --seal, --anchor <no>:<hash>, --entry <id>',
    run: (rest) => audit(configFromEnvironment(), rest, listenForStop(say)),
  },
  ledger: {
    npm: 'npm run ledger',
    does: '核对台账 checks that accounts stand as their entries have it',
    run: () => ledger(configFromEnvironment(), listenForStop(say)),
  },
  invite: {
    npm: 'npm run invite',
    does: '邀请第一位单位管理员 invites an administrator; -- <unit id> ADMINISTRATOR <name>',
    run: (rest) => done(invite(configFromEnvironment(), rest, listenForStop(say))),
  },
  reference: {
    npm: 'npm run reference',
    does: '载入行政区划、术语与节假日 loads what an exchange starts from: divisions, vocabularies and holidays of data/',
    run: () => done(reference(configFromEnvironment(), listenForStop(say))),
  },
  areas: {
    npm: 'npm run areas',
    does: '载入行政区划 loads the divisions of data/areas; -- <area code> <unit id> says which unit looks after one',
    run: (rest) => done(areas(configFromEnvironment(), rest, listenForStop(say))),
  },
  calendar: {
    npm: 'npm run calendar',
    does: '载入节假日安排 loads the statutory holidays and make-up workdays of data/calendar',
    run: () => done(calendar(configFromEnvironment(), listenForStop(say))),
  },
  tour: {
    npm: 'npm run tour',
    does: '演示导览 plays the tour on a running server',
    run: async () => {
      const home = homeFromEnvironment();
      const { tour } = await import('./tour/tour.ts');
      return tour(home, say);
    },
  },
  schema: {
    npm: 'npm run schema',
    does: '打印 schema/ 与 docs/states.md prints schema/ and docs/states.md; --check compares',
    run: async (rest) => {
      const { schemaCommand } = await import('./checks/schema-command.ts');
      return schemaCommand(rest.includes('--check'), say);
    },
  },
  database: {
    npm: 'npm run database',
    does: '打印 schema.sql prints schema.sql; --check compares',
    run: async (rest) => {
      const { databaseCommand } = await import('./checks/database-command.ts');
      return databaseCommand(rest.includes('--check'), say, listenForStop(say));
    },
  },
};

function partOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (partNames.includes(name)) return name;
  const parts = partNames.join(', ');
  throw new ConfigError([
    `serve: 没有“${name}”这一部分，可选 ${parts}。 There is no part "${name}": choose one of ${parts}.`,
  ]);
}

async function done(work: Promise<void>): Promise<number> {
  await work;
  return 0;
}

async function serveAll(config: Config, part: string | null, stop: Stop): Promise<void> {
  const { serve } = await import('./serve.ts');
  await serve(config, part, say, stop);
}

/** Works on the database that is configured; in an embedded one that is being served too, where it may join. */
async function onDatabase<T>(
  config: Config,
  stop: Stop,
  work: (database: Database) => Promise<T>,
  mayJoin = true,
): Promise<T> {
  await using stack = new CloseStack();
  if (config.databaseUrl === null) prepareHome(config.home);
  return await work(await step(stop.told, openDatabase(config, stack, { stop, mayJoin })));
}

async function migrateOnly(config: Config, stop: Stop): Promise<void> {
  const migrated = async (database: Database) => (await import('../data/orm.ts')).migrate(database);
  const names = await onDatabase(config, stop, migrated, false);
  say(names.length === 0 ? '数据库已是最新。 The database is up to date.' : names.join('\n'));
}

async function audit(config: Config, rest: readonly string[], stop: Stop): Promise<number> {
  const asked = readAsked(rest);
  const { told } = stop;
  return onDatabase(config, stop, (database) => auditCommand(database, asked, { clock: systemClock, say, told }));
}

async function ledger(config: Config, stop: Stop): Promise<number> {
  const { ledgerCommand } = await import('./checks/ledger-command.ts');
  return onDatabase(config, stop, (database) => step(stop.told, ledgerCommand(database, { clock: systemClock, say })));
}

async function invite(config: Config, rest: readonly string[], stop: Stop): Promise<void> {
  const { inviteFirst, readInvited } = await import('./invite.ts');
  const wanted = readInvited(rest);
  const now = systemClock.now();
  await onDatabase(config, stop, (database) => step(stop.told, inviteFirst(database, wanted, now, say)));
}

async function areas(config: Config, rest: readonly string[], stop: Stop): Promise<void> {
  const kept = readKept(rest);
  say(await onDatabase(config, stop, (database) => step(stop.told, loadAreas(database, kept))));
}

async function calendar(config: Config, stop: Stop): Promise<void> {
  const { loadCalendar } = await import('./calendar.ts');
  say(await onDatabase(config, stop, (database) => step(stop.told, loadCalendar(database, systemClock.now()))));
}

async function reference(config: Config, stop: Stop): Promise<void> {
  const { loadCalendar } = await import('./calendar.ts');
  await onDatabase(config, stop, async (database) => {
    say(await step(stop.told, loadReference(database)));
    say(await step(stop.told, loadCalendar(database, systemClock.now())));
  });
}

const HELP = new Set(['help', '--help', '-h']);

// `main.ts` loads it when it knows that this Node will do, in a way that the tool does not follow.
// ts-unused-exports:disable-next-line
export const commands = {
  async run(name: string, rest: readonly string[]): Promise<number> {
    if ([name, ...rest].some((word) => HELP.has(word))) {
      say(usage());
      return 0;
    }
    const command = Object.hasOwn(table, name) ? table[name] : undefined;
    if (command === undefined) {
      complain(`没有命令“${name}”。 There is no command "${name}".\n${usage()}`);
      return 2;
    }
    try {
      return await command.run(rest);
    } catch (error) {
      // It was told to stop, and did not do what it says.
      if (error instanceof StoppedError) return 1;
      complain(explain(error));
      return 1;
    }
  },
};

function usage(): string {
  const lines = Object.values(table).map(({ npm, does }) => `  ${npm.padEnd(18)} ${does}`);
  return ['命令 Commands:', ...lines, '设置见 settings: docs/configuration.md'].join('\n');
}

/** Foreseen errors say what to do; anything else is a bug, and we need to be told where it arose. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isForeseen = [ConfigError, DatabaseError, EmbeddedServerError, TourError].some(
    (foreseen) => error instanceof foreseen,
  );
  if (isForeseen) return error.message;
  return aboutFiles(error) ?? JSON.stringify(loggable(error), null, 2).replaceAll('\\n', '\n');
}

const ABOUT_FILES = /^(EACCES|EPERM|EROFS|ENOSPC|EDQUOT)$/;

/** A file that the system does not let us have: whose it is, or how full the disk is, is not for us to mend. */
function aboutFiles(error: Error): string | null {
  if (!('code' in error && 'path' in error && ABOUT_FILES.test(String(error.code)))) return null;
  const what = `${String(error.path)} (${String(error.code)})`;
  return `无法读写 ${what}，请检查所有者、权限与磁盘空间。 ${what} cannot be read or written: check its owner, its permissions and the room on the disk.`;
}
