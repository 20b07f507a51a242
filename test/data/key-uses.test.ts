/** When a key was last used: told to the database seldom, and not lost while the database is away for a moment. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DatabaseCredentials } from '../../src/data/credentials.ts';
import { KeyUseNotes } from '../../src/data/key-uses.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { there } from '../scenarios/story.ts';
import { addKey, addLogin, lastUseOf, type StoredKey } from '../support/bearers.ts';
import { until } from '../support/processes.ts';
import { createWorld, type World } from '../support/world.ts';

const at = (time: string): Date => new Date(`2026-11-21T${time}+08:00`);

let world: World;
let app: string;

beforeAll(async () => {
  world = await createWorld();
  const { mall, uuid } = await world.alliance('红', 'street', 'mall');
  app = there((await world.people.app(there(mall.unit), uuid)).app);
});
afterAll(() => world[Symbol.asyncDispose]());

const newKey = (): Promise<StoredKey> => addKey(world.sql, app);
const usedAt = (key: StoredKey): Promise<Date | null> => lastUseOf(world.sql, key);
const notes = (everyMs?: number, log: string[] = []): KeyUseNotes =>
  new KeyUseNotes(world.exchange.orm, createLogger('debug', { write: (line) => void log.push(line) }), everyMs);

describe('the last use of a key', () => {
  test('is written down when the server stops: the latest of all that were noted', async () => {
    const [one, other, unused] = [await newKey(), await newKey(), await newKey()];
    const uses = notes();
    for (const time of ['09:00', '11:00', '10:00']) uses.note(one.id, at(time));
    uses.note(other.id, at('09:30'));
    expect(await usedAt(one)).toBeNull();
    await uses[Symbol.asyncDispose]();
    const all = [await usedAt(one), await usedAt(other), await usedAt(unused)];
    expect(all).toEqual([at('11:00'), at('09:30'), null]);
  });

  test('is written down when its time has come, and never goes back', async () => {
    const key = await newKey();
    await using ahead = notes(20);
    ahead.note(key.id, at('12:00'));
    await until(async () => (await usedAt(key)) !== null);
    await using behind = notes(20);
    behind.note(key.id, at('08:00'));
    await sleep(60);
    expect(await usedAt(key)).toEqual(at('12:00'));
    ahead.note(key.id, at('13:00'));
    await until(async () => (await usedAt(key))?.getTime() === at('13:00').getTime());
  });

  test('costs one statement for all keys, however often they are used', async () => {
    const keys = [await newKey(), await newKey()];
    await using uses = notes(50);
    const told = async (): Promise<number> => {
      const [row] = await world.sql<{ calls: number }>("select nextval('told')::integer as calls");
      return row?.calls ?? 0;
    };
    await world.sql('create sequence told');
    await world.sql('grant usage on sequence told to qinlin_writer');
    await world.sql(
      `create function tell() returns trigger language plpgsql as $$ begin perform nextval('public.told'); return null; end $$`,
    );
    await world.sql('create trigger told after update on access.app_key for each statement execute function tell()');
    for (let i = 0; i < 1_000; i += 1) for (const { id } of keys) uses.note(id, new Date(at('09:00').getTime() + i));
    await until(async () => (await usedAt(keys[1] ?? { ...(await newKey()) })) !== null);
    // One call of the function a key, and the look at the sequence itself.
    expect(await told()).toBe(keys.length + 1);
    await world.sql('drop trigger told on access.app_key');
  });

  test('that could not be written down is kept for the next time, and the log says how many, not which', async () => {
    const key = await newKey();
    const log: string[] = [];
    await using uses = notes(20, log);
    await world.sql('alter function access.note_key_use rename to not_now');
    uses.note(key.id, at('09:00'));
    await until(() => Promise.resolve(log.length > 0));
    expect(log[0]).toContain('"keys":1');
    expect(log.join('')).not.toContain(key.id);
    await world.sql('alter function access.not_now rename to note_key_use');
    await until(async () => (await usedAt(key)) !== null);
    expect(await usedAt(key)).toEqual(at('09:00'));
  });
});

describe('the database', () => {
  test('knows a login by issuer and subject to the letter, and a key by its hash', async () => {
    const { sql, exchange } = world;
    const person = await world.people.post(await world.people.unit('某单位'));
    const login = await addLogin(sql, person, 'https://id.example.org', '王"小\'明');
    const key = await newKey();
    const known = new DatabaseCredentials(exchange.readers);
    expect(await known.loginOf('https://id.example.org', '王"小\'明')).toEqual({ login, person });
    expect(await known.keyOf(key.hash)).toEqual({ key: key.id, app });
    for (const [issuer, subject] of [
      ['https://id.example.org', '王'],
      ['https://id.example.org/', '王"小\'明'],
      ['', ''],
    ] as const) {
      expect(await known.loginOf(issuer, subject)).toBeNull();
    }
    expect(await known.keyOf(Buffer.alloc(32))).toBeNull();
    expect(await known.keyOf(Buffer.alloc(0))).toBeNull();
  });
});
