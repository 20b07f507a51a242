import { expect, test } from '@jest/globals';
import { createWorld } from '../support/world.ts';
import { filled, sent } from './sheets.ts';

test('of ten files at once as many are kept as there is room for, and the others are told what is left', async () => {
  await using world = await createWorld();
  const { street } = await world.alliance('五色', 'street', 'mall');
  const room = await filled(world, street);
  const size = Math.floor(room / 4);
  const all = await Promise.all(
    Array.from({ length: 10 }, (_, i) => sent(world, street, `${i}.txt`, Buffer.alloc(size, 'a'))),
  );
  const refused = all.filter(({ status }) => status === 413);
  expect([refused.length, all.filter(({ status }) => status === 201).length]).toEqual([6, 4]);
  for (const { body } of refused) expect(body).toContain('NOT_ENOUGH_LEFT');
  const [kept] = await world.sql('select sum(size)::integer as bytes from data.file');
  expect(kept).toEqual({ bytes: 64 * 1024 * 1024 - room + 4 * size });
});
