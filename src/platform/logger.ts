/** Structured logs: one JSON object a line on stdout, request ids included; credentials and people's data never. */
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Config } from './config.ts';
import { loggable } from './loggable.ts';

export type { Logger };

/** An app key, of which the prefix may stay, and a JWT, of which nothing may. */
const APP_KEY = /(qlk_[a-z2-7]{8})_[\w-]+/g;
const JWT = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** A last net under whatever is logged: what is spelled as a credential is blotted out, wherever in the line it stands. */
const withoutCredentials = (line: string): string => line.replace(APP_KEY, '$1_[redacted]').replace(JWT, '[redacted]');

/** Writes to stdout unless told where. */
export function createLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: (error: unknown) => loggable(error) },
    hooks: { streamWrite: withoutCredentials },
    redact: {
      paths: ['req.headers.authorization', 'headers.authorization', '*.authorization', '*.token', '*.password'],
      censor: '[redacted]',
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
