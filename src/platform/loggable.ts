/**
 * What may be said of an error in a log: what it is and where it arose, never what was in it. Errors carry rows, parameters
 * and `detail` with people's names and numbers, so what is told is listed here, and all else is left out.
 */

interface LoggableError {
  readonly type: string;
  readonly message?: string;
  readonly code?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly syscall?: string;
  readonly stack?: string;
  readonly cause?: LoggableError;
}

/** Errors whose sentence is written by a programmer; a driver, a parser or a validator puts values into its own. */
const WITHOUT_VALUES = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'AggregateError',
  'AuthenticationError',
  'ConfigError',
  'DatabaseAwayError',
  'IssuerAwayError',
  'StatementTimeoutError',
]);

/** Words of a catalogue or of a standard: no sentence, no number, no name of a person fits in. */
const WORDS = ['code', 'schema', 'table', 'column', 'constraint', 'syscall'] as const;
const WORD = /^(?=.*[a-z_])[a-z0-9_.]{1,63}$|^[A-Z0-9_]{5}$|^[A-Z][A-Z0-9_]{1,62}$/;

const FRAME = /^\s+at (?:[^\s()]+ )*\(?(?:file:|node:|\/)[^()]*:\d+:\d+\)?$/;
const DEEPEST = 4;
const LONGEST_STACK = 30;

export function loggable(error: unknown, depth = 0): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error };
  const type = /^\w{1,60}$/.test(error.name) ? error.name : 'Error';
  const isDatabases = 'severity' in error || 'sqlState' in error;
  const hasMessage = WITHOUT_VALUES.has(type) && !isDatabases && error.message !== '';
  const stack = stackOf(error);
  return {
    type,
    ...(hasMessage ? { message: withoutNumbers(error.message) } : {}),
    ...wordsOf(error),
    ...(stack === '' ? {} : { stack }),
    ...(error.cause === undefined || depth === DEEPEST ? {} : { cause: loggable(error.cause, depth + 1) }),
  };
}

function wordsOf(error: object): Partial<Record<(typeof WORDS)[number], string>> {
  const all = new Map<string, unknown>(Object.entries(error));
  return Object.fromEntries(
    WORDS.flatMap((name) => {
      const value = all.get(name);
      return typeof value === 'string' && WORD.test(value) ? [[name, value]] : [];
    }),
  );
}

/** A second net: whatever looks like a telephone or identity number is blotted out. */
const withoutNumbers = (text: string): string => text.replace(/\d{7,}/g, '…');

/** The frames alone: the head of a stack is the message once more. */
function stackOf({ stack = '', message }: Error): string {
  const rest = message === '' ? stack : stack.replaceAll(message, '');
  const frames = rest.split('\n').filter((line) => FRAME.test(line));
  return frames.slice(0, LONGEST_STACK).join('\n');
}
