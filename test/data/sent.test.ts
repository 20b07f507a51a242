/** What an act sends without waiting for it: it counts all the same. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { send, together } from '../../src/data/statement.ts';
import { UnitOfWork } from '../../src/data/unit-of-work.ts';
import type { Viewer } from '../../src/domain/access/viewer.ts';
import { Unit } from '../../src/modules/directory/index.ts';
import { there } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let mall: Actor;
let work: UnitOfWork;

beforeAll(async () => {
  world = await createWorld();
  mall = (await world.alliance('五色', 'street', 'mall')).mall;
  work = new UnitOfWork(world.exchange.orm);
});

afterAll(() => world[Symbol.asyncDispose]());

const NOTHING = 'select 1 / $1::integer';

function command(idempotencyKey: string) {
  const hats = { credential: null, actingUnit: null, actingAlliance: null };
  const subject = { kind: 'PERSON', person: there(mall.person) } as const;
  const viewer: Viewer = { subject, ...hats, now: world.clock.now(), locale: 'en', requestId: 'test' };
  return { viewer, mutation: 'test', input: { idempotencyKey } };
}

const kept = (key: string) => world.sql('select from data.idempotency where key = $1', [key]);

test('the act fails as what it sent did, and nothing of it is kept', async () => {
  const done = work.run(command('sent'), (act) => {
    act.record('test:sent', 'unit', { id: act.unit });
    send(act.em, NOTHING, [0]);
    return Promise.resolve({ unit: act.unit });
  });
  await expect(done).rejects.toMatchObject({ code: '22012' });
  expect(await kept('sent')).toHaveLength(0);
  expect(await world.sql("select from data.audit where action = 'test:sent'")).toHaveLength(0);
});

test('what comes after it fails for the same reason, whoever asks', async () => {
  for (const after of ['ours', 'of the ORM']) {
    const done = work.run(command(after), async (act) => {
      send(act.em, NOTHING, [0]);
      if (after === 'ours') await act.see(Unit, 'unit', act.unit);
      else await act.em.findOne(Unit, { name: 'somebody' });
      throw new Error('it went on');
    });
    await expect(done).rejects.toMatchObject({ code: '22012' });
  }
});

test('the writer that it failed on acts again', async () => {
  const acts = Array.from({ length: 20 }, (_, i) =>
    work.run(command(`again-${i}`), (act) => {
      if (i % 2 === 0) send(act.em, NOTHING, [0]);
      return Promise.resolve({ unit: act.unit });
    }),
  );
  const states = (await Promise.allSettled(acts)).map(({ status }) => status);
  expect(states).toEqual(acts.map((_, i) => (i % 2 === 0 ? 'rejected' : 'fulfilled')));
});

test('a rehearsal sends nothing that is taken back', async () => {
  const rehearsed = work.rehearse(command('rehearsed'), (act) => {
    send(act.em, NOTHING, [0]);
    return act.see(Unit, 'unit', act.unit);
  });
  await expect(rehearsed).resolves.toBeUndefined();
  expect(await kept('rehearsed')).toHaveLength(0);
});

test('a row that is added is there for what the act asks next', async () => {
  const id = world.id('unit');
  const now = world.clock.now();
  const { outcome } = await work.run(command('added'), async (act) => {
    act.add(Unit, {
      id,
      kind: 'SCHOOL',
      name: '新学校',
      shortName: '学校',
      formerNames: [],
      registeredByUnit: act.unit,
      createdAt: now,
      version: 1,
    });
    const { name, version } = await act.get(Unit, 'unit', id);
    return { name, version: String(version) };
  });
  expect(outcome).toEqual({ name: '新学校', version: '1' });
});

test('of what is asked at once and fails, the first is told', async () => {
  const later = new Promise((_, reject) => setTimeout(() => reject(new Error('the first')), 20));
  await expect(together(later, Promise.reject(new Error('the second')))).rejects.toThrow('the first');
  expect(await together(Promise.resolve(1), Promise.resolve('two'))).toEqual([1, 'two']);
});

test('what is asked ahead is sent with the rights, and once', async () => {
  const question = { text: 'select clock_timestamp()::text as at, $1::integer as n', values: [1] };
  const { outcome } = await work.run({ ...command('ahead'), ahead: [question] }, async (act) => {
    const ask = async (n: number) => there((await act.run<{ at: string }>(question.text, [n]))[0]).at;
    const [other, ahead, again] = [await ask(2), await ask(1), await ask(1)];
    return { other, ahead, again };
  });
  const { other = '', ahead = '', again = '' } = outcome;
  expect([ahead, other, again].toSorted()).toEqual([ahead, other, again]);
  expect(new Set([ahead, other, again]).size).toBe(3);
});

test('what was asked ahead and failed fails the act, whether or not it asks', async () => {
  for (const isAsked of [true, false]) {
    const asking = { ...command(`ahead-${isAsked}`), ahead: [{ text: NOTHING, values: [0] }] };
    const done = work.run(asking, async (act) => {
      if (isAsked) await act.run(NOTHING, [0]);
      return { unit: act.unit };
    });
    await expect(done).rejects.toMatchObject({ code: '22012' });
    expect(await kept(`ahead-${isAsked}`)).toHaveLength(0);
  }
});

test('the membership of the hat is held with the rights, for an act that says so', async () => {
  const free = 'select from directory.membership where unit_id = $1 for update skip locked';
  for (const inHat of [true, false]) {
    await work.run({ ...command(`hat-${inHat}`), inHat }, async (act) => {
      expect(await world.sql(free, [act.unit])).toHaveLength(inHat ? 0 : 1);
      const sending = jest.spyOn(
        there(act.em.getTransactionContext<{ executeQuery: () => unknown }>()),
        'executeQuery',
      );
      await act.alliance();
      expect(sending).toHaveBeenCalledTimes(inHat ? 0 : 1);
      expect(await world.sql(free, [act.unit])).toHaveLength(0);
      return { unit: act.unit };
    });
  }
});
