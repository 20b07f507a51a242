import { expect, test } from '@jest/globals';
import { withOwner } from '../../../src/data/open.ts';
import { parseId } from '../../../src/domain/ids.ts';
import { confirmDeliveries } from '../../../src/modules/exchange/index.ts';
import { ConfirmDeliveryDocument, DisputeDeliveryDocument, RecordInFullDocument } from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { delivered, promised, said, standing } from './delivery-steps.ts';

test('when the time is over, chores and whoever acts at once confirm it once, and nobody disputes it', async () => {
  await using world = await createWorld();
  const { street, uuid, ...cast } = await world.alliance('五色', 'street', 'mall', 'community');
  let { mall, community } = cast;
  for (let round = 0; round < scaled(3, 20); round += 1) {
    const { commitmentId, agreementId } = await promised(
      await world.people.actor(there(street.person), there(street.unit), uuid),
      mall,
      community,
      { value: '10' },
    );
    const id = parseId('agreement', agreementId);
    await world.sql('update exchange.agreement set confirm_within_days = 1 where id = $1', [id]);
    const deliveryId = await delivered(world, mall, commitmentId, '10');
    world.clock.pass({ days: 1 });
    const again = (who: typeof mall) => world.people.actor(there(who.person), there(who.unit), uuid);
    [mall, community] = [await again(mall), await again(community)];
    const chore = () => withOwner(world.database, (client) => confirmDeliveries(client, world.clock.now()));
    const [confirmed, disputed, recorded] = await Promise.all([
      community.act(ConfirmDeliveryDocument, { deliveryId }),
      community.act(DisputeDeliveryDocument, { deliveryId, reason: '未到场' }),
      mall.act(RecordInFullDocument, said(world, commitmentId, '1')),
      chore(),
      chore(),
    ]);
    expect(confirmed.userErrors).toMatchObject([{ code: 'ALREADY_DONE' }]);
    expect(disputed.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(recorded.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(await standing(mall, commitmentId)).toBe('FULFILLED 10+0 COMPLETED');
    const told = await world.sql('select from data.outbox where type = $1 and subject_id = $2', [
      'delivery:confirmed',
      parseId('event', deliveryId),
    ]);
    expect(told).toHaveLength(1);
  }
});
