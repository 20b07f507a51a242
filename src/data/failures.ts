/** What may go wrong with a database that is nobody's bug: it is away, it is busy, or it took too long. */

/** The database took longer than a statement may, or somebody else held a row for too long. */
export class StatementTimeoutError extends Error {
  override readonly name = 'StatementTimeoutError';
}

/** The database cannot be reached, is starting or stopping, or has no room. */
export class DatabaseAwayError extends Error {
  override readonly name = 'DatabaseAwayError';
}

/** Query cancelled, lock not available. */
const TOO_LONG = /^(57014|55P03)$/;
/** Connection exceptions, shutting down, starting up, no room for another connection. */
const AWAY = /^(08...|57P0[1235]|53...)$/;
const BROKEN =
  /^(Connection terminated|Client was closed|Client has encountered a connection error|Query read timeout|timeout e)/;

/** The failure as one of ours, or the error as it was. */
export function failureOf(cause: unknown): unknown {
  if (typeof cause !== 'object' || cause === null || !('message' in cause)) return cause;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (TOO_LONG.test(code)) return new StatementTimeoutError('a statement ran out of time', { cause });
  const isAway = 'syscall' in cause || AWAY.test(code) || BROKEN.test(String(cause.message));
  return isAway ? new DatabaseAwayError('the database is away', { cause }) : cause;
}

/** The SQLSTATE of what the database said, however it is wrapped; empty where it said nothing. */
export function sqlStateOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : sqlStateOf(error.cause);
}
