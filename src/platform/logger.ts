/** Structured logs: one JSON object a line on stdout, request ids included; credentials and people's data never. */
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Config } from './config.ts';
import { loggable } from './loggable.ts';

export type { Logger };

/** Writes to stdout unless told where. */
export function createLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: (error: unknown) => loggable(error) },
    redact: {
      paths: ['req.headers.authorization', 'headers.authorization', '*.token', '*.password'],
      censor: '[redacted]',
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
