import { describe, expect, test } from '@jest/globals';
import { DriverException, OptimisticLockError, ValidationError } from '@mikro-orm/core';
import pg from 'pg';
import { UnitContact } from '../../src/modules/directory/index.ts';
import { APP_KEY_BYTES, makeAppKey } from '../../src/platform/identity/app-key.ts';
import { DemoIssuer } from '../../src/platform/identity/demo-issuer.ts';
import { AuthenticationError } from '../../src/platform/identity/identity.ts';
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

test('no key and no token is in the log, however it got there; of a key its prefix may be', async () => {
  const key = makeAppKey(new Uint8Array(APP_KEY_BYTES).fill(9)).text;
  const token = await new DemoIssuer(Buffer.from('one secret of some length, for tests')).issue(
    'person',
    'x',
    new Date(),
  );
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  for (const secret of [key, token]) {
    logger.info({ headers: { authorization: `Bearer ${secret}` } }, 'a');
    logger.info({ deep: { down: { below: secret } }, list: [secret, `${secret} and ${secret}`] }, `b ${secret}`);
    logger.info(`c ${secret}`);
    logger.error({ err: new AuthenticationError(`d ${secret}`, { cause: new Error(secret) }) }, 'd');
    logger.child({ secret }).debug({ [secret]: 1 }, 'e');
    logger.info({ url: `/graphql?access_token=${encodeURIComponent(secret)}&x=1` }, 'f');
    logger.info({ half: secret.slice(0, -10) }, 'g');
  }
  const all = lines.join('');
  const [, , signature = ''] = token.split('.');
  for (const part of [key.slice(13, 40), token.slice(0, 30), signature.slice(0, 10)]) expect(all).not.toContain(part);
  // Every line is there, and can be read.
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg.charAt(0)).join('')).toBe('abcdefgabcdefg');
  expect(all).toContain('x=1');
  expect(all).toContain(`${key.slice(0, 12)}_[redacted]`);
});
