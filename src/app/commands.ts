/** The commands of the house. Each ends with a code: 0 when it did what it says. */
import { DatabaseError, openDatabase } from '../data/open.ts';
import { EmbeddedServerError } from '../data/embedded/binaries.ts';
import { migrate } from '../data/orm.ts';
import { CloseStack } from '../platform/close-stack.ts';
import { ConfigError, configFromEnvironment, type Config } from '../platform/config.ts';
import { databaseCommand } from './checks/database-command.ts';
import { schemaCommand } from './checks/schema-command.ts';
import { serve } from './serve.ts';
import { TourError } from './tour/stage.ts';
import { tour } from './tour/tour.ts';

type Command = (rest: readonly string[], config: () => Config) => Promise<number> | number;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

const table: Readonly<Record<string, readonly [description: string, command: Command]>> = {
  serve: ['启动服务 runs the exchange', async (_rest, config) => done(serve(config(), say))],
  migrate: ['升级数据库 brings the database up to date', async (_rest, config) => done(migrateOnly(config()))],
  tour: ['演示导览 plays the tour on a running server', (_rest, config) => tour(config(), say)],
  schema: ['打印 schema/ prints schema/; --check compares', (rest) => schemaCommand(rest.includes('--check'), say)],
  database: [
    '打印 schema.sql prints schema.sql; --check compares',
    (rest) => databaseCommand(rest.includes('--check'), say),
  ],
};

async function done(work: Promise<void>): Promise<number> {
  await work;
  return 0;
}

async function migrateOnly(config: Config): Promise<void> {
  await using stack = new CloseStack();
  const names = await migrate(await openDatabase(config, stack));
  say(names.length === 0 ? '数据库已是最新。 The database is up to date.' : names.join('\n'));
}

export const commands = {
  async run(name: string, rest: readonly string[]): Promise<number> {
    const [, command] = table[name] ?? [];
    if (command === undefined) {
      complain(usage(name));
      return 2;
    }
    try {
      return await command(rest, () => configFromEnvironment());
    } catch (error) {
      complain(explain(error));
      return 1;
    }
  },
};

function usage(name: string): string {
  const lines = Object.entries(table).map(([command, [description]]) => `  ${command.padEnd(10)} ${description}`);
  return [`没有命令“${name}”。 There is no command "${name}".`, ...lines].join('\n');
}

/** Foreseen errors say what to do; anything else is a bug, and its stack is what we need to be told. */
function explain(error: unknown): string {
  const isForeseen = [ConfigError, DatabaseError, EmbeddedServerError, TourError].some(
    (foreseen) => error instanceof foreseen,
  );
  if (isForeseen && error instanceof Error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
