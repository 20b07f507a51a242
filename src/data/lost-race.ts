/** Acts that came too late: what the database or the ORM throws, and what is to be made of it. */
import { OptimisticLockError, type EntityClass } from '@mikro-orm/core';
import { RefusalError } from '../domain/errors.ts';
import { idTypes, type IdKind } from '../domain/kinds.ts';
import { sqlStateOf } from './failures.ts';
import type { Orm } from './orm.ts';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const FOREIGN_KEY_VIOLATION = '23503';
const UNIQUE_VIOLATION = '23505';
const EXCLUSION_VIOLATION = '23P01';
const CHECK_VIOLATION = '23514';

const ATTEMPTS = 6;

const LOOKED_AT_AGAIN: ReadonlySet<unknown> = new Set([
  UNIQUE_VIOLATION,
  EXCLUSION_VIOLATION,
  FOREIGN_KEY_VIOLATION,
  CHECK_VIOLATION,
]);

/**
 * How often an act that failed so is tried in all. Done anew it finds what came first, and judges by that. A row that is
 * there already is there for good, as one that is gone is gone, and a fence refuses what was let be before it was waited for:
 * a second look shows it, a third would show nothing else.
 */
export function attemptsAfter(error: unknown): number {
  if (error instanceof OptimisticLockError) return ATTEMPTS;
  const state = sqlStateOf(error);
  if (state === SERIALIZATION_FAILURE || state === DEADLOCK_DETECTED) return ATTEMPTS;
  return LOOKED_AT_AGAIN.has(state) ? 2 : 1;
}

interface Row {
  readonly id: string;
  readonly version: number;
}

const isRow = (entity: unknown): entity is Row =>
  typeof entity === 'object' && entity !== null && 'id' in entity && 'version' in entity;

/** What is thrown in the end: an act whose row somebody else changed every time is a `VERSION_CONFLICT`. */
export async function lostForGood(orm: Orm, error: unknown): Promise<unknown> {
  const row: unknown = error instanceof OptimisticLockError ? error.getEntity() : null;
  if (!isRow(row)) return error;
  const kind = (Object.keys(idTypes) as IdKind[]).find((known) => idTypes[known] === row.constructor.name);
  const current = await orm.em.fork().findOne<Row>(row.constructor as EntityClass<Row>, { id: row.id });
  if (kind === undefined || current === null) return error;
  const { id, version: expectedVersion } = row;
  return RefusalError.of('VERSION_CONFLICT', { kind, id, expectedVersion, currentVersion: current.version });
}
