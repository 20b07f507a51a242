import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entities } from '../../src/app/modules.ts';
import { DatabaseAwayError, StatementTimeoutError } from '../../src/data/failures.ts';
import { openOrm } from '../../src/data/orm.ts';
import { UnitOfWork } from '../../src/data/unit-of-work.ts';
import type { Viewer } from '../../src/domain/access/viewer.ts';
import { Unit } from '../../src/modules/directory/index.ts';
import { createWorld, type World } from '../support/world.ts';
import { AuthenticationError } from '../../src/platform/identity/identity.ts';
import { there } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';

let world: World;
let mall: Actor;
let work: UnitOfWork;

beforeAll(async () => {
  world = await createWorld();
  mall = (await world.alliance('五色', 'street', 'mall')).mall;
  work = new UnitOfWork(world.exchange.orm);
});

afterAll(() => world[Symbol.asyncDispose]());

function viewer(): Viewer {
  if (mall.person === null) throw new Error('no person');
  const hats = { credential: null, actingUnit: null, actingAlliance: null };
  return {
    subject: { kind: 'PERSON', person: mall.person },
    ...hats,
    now: world.clock.now(),
    locale: 'en',
    requestId: 'test',
  };
}

const command = (idempotencyKey: string) => ({ viewer: viewer(), mutation: 'test', input: { idempotencyKey } });

/** As PostgreSQL tells of it, wrapped once. */
const failure = (code: string): Error => new Error('wrapped', { cause: Object.assign(new Error('inner'), { code }) });

