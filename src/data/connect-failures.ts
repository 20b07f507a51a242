/** Why a database cannot be used, in a sentence: from what the driver and PostgreSQL say, and without a password. */

export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/** Where a connection was to go: what of a `pg.Client` tells. */
interface Asked {
  readonly host: string;
  readonly port: number;
  readonly user?: string | undefined;
  readonly database?: string | undefined;
  readonly password?: string | null | undefined;
}

interface Target {
  readonly host: string;
  readonly database: string;
  readonly user: string;
}

type Sentence = (target: Target) => readonly [zh: string, en: string];

const refused: Sentence = ({ host }) => [
  `${host} 拒绝连接：那里没有服务在监听，请检查主机、端口以及数据库是否已启动。`,
  `${host} refuses connections: nothing listens there. Check host and port, and that the database runs.`,
];
const unknownHost: Sentence = ({ host }) => [
  `找不到主机 ${host}，请检查主机名与 DNS。`,
  `The host ${host} is not known: check its name and DNS.`,
];
const silent: Sentence = ({ host }) => [
  `${host} 在 5 秒内没有应答，请检查网络与防火墙。`,
  `${host} did not answer within 5 seconds: check the network and firewalls.`,
];
const noSocket: Sentence = ({ host }) => [
  `${host} 处没有 PostgreSQL 的套接字，请检查路径以及数据库是否已启动。`,
  `There is no socket of a PostgreSQL at ${host}: check the path, and that the database runs.`,
];
const noDatabase: Sentence = ({ host, database }) => [
  `${host} 上没有数据库“${database}”，请先创建它。`,
  `There is no database "${database}" at ${host}: create it first.`,
];
const notLetIn: Sentence = ({ host, user }) => [
  `${host} 不允许用户“${user}”登录：用户不存在、口令不对，或 pg_hba.conf 未放行。`,
  `${host} does not let "${user}" in: there is no such user, the password is wrong, or pg_hba.conf has no line for it.`,
];
const noPostgres: Sentence = ({ host }) => [
  `${host} 有应答，但不像 PostgreSQL，请检查端口。`,
  `${host} answers, but not as a PostgreSQL does: check the port.`,
];
const noRoom: Sentence = ({ host }) => [
  `${host} 的连接数已满，请稍后再试，或减少 QINLIN_READERS 与 QINLIN_WRITERS。`,
  `${host} has no room for another connection: try again later, or lower QINLIN_READERS and QINLIN_WRITERS.`,
];
const notNow: Sentence = ({ host }) => [
  `${host} 正在启动、恢复或停止，请稍后再试。`,
  `${host} is starting, recovering or stopping: try again shortly.`,
];

const otherwise: Sentence = ({ host }) => [
  `无法连接 ${host}，原因见括号内。`,
  `${host} did not take the connection, for the reason in brackets.`,
];

/** By code, of Node or of PostgreSQL. */
const byCode: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: refused,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  ETIMEDOUT: silent,
  EHOSTUNREACH: silent,
  ENETUNREACH: silent,
  ENOENT: noSocket,
  ECONNRESET: noPostgres,
  EPROTO: noPostgres,
  '3D000': noDatabase,
  '28000': notLetIn,
  '28P01': notLetIn,
  '53300': noRoom,
  '57P03': notNow,
  '57P01': notNow,
};

/** By what the driver says where it gives no code. */
const byMessage: readonly (readonly [RegExp, Sentence])[] = [
  [/timeout/i, silent],
  [/invalid response|unexpected message|terminated unexpectedly/i, noPostgres],
  [/password must be a string|SASL/, notLetIn],
];

/** The failure of a first connection to the server that DATABASE_URL names. */
export function cannotConnect(asked: Asked, cause: unknown): DatabaseError {
  const [code, message] = [codeOf(cause), said(cause)];
  const sentence = byCode[code] ?? byMessage.find(([pattern]) => pattern.test(message))?.[1] ?? otherwise;
  const [zh, en] = sentence(targetOf(asked));
  const shown = withoutPassword(message, asked.password ?? '');
  const reason = code === '' || shown.includes(code) ? shown : `${code}: ${shown}`;
  return new DatabaseError(`DATABASE_URL: ${zh} ${en} (${reason})`, { cause });
}

/** Node tries every address of a name and says of all of them together what happened. */
function first(cause: unknown): unknown {
  return cause instanceof AggregateError ? cause.errors[0] : cause;
}

export function codeOf(cause: unknown): string {
  const one = first(cause);
  return one instanceof Error && 'code' in one && typeof one.code === 'string' ? one.code : '';
}

function said(cause: unknown): string {
  const one = first(cause);
  return one instanceof Error ? one.message : String(one);
}

function targetOf({ host, port, user = '', database = '' }: Asked): Target {
  return { host: host.startsWith('/') ? host : `${host}:${port}`, database, user };
}

const withoutPassword = (message: string, password: string): string =>
  password === '' ? message : message.replaceAll(password, '***');
