import { expect, test } from '@jest/globals';
import {
  HandInNeedDocument,
  ReleaseNeedDocument,
  ReturnNeedDocument,
  ReviseNeedDocument,
  WithdrawNeedDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { listed, there } from '../story.ts';

const ROUNDS = scaled(8, 40);
const HELD = listed({ title: '收音机', description: '请打13812345678' });
const codes = (answers: readonly { readonly userErrors: readonly { readonly code: string }[] }[]): string[] =>
  answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));

test('a coordinator releases while the unit revises: what is published is what somebody judged, or what is clean', async () => {
  await using world = await createWorld();
  const { street, community } = await world.alliance('五色', 'street', 'community');
  for (let round = 0; round < ROUNDS; round += 1) {
    const needId = there((await community.do(HandInNeedDocument, HELD)).need).id;
    const of = { needId, expectedVersion: 1 };
    const [released, revised] = await Promise.all([
      street.act(ReleaseNeedDocument, { ...of, reason: '公用号码' }),
      community.act(ReviseNeedDocument, { ...of, description: '请打13912345678' }),
    ]);
    expect([released, revised].filter(({ need }) => need !== null)).toHaveLength(1);
    const [row] = await world.sql<{ state: string; description: string; verdict: string | null }>(
      `select state, description, verdict from exchange.need where 'need_' || replace(id::text, '-', '') = $1`,
      [needId],
    );
    if (released.need === null) {
      expect(codes([released])).toEqual(['VERSION_CONFLICT']);
      expect(row).toEqual({ state: 'IN_REVIEW', description: '请打13912345678', verdict: null });
    } else {
      expect(codes([revised])).toEqual(['VERSION_CONFLICT']);
      expect(row).toEqual({ state: 'PUBLISHED', description: '请打13812345678', verdict: 'RELEASED' });
    }
  }
});

test('of coordinators who judge the same words, and the unit that withdraws them, one is done', async () => {
  await using world = await createWorld();
  const { street, community, id, uuid } = await world.alliance('五色', 'street', 'community', 'mall');
  const second = await world.people.post(there(street.unit), { alliance: uuid });
  const other = await world.people.actor(second, there(street.unit), uuid);
  for (let round = 0; round < ROUNDS; round += 1) {
    const needId = there((await community.do(HandInNeedDocument, { ...HELD, audience: [id] })).need).id;
    const of = { needId, expectedVersion: 1 };
    const answers = await Promise.all([
      street.act(ReleaseNeedDocument, { ...of, reason: '误报' }),
      other.act(ReturnNeedDocument, { ...of, reason: '请改' }),
      other.act(ReleaseNeedDocument, { ...of, reason: '也是误报' }),
      community.act(WithdrawNeedDocument, of),
    ]);
    const done = answers.filter(({ need }) => need !== null);
    expect(done).toHaveLength(1);
    const refused = codes(answers);
    expect(refused).toHaveLength(3);
    // Of what its unit withdrew others are told nothing, not even that it was there.
    const hidden = done[0]?.need?.state === 'WITHDRAWN' ? ['NOT_FOUND'] : [];
    const late = ['WRONG_STATE', 'ALREADY_DONE', 'VERSION_CONFLICT', ...hidden];
    expect(refused.filter((code) => !late.includes(code))).toEqual([]);
    const [reviews] = await world.sql<{ count: number }>(
      `select count(*)::integer as count from exchange.need_review where 'need_' || replace(need_id::text, '-', '') = $1`,
      [needId],
    );
    expect(reviews?.count).toBe(done[0]?.need?.state === 'WITHDRAWN' ? 0 : 1);
  }
});