describe('the unit of work', () => {
  test.each(['40001', '40P01'])('tries again after %s, and has one effect', async (code) => {
    let attempts = 0;
    const action = `test:done-after-${code}`;
    const { outcome, replayed } = await work.run(command(`retry-${code}`), async (act) => {
      attempts += 1;
      act.record(action, 'unit', { id: act.unit });
      if (attempts < 3) throw failure(code);
      return Promise.resolve({ unit: act.unit });
    });
    expect([attempts, replayed, outcome]).toEqual([3, false, { unit: mall.unit }]);
    expect(await world.sql('select from data.audit where action = $1', [action])).toHaveLength(1);
  });

  test.each([0, 1, 20, 200])('closed %s turns after an act began, lets it end and begins no other', async (turns) => {
    const orm = await openOrm(world.database, 'writer', entities, 2);
    const own = new UnitOfWork(orm);
    const act = (key: string) => own.run(command(key), ({ unit }) => Promise.resolve({ unit }));
    const acting = act(`closing-${turns}`);
    for (let i = 0; i < turns; i += 1) await Promise.resolve();
    await own[Symbol.asyncDispose]();
    await orm.close();
    expect(await acting).toMatchObject({ replayed: false, outcome: { unit: mall.unit } });
    await expect(act('too late')).rejects.toThrow(DatabaseAwayError);
  });

  test('in a person’s own name is done without a hat, on the record of the unit it is about, and once for the person', async () => {
    const unheld = { ...viewer(), actingUnit: world.id('unit') };
    const own = (key: string, as: Viewer) =>
      work.run({ ...command(key), viewer: as, inNameOf: 'PERSON' }, (act) => {
        act.record('test:own', 'post', { id: world.id('post') }, { unitIds: [there(mall.unit)] });
        act.recordFor(there(mall.unit));
        return Promise.resolve({ unit: act.actor.unit ?? 'none' });
      });
    expect(await own('own', unheld)).toMatchObject({ replayed: false, outcome: { unit: 'none' } });
    expect(await own('own', viewer())).toMatchObject({ replayed: true, outcome: { unit: 'none' } });
    expect(await world.sql("select unit_id, person_id from data.audit where action = 'test:own'")).toEqual([
      { unit_id: mall.unit, person_id: mall.person },
    ]);
    await expect(
      work.run({ ...command('own'), viewer: unheld }, () => Promise.reject(failure('x'))),
    ).rejects.toMatchObject({
      code: 'HAT_REQUIRED',
    });
    // A credential that ended opens nothing, whoever's name it is.
    await expect(own('ended', { ...viewer(), credential: world.id('key') })).rejects.toThrow(AuthenticationError);
  });

  test('does not try again what will not get better', async () => {
    let attempts = 0;
    const run = work.run(command('once'), () => {
      attempts += 1;
      return Promise.reject(failure('22000'));
    });
    await expect(run).rejects.toThrow('wrapped');
    expect(attempts).toBe(1);
    expect(await world.sql("select from data.idempotency where key = 'once'")).toHaveLength(0);
  });

  test.each(['23505', '23514'])(
    'looks once more after %s, which came first or came between, and no oftener',
    async (code) => {
      let attempts = 0;
      const twice = work.run(command(`twice-${code}`), (act) => {
        attempts += 1;
        return attempts === 1 ? Promise.reject(failure(code)) : Promise.resolve({ unit: act.unit });
      });
      await expect(twice).resolves.toMatchObject({ replayed: false });
      const never = work.run(command(`never-${code}`), () => {
        attempts += 1;
        return Promise.reject(failure(code));
      });
      await expect(never).rejects.toThrow('wrapped');
      expect(attempts).toBe(4);
    },
  );

  test('looks once more when a row was there already, also after a deadlock', async () => {
    const ways = ['40P01', '23P01', '40001'];
    const done = work.run(command('victim'), (act) => {
      const code = ways.shift();
      return code === undefined ? Promise.resolve({ unit: act.unit }) : Promise.reject(failure(code));
    });
    await expect(done).resolves.toMatchObject({ replayed: false });
  });

  test('does an edit anew that another overtook, and says so when it is overtaken every time', async () => {
    if (mall.unit === null) throw new Error('no unit');
    let attempts = 0;
    const edit = (key: string, overtaken: number) =>
      work.run(command(key), async (act) => {
        attempts += 1;
        const unit = await act.get(Unit, 'unit', act.unit);
        unit.name = `${unit.name} ${key}`;
        if (attempts <= overtaken)
          await world.sql('update directory.unit set version = version + 1 where id = $1', [unit.id]);
        return { unit: unit.id };
      });
    await expect(edit('edit', 2)).resolves.toMatchObject({ replayed: false });
    expect(attempts).toBe(3);
    attempts = 0;
    await expect(edit('overtaken', 100)).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { kind: 'unit', id: mall.unit, expectedVersion: 9, currentVersion: 10 },
    });
    expect(await world.sql("select from data.idempotency where key = 'overtaken'")).toHaveLength(0);
  });

  test('shows once what is to be shown once: to who did the act, in no record and in no replay', async () => {
    const secret = 'aGVsbG8gd29ybGQ';
    const once = () =>
      work.run(command('shown'), (act) => {
        act.showOnce('code', secret);
        act.record('test:shown', 'unit', { id: act.unit });
        return Promise.resolve({ unit: act.unit });
      });
    expect(await once()).toMatchObject({ replayed: false, shown: { code: secret } });
    const again = await once();
    expect(again).toMatchObject({ replayed: true, outcome: { unit: mall.unit } });
    expect(again.shown).toBeUndefined();
    const kept = await world.sql(
      `select from data.audit t where t::text like $1 union all select from data.outbox t where t::text like $1
       union all select from data.idempotency t where t::text like $1`,
      [`%${secret}%`],
    );
    expect(kept).toHaveLength(0);
  });

  test('shows nothing of an attempt that was done anew', async () => {
    let attempts = 0;
    const done = await work.run(command('shown anew'), (act) => {
      attempts += 1;
      act.showOnce(`attempt ${attempts}`, 'x');
      return attempts === 1 ? Promise.reject(failure('40001')) : Promise.resolve({ unit: act.unit });
    });
    expect(done.shown).toEqual({ 'attempt 2': 'x' });
  });

  test('says that it took too long where somebody holds a row for longer than an act waits, and did nothing', async () => {
    const unitId = there(mall.unit);
    const waits = () =>
      work.run(command('waits'), async (act) => {
        await act.em.execute("set local lock_timeout = '20ms'");
        await act.lock(Unit, 'unit', unitId);
        return { unit: unitId };
      });
    await work.run(command('holds on'), async (act) => {
      await act.lock(Unit, 'unit', unitId);
      await expect(waits()).rejects.toBeInstanceOf(StatementTimeoutError);
      return { unit: unitId };
    });
    expect(await world.sql("select key from data.idempotency where key in ('holds on', 'waits')")).toEqual([
      { key: 'holds on' },
    ]);
  });

  test('retries a real deadlock until both acts are done', async () => {
    await world.sql('create table if not exists public.d (id int primary key, n int not null)');
    await world.sql('insert into public.d values (1, 0), (2, 0)');
    await world.sql('grant all on public.d to qinlin_writer');
    const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
    const inOrder = (key: string, first: number, second: number) =>
      work.run(command(key), async (act) => {
        await act.em.execute('update public.d set n = n + 1 where id = ?', [first]);
        await pause();
        await act.em.execute('update public.d set n = n + 1 where id = ?', [second]);
        return { unit: act.unit };
      });
    await Promise.all([inOrder('ab', 1, 2), inOrder('ba', 2, 1)]);
    expect(await world.sql('select id, n from public.d order by id')).toEqual([
      { id: 1, n: 2 },
      { id: 2, n: 2 },
    ]);
    await world.sql('drop table public.d');
  });
});
