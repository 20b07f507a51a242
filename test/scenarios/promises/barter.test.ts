/** Row 38 from the first word to the last: drafted, signed, delivered, disputed, confirmed by silence, settled, taken back, settled again. */
import { expect, test } from '@jest/globals';
import { globalId } from '../../../src/domain/ids.ts';
import { ConfirmDeliveryDocument, ReverseDeliveryDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { standing } from './delivery-steps.ts';
import {
  confirmed,
  disputed,
  drawnUp,
  figuresOf,
  later,
  recorded,
  rehashed,
  settledBy,
  sheetNow,
} from './settlement-steps.ts';
import { between, drafted, promise, signs } from './terms-steps.ts';

test('sixty sessions for a hall: 48 count, 2 do not, by the terms that were drafted; what is taken back stands on the next sheet', async () => {
  await using world = await createWorld();
  const cast = await world.alliance('慈邻', 'street', 'mall', 'community', 'power');
  const { mall, community } = cast;
  const { id: agreementId } = await drafted(mall, {
    ...between(mall, community),
    title: '空间换资源',
    terms: {
      commitments: [
        promise(mall, community, { title: '技能培训', quantity: { value: '60', unit: '场' } }),
        promise(community, mall, { title: '社区二楼大厅', action: 'USE', quantity: { value: '8', unit: '次' } }),
      ],
      confirmWithinDays: 3,
    },
  });
  await signs(mall, { id: agreementId });
  await signs(community, { id: agreementId });
  const rows = await world.sql<{ id: string }>('select id from exchange.commitment order by rank');
  const [sessions, hall] = rows.map(({ id }) => globalId('commitment', id)).map(there);
  const begun = { ...cast, world, agreementId, sessions: there(sessions), hall: there(hall) };

  await confirmed(begun, '8', { of: 'hall' });
  const most = await recorded(begun, '40');
  await recorded(begun, '8');
  await disputed(begun, '2');
  const first = world.clock.day(0, '00:00').slice(0, 10);
  // Nobody answers what was recorded: after three days it counts.
  const where = await later(world, begun, 4);
  expect(await standing(where.street, where.sessions)).toBe('OPEN 48+12 ACTIVE');
  expect(await standing(where.street, where.hall)).toBe('FULFILLED 8+0 ACTIVE');
  const then = world.clock.day(0, '00:00').slice(0, 10);
  const sheet = await drawnUp(where, { from: first, until: then });
  const figures = ['技能培训 48/60场 = 0+48+0, 2/0/12', '社区二楼大厅 8/8次 = 0+8+0, 0/0/0'];
  expect(figuresOf(sheet)).toEqual(figures);
  await settledBy(where, sheet);

  const { delivery } = await where.community.do(ReverseDeliveryDocument, { deliveryId: most, reason: '记错了单位' });
  await where.mall.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  expect(await standing(where.street, where.sessions)).toBe('OPEN 8+52 ACTIVE');
  const next = await drawnUp(where, { from: then, until: world.clock.day(1, '00:00').slice(0, 10) });
  expect(figuresOf(next)).toEqual(['技能培训 8/60场 = 48+0+-40, 0/0/52', '社区二楼大厅 8/8次 = 8+0+0, 0/0/0']);
  expect(next.deliveries.nodes.map(({ entry, delivery, quantity: { value } }) => [entry, delivery?.id, value])).toEqual(
    [['LATE', most, '-40']],
  );
  expect(rehashed(next)).toBe('一致');
  // The old one says what it said.
  expect(figuresOf(await sheetNow(where.community, sheet.id))).toEqual(figures);
});
