/** env → Config, once, with every error at once and in both languages. Nothing else reads `process.env`. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

export interface Config {
  readonly mode: 'demo' | 'production';
  readonly host: string;
  readonly port: number;
  /** Absent: the embedded PostgreSQL of `home`. */
  readonly databaseUrl: string | null;
  /** Folder of the embedded database, of `demo.json` and of the demo secret. */
  readonly home: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly introspection: boolean;
  /** Off for poolers that cannot keep prepared statements. */
  readonly namedStatements: boolean;
  readonly statementTimeoutMs: number;
  readonly readers: number;
  readonly writers: number;
  /** How long requests under way may take to end after SIGTERM. */
  readonly drainMs: number;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['配置有误 Configuration errors:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
    this.problems = problems;
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** Whether the name, without a port, is one of this machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host.toLowerCase());

const both = (zh: string, en: string): string => `${zh} ${en}`;

const whole = (min: number, max: number): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d{1,9}$/, both('须为整数。', 'must be a whole number.'))
    .transform(Number)
    .refine((n) => n >= min && n <= max, both(`须在 ${min} 与 ${max} 之间。`, `must be from ${min} to ${max}.`));

const oneOf = <T extends string>(...values: readonly [T, ...T[]]): z.ZodType<T> =>
  z.enum(values, both(`须为 ${values.join(' | ')} 之一。`, `must be one of ${values.join(' | ')}.`));

const postgresUrl = z.string().refine(
  (text) => {
    const protocol = URL.canParse(text) ? new URL(text).protocol : '';
    return protocol === 'postgres:' || protocol === 'postgresql:';
  },
  both('须形如 postgres://用户:口令@主机:端口/库名。', 'must look like postgres://user:password@host:port/database.'),
);

const variables = z.object({
  PORT: whole(0, 65535).optional(),
  HOST: z.string().min(1).optional(),
  DATABASE_URL: postgresUrl.optional(),
  QINLIN_MODE: oneOf('demo', 'production').optional(),
  QINLIN_HOME: z.string().min(1).optional(),
  QINLIN_LOG_LEVEL: oneOf('debug', 'info', 'warn', 'error', 'silent').optional(),
  QINLIN_INTROSPECTION: oneOf('on', 'off').optional(),
  QINLIN_NAMED_STATEMENTS: oneOf('on', 'off').optional(),
  QINLIN_STATEMENT_TIMEOUT_MS: whole(100, 600_000).optional(),
  QINLIN_READERS: whole(1, 64).optional(),
  QINLIN_WRITERS: whole(1, 200).optional(),
  QINLIN_DRAIN_MS: whole(0, 600_000).optional(),
  QINLIN_SCALE: z
    .string()
    .regex(
      /^(0|1|0?\.\d+)$/,
      both('须为 0 至 1 的数（仅测试使用）。', 'must be a number from 0 to 1; only tests read it.'),
    )
    .optional(),
});

/** Names that the tests read; everything else leaves them alone. */
const ELSEWHERE = /^QINLIN_TEST_(DATABASE_URL|UPDATE|LOG|RUN)$/;

export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const known = Object.keys(variables.shape);
  const given = Object.fromEntries(known.map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const parsed = variables.safeParse(given);
  const problems = Object.keys(env)
    .filter((name) => name.startsWith('QINLIN_') && !known.includes(name) && !ELSEWHERE.test(name))
    .map((name) => `${name}: ${both('没有这个配置项。', 'there is no such setting.')}`);
  for (const issue of parsed.error?.issues ?? []) problems.push(`${issue.path.join('.')}: ${issue.message}`);
  const config = parsed.success ? toConfig(parsed.data) : null;
  if (config !== null) problems.push(...contradictions(config));
  if (config === null || problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** The configuration of this process. */
export const configFromEnvironment = (): Config => parseConfig(process.env);

/** The home folder alone, for what needs no other setting. */
export const homeFromEnvironment = (): string => homeOf(process.env['QINLIN_HOME']);

/** An empty name is none. */
const homeOf = (given: string | undefined): string => resolve(given === undefined || given === '' ? '.qinlin' : given);

function toConfig(v: z.infer<typeof variables>): Config {
  const mode = v.QINLIN_MODE ?? (v.DATABASE_URL === undefined ? 'demo' : 'production');
  const isDemo = mode === 'demo';
  return {
    mode,
    host: v.HOST ?? (isDemo ? '127.0.0.1' : '0.0.0.0'),
    port: v.PORT ?? 4000,
    databaseUrl: v.DATABASE_URL ?? null,
    home: homeOf(v.QINLIN_HOME),
    logLevel: v.QINLIN_LOG_LEVEL ?? (isDemo ? 'warn' : 'info'),
    introspection: (v.QINLIN_INTROSPECTION ?? (isDemo ? 'on' : 'off')) === 'on',
    namedStatements: v.QINLIN_NAMED_STATEMENTS !== 'off',
    statementTimeoutMs: v.QINLIN_STATEMENT_TIMEOUT_MS ?? 10_000,
    readers: v.QINLIN_READERS ?? Math.min(8, Math.max(2, availableParallelism())),
    writers: v.QINLIN_WRITERS ?? 10,
    drainMs: v.QINLIN_DRAIN_MS ?? 10_000,
  };
}

function contradictions(config: Config): string[] {
  const problems: string[] = [];
  if (config.mode === 'demo' && !isLoopback(config.host)) {
    problems.push(
      `HOST: ${both('演示模式只能监听本机回环地址（演示令牌人人可见）。', 'demo mode listens on loopback only, because its tokens are known to all.')}`,
    );
  }
  if (config.mode === 'production' && config.databaseUrl === null) {
    problems.push(
      `DATABASE_URL: ${both('生产模式须指定 PostgreSQL（15 至 18）。', 'production mode needs a PostgreSQL (15 to 18) of its own.')}`,
    );
  }
  return problems;
}
