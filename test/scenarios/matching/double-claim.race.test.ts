import { expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { ClaimNeedDocument, NeedNowDocument } from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { holding } from '../holding.ts';
import { need, there } from '../story.ts';
import { wish } from './wish-steps.ts';

const SUPPLIERS = ['a', 'b', 'c', 'd', 'e'] as const;

test('a need that several claim at once is claimed once, and the others are told what is left', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('邻聚力', 'street', 'community', ...SUPPLIERS);
  const needId = await need(alliance.community, { title: '微心愿', value: '1', unit: '件' });

  const answers = await Promise.all(
    SUPPLIERS.map((name) => alliance[name].act(ClaimNeedDocument, { needId, amount: '1' })),
  );

  expect(answers.filter(({ match }) => match?.state === 'ACCEPTED_BY_ONE')).toHaveLength(1);
  for (const refusal of answers.flatMap(({ userErrors }) => userErrors)) {
    expect(refusal).toMatchObject({ code: 'NOT_ENOUGH_LEFT', remainingQuantity: { value: '0', unit: '件' } });
  }
  const now = there((await alliance.community.ask(NeedNowDocument, { id: needId })).need);
  expect(now).toMatchObject({ covered: { value: '1' }, remaining: { value: '0' } });
  expect(there(now.matches).nodes).toHaveLength(1);
});

test('claims of parts never cover more than the need, whatever their number', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('邻聚力', 'street', 'community', ...SUPPLIERS);
  const needId = await need(alliance.community, { value: '10', unit: '小时' });
  const claims = Array.from({ length: scaled(20, 200) }, (_, i) => alliance[SUPPLIERS[i % SUPPLIERS.length] ?? 'a']);

  const answers = await Promise.all(
    claims.map((supplier) => supplier.act(ClaimNeedDocument, { needId, amount: '1.5' })),
  );

  // Six claims of 1.5 make 9; a seventh would make 10.5.
  expect(answers.filter(({ match }) => match !== null)).toHaveLength(6);
  expect(new Set(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
    new Set(['NOT_ENOUGH_LEFT']),
  );
  const now = there((await alliance.community.ask(NeedNowDocument, { id: needId })).need);
  expect(now).toMatchObject({ covered: { value: '9' }, remaining: { value: '1' } });
});

test('who does not see a need does not wait for it', async () => {
  await using world = await createWorld();
  const { community } = await world.alliance('邻聚力', 'street', 'community');
  const { stranger } = await world.alliance('红立方', 'other', 'stranger');
  const needId = await need(community, { value: '1' });
  const letGo = await holding(world, 'select from exchange.need where id = $1 for update', [parseId('need', needId)]);
  try {
    // Who waits never comes to an answer.
    const claimed = await stranger.act(ClaimNeedDocument, { needId, amount: '1' });
    expect(claimed).toMatchObject({ match: null, userErrors: [{ code: 'NOT_FOUND' }] });
  } finally {
    await letGo();
  }
});

test('whose claim cannot come to anything does not wait for the need', async () => {
  await using world = await createWorld();
  const { community, mall } = await world.alliance('邻聚力', 'street', 'community', 'mall');
  const [needId, wishId] = [await need(community, { value: '1' }), await wish(community)];
  const held = [needId, wishId].map((id) => parseId('need', id));
  const letGo = await holding(world, 'select from exchange.need where id = any($1) for update', [held]);
  try {
    const late = new Date(world.clock.now().getTime() - 1000).toISOString();
    const tried = await Promise.all([
      community.refused(ClaimNeedDocument, { needId, amount: '1' }),
      mall.refused(ClaimNeedDocument, { needId: wishId, amount: '1' }),
      mall.refused(ClaimNeedDocument, { needId, amount: '1', respondBy: late }),
    ]);
    expect(tried.map(({ code }) => code)).toEqual(['FORBIDDEN', 'INVALID_INPUT', 'INVALID_INPUT']);
  } finally {
    await letGo();
  }
});
