import { describe, expect, test } from '@jest/globals';
import { DriverException, OptimisticLockError, ValidationError } from '@mikro-orm/core';
import pg from 'pg';
import { UnitContact } from '../../src/modules/directory/index.ts';
import { loggable } from '../../src/platform/loggable.ts';
import { createLogger } from '../../src/platform/logger.ts';

const NUMBER = '+8613812345678';
const contact = Object.assign(new UnitContact(), { unitId: 'u', name: '王小明', mobile: NUMBER });

function databaseError(): pg.DatabaseError {
  const told = `duplicate key: ${NUMBER}`;
  return Object.assign(new pg.DatabaseError(told, told.length, 'error'), {
    severity: 'ERROR',
    code: '23505',
    detail: `Failing row contains (王小明, ${NUMBER}).`,
    where: NUMBER,
    table: 'unit_contact',
    constraint: 'unit_contact_pkey',
    parameters: [NUMBER],
    query: `insert into directory.unit_contact values ('${NUMBER}')`,
  });
}

/** What the log says of an error. */
function logged(err: unknown): string {
  const lines: string[] = [];
  createLogger('error', { write: (line) => void lines.push(line) }).error({ err }, 'internal error');
  return lines.join('');
}

describe('the log', () => {
  const errors: readonly (readonly [string, unknown])[] = [
    ['a lost optimistic lock', OptimisticLockError.lockFailed(contact)],
    ['an error of the database', databaseError()],
    ['what the driver makes of it', new DriverException(databaseError())],
    ['a cause within causes', new Error('a', { cause: new Error('b', { cause: databaseError() }) })],
    ['a value of a wrong type', ValidationError.fromWrongPropertyType(contact, 'mobile', 'Date', 'string', NUMBER)],
    ['a sentence with a number in it', new Error(`no such contact: 13812345678`)],
    ['JSON that cannot be read', new SyntaxError(`Unexpected token '王小明', "${NUMBER}" is not valid JSON`)],
    ['a row that was thrown', contact],
    ['a stack that begins with a value', Object.assign(new Error('x'), { stack: `Error: 王小明\n at ${NUMBER}\n` })],
  ];

  test.each(errors)('tells of %s without what was in it', (_name, error) => {
    const line = logged(error);
    expect(line).not.toMatch(/13812345678|王|小明/);
    expect(line).toContain('"msg":"internal error"');
  });

  test('says what an error is, where it arose, and what it came from', () => {
    const told = loggable(new Error('a page too many', { cause: new DriverException(databaseError()) }));
    expect(told).toMatchObject({
      type: 'Error',
      message: 'a page too many',
      stack: expect.stringContaining('logger.test.ts:'),
      cause: { type: 'DriverException', code: '23505', table: 'unit_contact', constraint: 'unit_contact_pkey' },
    });
    expect(told.cause).not.toHaveProperty('message');
  });

  test('ends where causes go round in a circle', () => {
    const round = new Error('round');
    round.cause = round;
    expect(JSON.stringify(loggable(round)).match(/"round"/g)).toHaveLength(5);
  });
});
