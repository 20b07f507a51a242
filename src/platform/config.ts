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
  /** How many megabytes of files a unit may keep at a time. */
  readonly unitFilesMb: number;
  /** How long requests under way may take to end after SIGTERM. */
  readonly drainMs: number;
  /** The OpenID provider whose access tokens are trusted; null: none is. */
  readonly oidc: {
    /** As its tokens spell it in `iss`. */
    readonly issuer: string;
    /** As its tokens for this service spell it in `aud`. */
    readonly audience: string;
    /** Absent: as its discovery document says. */
    readonly jwksUrl: string | null;
  } | null;
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

/** Whether what is fetched from there cannot be read or changed on its way: https, or http on this machine alone. */
export function isSecureUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

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

const secureUrl = z
  .string()
  .refine(
    (text) => isSecureUrl(text) && new URL(text).username === '' && !text.includes('#'),
    both(
      '须为 https 地址（本机回环地址可用 http），不含用户名、口令与 #。',
      'must be an https address (http on loopback), without user, password and #.',
    ),
  );

/** OpenID Connect Discovery 1.0, section 2: an issuer has no query. */
const issuerUrl = secureUrl.refine(
  (text) => !text.includes('?'),
  both('不得含有查询部分（?）。', 'must have no query (?).'),
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
  QINLIN_UNIT_FILES_MB: whole(20, 1_000_000).optional(),
  QINLIN_DRAIN_MS: whole(0, 600_000).optional(),
  QINLIN_OIDC_ISSUER: issuerUrl.optional(),
  QINLIN_OIDC_AUDIENCE: z.string().max(255, both('最多 255 个字符。', 'may have 255 characters at most.')).optional(),
  QINLIN_OIDC_JWKS_URL: secureUrl.optional(),
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
  if (parsed.success) problems.push(...halves(parsed.data));
  if (config === null || problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** The configuration of this process. */
export const configFromEnvironment = (): Config => parseConfig(process.env);

/** The home folder alone, for what needs no other setting. */
export const homeFromEnvironment = (): string => homeOf(process.env['QINLIN_HOME']);

/** An empty name is none. */
const homeOf = (given: string | undefined): string => resolve(given === undefined || given === '' ? '.qinlin' : given);

type Variables = z.infer<typeof variables>;

function toConfig(v: Variables): Config {
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
    unitFilesMb: v.QINLIN_UNIT_FILES_MB ?? 1024,
    drainMs: v.QINLIN_DRAIN_MS ?? 10_000,
    oidc: oidcOf(v),
  };
}

function oidcOf(v: Variables): Config['oidc'] {
  const { QINLIN_OIDC_ISSUER: issuer, QINLIN_OIDC_AUDIENCE: audience, QINLIN_OIDC_JWKS_URL: jwksUrl } = v;
  return issuer === undefined || audience === undefined ? null : { issuer, audience, jwksUrl: jwksUrl ?? null };
}

/** An issuer without an audience would trust tokens that were made for others. */
function halves(v: Variables): string[] {
  const [issuer, audience, keys] = ['QINLIN_OIDC_ISSUER', 'QINLIN_OIDC_AUDIENCE', 'QINLIN_OIDC_JWKS_URL'] as const;
  const lacks = (name: keyof Variables, other: keyof Variables): string[] =>
    v[name] === undefined && v[other] !== undefined
      ? [`${name}: ${both(`设置了 ${other} 就须设置它。`, `must be given where ${other} is.`)}`]
      : [];
  return [...lacks(issuer, v[audience] === undefined ? keys : audience), ...lacks(audience, issuer)];
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
