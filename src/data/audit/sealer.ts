/** The sealer of a serving process: every few seconds it seals what there is, on a connection of its own. */
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { Chore } from '../chore.ts';
import type { Database } from '../database.ts';
import { sealAll } from './seals.ts';

const EVERY_MS = 5_000;

export class Sealer extends Chore {
  /** Several processes may have one each: of those at work at the same moment, one seals. */
  constructor(database: Database, clock: Clock, logger: Pick<Logger, 'warn' | 'info'>, everyMs = EVERY_MS) {
    super(database, clock, logger, {
      run: (connection, now, isOver) => sealAll(connection, { now }, isOver),
      everyMs,
      isKept: true,
      failing: 'the audit is not sealed',
      again: 'the audit is sealed again',
    });
  }
}
