import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Turns } from '../../src/data/turns.ts';

test('works of one key come one after the other, in their order, whatever becomes of those before; others do not wait', async () => {
  const turns = new Turns();
  const said: string[] = [];
  const work = (name: string, ms: number) => async (): Promise<string> => {
    said.push(`${name} begins`);
    await sleep(ms);
    said.push(`${name} ends`);
    if (name === 'second') throw new Error(name);
    return name;
  };
  const all = await Promise.allSettled([
    turns.take('a', work('first', 30)),
    turns.take('a', work('second', 1)),
    turns.take('b', work('other', 1)),
    turns.take('a', work('third', 1)),
  ]);
  expect(all.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
    ...['first', 'failed', 'other', 'third'],
  ]);
  expect(said.filter((one) => !one.startsWith('other'))).toEqual(
    ['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]),
  );
  expect(said.indexOf('other ends')).toBeLessThan(said.indexOf('first ends'));
});
