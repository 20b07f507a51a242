/** Erasing a subject while others record it: what was read of it before the erasure can never be read after. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { eraseSubject } from '../../../src/data/audit/erase-subject.ts';
import { revealEntry } from '../../../src/data/audit/reveal.ts';
import { there } from '../../scenarios/story.ts';
import { act, audit, connected, sealEverything } from '../../support/audit.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';

test('what an act read before the erasure is erased with it, whoever is first and however many there are', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const subject = { kind: 'person', id: there(mall.person) } as const;
  // What is known of the subject: an act reads it under the key it holds, an erasure makes it another.
  await world.sql('create table public.fact (n int not null)');
  await world.sql('insert into public.fact values (1)');
  await world.sql('grant all on public.fact to qinlin_writer');
  const known = async () => there((await world.sql<{ n: number }>('select n from public.fact'))[0]).n;
  const recording = () =>
    act(world, mall, async (act) => {
      const held = await act.holdSubject(subject);
      const [row] = await act.run<{ n: number }>('select n from public.fact', []);
      await sleep(Math.random() * 5);
      act.record('test:recorded', 'unit', { id: act.unit }, { protected: [{ subject: held, values: { n: row?.n } }] });
    });
  const erasing = () =>
    act(world, mall, async (act) => {
      await eraseSubject(act, subject);
      await act.run('update public.fact set n = n + 1', []);
      await sleep(Math.random() * 5);
    });
  for (let round = 0; round < scaled(15, 100); round += 1) {
    await Promise.all([recording(), erasing(), recording(), recording(), erasing(), recording()]);
    const now = await known();
    const owner = await connected(world, 'owner');
    const rows = await world.sql<{ id: string }>("select id from data.audit where action = 'test:recorded'");
    for (const { id } of rows) {
      const [part] = there(await revealEntry(owner, id)).protected;
      if (there(part).values !== null) expect(there(part).values).toEqual({ n: now });
    }
    await owner.end();
  }
  const recorded = await world.sql('select from data.audit');
  expect(recorded).toHaveLength(6 * scaled(15, 100));
  await sealEverything(world);
  expect(await audit(world)).toMatchObject({ code: 0 });
});

test('an erasure waits for an act that holds the subject, and an act for an erasure', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const subject = { kind: 'person', id: there(mall.person) } as const;
  const order: string[] = [];
  const [held, mayGoOn] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  // The key is made by this very act: there is nothing to be seen of it by others yet.
  const recording = act(world, mall, async (act) => {
    await act.holdSubject(subject);
    held.resolve(undefined);
    await mayGoOn.promise;
    order.push('recorded');
  });
  await held.promise;
  const erasing = act(world, mall, async (act) => {
    const was = await eraseSubject(act, subject);
    order.push(was ? 'erased' : 'nothing to erase');
    await sleep(50);
    order.push('erasure over');
  });
  await sleep(100);
  const anew = act(world, mall, async (act) => {
    await act.holdSubject(subject);
    order.push('held anew');
  });
  await sleep(100);
  expect(order).toEqual([]);
  mayGoOn.resolve(undefined);
  await Promise.all([recording, erasing, anew]);
  const [recorded, erased, over] = ['recorded', 'erased', 'erasure over'].map((what) => order.indexOf(what));
  expect(recorded).toBeLessThan(there(erased));
  // Whoever holds the subject meanwhile does so before the erasure or after it.
  const again = order.indexOf('held anew');
  expect(again < there(erased) || again > there(over)).toBe(true);
  expect(order).toHaveLength(4);
});
