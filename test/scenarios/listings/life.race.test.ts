import { expect, test } from '@jest/globals';
import {
  ClaimNeedDocument,
  DraftNeedDocument,
  NeedLivingDocument,
  PauseNeedDocument,
  PublishDraftNeedDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  ReleaseOfferDocument,
  ReturnOfferDocument,
  ReviseNeedDocument,
  ReviseOfferDocument,
  SaveSearchDocument,
  UpdateDraftNeedDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import { withOwner } from '../../../src/data/open.ts';
import { expireListings } from '../../../src/modules/exchange/index.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { listed, need, there } from '../story.ts';

const ROUNDS = scaled(6, 40);

interface Refusable {
  readonly userErrors: readonly { readonly code: string }[];
}
const codes = (answers: readonly Refusable[]): string[] =>
  answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
const stateOf = async (actor: Actor, id: string) => there((await actor.ask(NeedLivingDocument, { id })).need);

test('two editors of one draft, and who publishes it: one is done, the others are told that it is another by now', async () => {
  await using world = await createWorld();
  const { community } = await world.alliance('五色', 'street', 'community');
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id: needId } = there((await community.do(DraftNeedDocument, listed({ title: '会场' }))).need);
    const of = { needId, expectedVersion: 1 };
    const answers = await Promise.all([
      community.act(UpdateDraftNeedDocument, { ...listed({ title: '甲' }), ...of }),
      community.act(UpdateDraftNeedDocument, { ...listed({ title: '乙' }), ...of }),
      community.act(PublishDraftNeedDocument, of),
    ]);
    expect(answers.filter((answer) => answer.need !== null)).toHaveLength(1);
    expect(codes(answers).filter((code) => code !== 'VERSION_CONFLICT' && code !== 'WRONG_STATE')).toEqual([]);
    const [redrafted, other, published] = answers;
    const now = await stateOf(community, needId);
    expect(now).toMatchObject({ version: 2, state: there(published).need === null ? 'DRAFT' : 'PUBLISHED' });
    expect(now.title).toBe(there(redrafted).need?.title ?? there(other).need?.title ?? '会场');
  }
});

test('words of an offer are judged, written anew and taken back at once: what is published is what was judged, or is clean', async () => {
  await using world = await createWorld();
  const { street, mall } = await world.alliance('五色', 'street', 'mall');
  for (let round = 0; round < ROUNDS; round += 1) {
    const wish = listed({ title: '修伞', description: '请打13812345678' });
    const offerId = there((await mall.do(PublishOfferDocument, wish)).offer).id;
    const of = { offerId, expectedVersion: 1 };
    const answers = await Promise.all([
      street.act(ReleaseOfferDocument, { ...of, reason: '公用号码' }),
      street.act(ReturnOfferDocument, { ...of, reason: '请改' }),
      mall.act(ReviseOfferDocument, { ...of, description: '请到店' }),
      mall.act(WithdrawOfferDocument, of),
    ]);
    expect(answers.filter(({ offer }) => offer !== null)).toHaveLength(1);
    const known = ['WRONG_STATE', 'VERSION_CONFLICT', 'ALREADY_DONE'];
    const [released, returned, revised, withdrawn] = answers;
    expect(codes([revised, withdrawn]).filter((code) => !known.includes(code))).toEqual([]);
    // What its unit has withdrawn is not there any more for who judges it.
    const told = withdrawn.offer === null ? known : [...known, 'NOT_FOUND'];
    expect(codes([released, returned]).filter((code) => !told.includes(code))).toEqual([]);
    const [row] = await world.sql<{ state: string; description: string; verdict: string | null }>(
      `select state, description, verdict from exchange.offer where 'offer_' || replace(id::text, '-', '') = $1`,
      [offerId],
    );
    if (there(row).state === 'PUBLISHED')
      expect([there(row).verdict, there(row).description]).toEqual(
        answers[0].offer === null ? [null, '请到店'] : ['RELEASED', '请打13812345678'],
      );
  }
});

