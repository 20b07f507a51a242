/** An end and a delivery at the same time: one order holds, whoever is late is told, and nothing counts twice. */
import { expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import {
  ConfirmDeliveryDocument,
  RecordInFullDocument,
  TerminateAgreementDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { delivered, said } from './delivery-steps.ts';
import { firstOf, inForce, lifeOf, named, writeDown } from './life-steps.ts';

test('notice that takes effect at once, a delivery and an answer: nothing is recorded of what has ended', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  for (let round = 0; round < scaled(5, 30); round += 1) {
    const of = await inForce(mall, community);
    const { id: commitmentId } = await firstOf(mall, of);
    const deliveryId = await delivered(world, mall, commitmentId, '1');
    const notice = { ...(await named(community, of)), reason: '合作到此为止' };
    const [recorded, confirmed, ended] = await Promise.all([
      mall.act(RecordInFullDocument, said(world, commitmentId, '1')),
      community.act(ConfirmDeliveryDocument, { deliveryId }),
      community.act(TerminateAgreementDocument, notice),
      writeDown(world),
    ]);
    // A record and an answer change no version of the agreement.
    expect([ended.agreement?.state, confirmed.userErrors]).toEqual(['TERMINATED', []]);
    const wasRecorded = recorded.delivery !== null;
    if (!wasRecorded) expect(recorded.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    const rows = await world.sql<{ state: string; counted: string }>(
      'select state, counted::text from exchange.event where commitment_id = $1 order by id',
      [parseId('commitment', commitmentId)],
    );
    expect(rows).toHaveLength(wasRecorded ? 2 : 1);
    const { fulfilled, outstanding, released, state } = await firstOf(mall, of);
    expect([fulfilled.value, outstanding.value, released.value]).toEqual(
      wasRecorded ? ['1', '1', '0'] : ['1', '0', '1'],
    );
    expect(state).toBe(wasRecorded ? 'OPEN' : 'FULFILLED');
    if (recorded.delivery !== null) {
      await community.do(ConfirmDeliveryDocument, { deliveryId: recorded.delivery.id });
      expect(await firstOf(mall, of)).toMatchObject({ state: 'FULFILLED', fulfilled: { value: '2' } });
    }
    expect((await lifeOf(mall, of)).state).toBe('TERMINATED');
  }
});

test('two who give notice at once: one has not seen what the other did, or finds it ended', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  for (let round = 0; round < scaled(3, 20); round += 1) {
    const of = await inForce(mall, community);
    const notice = { ...(await named(community, of)), reason: '合作到此为止' };
    const answers = await Promise.all([mall, community].map((who) => who.act(TerminateAgreementDocument, notice)));
    expect(answers.filter(({ agreement }) => agreement !== null)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['WRONG_STATE']);
    expect((await lifeOf(mall, of)).terminations).toHaveLength(1);
  }
});
