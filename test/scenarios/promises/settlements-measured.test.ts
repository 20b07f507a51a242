/** A unit of measure is the same one however much space there is around it, and what is promised in it can be settled. */
import { expect, test } from '@jest/globals';
import { globalId } from '../../../src/domain/ids.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { confirmed, drawnUp, figuresOf, rehashed, settledBy, sheetNow } from './settlement-steps.ts';
import { between, checked, drafted, promise, signedOf, signs } from './terms-steps.ts';

test('terms that were given with spaces around the unit of measure are signed, kept and settled without', async () => {
  await using world = await createWorld();
  const cast = await world.alliance('慈邻', 'street', 'mall', 'community', 'power');
  const { mall, community } = cast;
  const agreement = await drafted(mall, {
    ...between(mall, community),
    terms: {
      commitments: [
        promise(mall, community, { title: '技能培训', quantity: { value: '60', unit: '场 ' } }),
        promise(community, mall, {
          title: '二楼大厅',
          action: 'USE',
          quantity: { value: '8', unit: '\u3000半天  次' },
        }),
      ],
    },
  });
  await signs(mall, agreement);
  await signs(community, agreement);
  expect(checked(await signedOf(mall, agreement))).toBe('一致');
  const rows = await world.sql<{ id: string }>('select id from exchange.commitment order by rank');
  const [sessions, hall] = rows.map(({ id }) => globalId('commitment', id)).map(there);
  const where = { ...cast, world, agreementId: agreement.id, sessions: there(sessions), hall: there(hall) };
  await confirmed(where, '5');
  const sheet = await drawnUp(where, { from: '2026-11-21', until: '2026-11-22' });
  expect(figuresOf(sheet)).toEqual(['技能培训 5/60场 = 0+5+0, 0/0/55', '二楼大厅 0/8半天 次 = 0+0+0, 0/0/8']);
  expect(rehashed(sheet)).toBe('一致');
  await settledBy(where, sheet);
  expect(await sheetNow(mall, sheet.id)).toMatchObject({ state: 'CONFIRMED' });
});

test('what was promised with such spaces before is settled as it was promised', async () => {
  await using world = await createWorld();
  const cast = await world.alliance('慈邻', 'street', 'mall', 'community', 'power');
  const { mall, community } = cast;
  const agreement = await drafted(mall, between(mall, community));
  await signs(mall, agreement);
  await signs(community, agreement);
  await world.sql(`update exchange.commitment set quantity_unit = '小时 '`);
  const [first] = await world.sql<{ id: string }>('select id from exchange.commitment order by rank');
  const sessions = globalId('commitment', there(first).id);
  const where = { ...cast, world, agreementId: agreement.id, sessions, hall: sessions };
  const sheet = await drawnUp(where, { from: '2026-11-21', until: '2026-11-22' });
  expect(figuresOf(sheet)[0]).toBe('志愿服务 0/2小时  = 0+0+0, 0/0/2');
  expect(rehashed(sheet)).toBe('一致');
});