test('a need is paused while it is claimed: the claim is in time, or it is told that the need is paused', async () => {
  await using world = await createWorld();
  const { community, mall } = await world.alliance('五色', 'street', 'community', 'mall');
  for (let round = 0; round < ROUNDS; round += 1) {
    const needId = await need(community, { value: '1' });
    const [claimed, paused] = await Promise.all([
      mall.act(ClaimNeedDocument, { needId, amount: '1' }),
      community.act(PauseNeedDocument, { needId, expectedVersion: 1 }),
    ]);
    expect(paused.need).toMatchObject({ state: 'PAUSED' });
    const [row] = await world.sql<{ covered: string; paused_for: string[] }>(
      `select covered::text, paused_for from exchange.need where 'need_' || replace(id::text, '-', '') = $1`,
      [needId],
    );
    // Who claimed in time still sees it; who did not, not.
    const isClaimed = claimed.match !== null;
    expect(there(row)).toEqual({ covered: isClaimed ? '1.0000' : '0.0000', paused_for: isClaimed ? [mall.unit] : [] });
    if (!isClaimed) expect(['WRONG_STATE', 'NOT_FOUND']).toContain(there(codes([claimed])[0]));
    const { need: seen } = await mall.ask(NeedLivingDocument, { id: needId });
    expect(seen === null).toBe(!isClaimed);
  }
});

test('an amount is lowered while it is claimed: never is more claimed than there is', async () => {
  await using world = await createWorld();
  const { community, mall, power } = await world.alliance('五色', 'street', 'community', 'mall', 'power');
  for (let round = 0; round < ROUNDS; round += 1) {
    const needId = await need(community, { value: '10' });
    const [first, second, lowered] = await Promise.all([
      mall.act(ClaimNeedDocument, { needId, amount: '4' }),
      power.act(ClaimNeedDocument, { needId, amount: '4' }),
      community.act(ReviseNeedDocument, { needId, expectedVersion: 1, amount: '5' }),
    ]);
    const claimed = [first, second].filter(({ match }) => match !== null).length;
    const now = await stateOf(community, needId);
    expect(now.covered.value).toBe(String(4 * claimed));
    if (lowered.need === null) expect([claimed, codes([lowered])]).toEqual([2, ['INVALID_INPUT']]);
    else expect([claimed, codes([first, second]), now.quantity.value]).toEqual([1, ['NOT_ENOUGH_LEFT'], '5']);
  }
});

test('a need is claimed while the chore writes down that it is over: by the clock the claim is too late, and nothing is held', async () => {
  await using world = await createWorld();
  const { community, mall, power } = await world.alliance('五色', 'street', 'community', 'mall', 'power');
  const closesAt = new Date(world.clock.now().getTime() + 3_600_000).toISOString();
  const made = await Promise.all(
    Array.from({ length: ROUNDS }, () => community.do(PublishNeedDocument, { ...listed({ value: '5' }), closesAt })),
  );
  const ids = made.map(({ need: one }) => there(one).id);
  for (const needId of ids) await power.do(ClaimNeedDocument, { needId, amount: '1' });
  world.clock.pass({ hours: 1 });
  const chores = [1, 2].map(() => withOwner(world.database, (client) => expireListings(client, world.clock.now())));
  const [answers, written] = await Promise.all([
    Promise.all(ids.map((needId) => mall.act(ClaimNeedDocument, { needId, amount: '1' }))),
    Promise.all(chores),
  ]);
  expect(new Set(codes(answers))).toEqual(new Set(['WRONG_STATE']));
  const last = await withOwner(world.database, (client) => expireListings(client, world.clock.now()));
  expect(written.reduce((sum, n) => sum + n, last)).toBe(ROUNDS);
  for (const id of ids)
    expect(await stateOf(community, id)).toMatchObject({ state: 'EXPIRED', covered: { value: '0' } });
});

test('of searches that a unit saves at once, as many are kept as there may be', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  const save = (i: number) => mall.act(SaveSearchDocument, { name: `检索${i}`, looksFor: 'NEEDS' as const });
  for (let i = 0; i < 18; i += 1) await save(i);
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => save(18 + i)));
  expect(answers.filter(({ savedSearch }) => savedSearch !== null)).toHaveLength(2);
  expect(codes(answers).filter((code) => code === 'FORBIDDEN')).toHaveLength(6);
  const [row] = await world.sql<{ count: number }>('select count(*)::integer as count from exchange.saved_search');
  expect(there(row).count).toBe(20);
});
