/** A mutation by itself and mutations beside each other are answered alike, however the document is written. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { listed } from '../story.ts';

let world: World;
let street: Actor;
let mall: Actor;

beforeAll(async () => {
  world = await createWorld();
  ({ street, mall } = await world.alliance('五色', 'street', 'mall'));
});

afterAll(() => world[Symbol.asyncDispose]());

interface Told {
  readonly offer: { readonly id: string; readonly title: string } | null;
  readonly userErrors: readonly { readonly __typename: string; readonly code: string }[];
  readonly replayed: boolean;
}

const TOLD = '{ offer { id title } userErrors { __typename code } replayed }';
const ONE = `mutation ($one: PublishOfferInput!) { publishOffer(input: $one) ${TOLD} }`;

const input = (title: string, more: object = {}) => ({ ...listed({ title }), idempotencyKey: world.key(), ...more });

async function told(query: string, variables: object): Promise<Record<string, Told>> {
  const { data, errors } = await mall.try<Record<string, Told>, object>(query, variables);
  expect(errors).toBeUndefined();
  return data ?? {};
}

const done = (title: string, replayed = false) => ({
  offer: { id: expect.stringMatching(/^offer_/), title },
  userErrors: [],
  replayed,
});

test('each of two is done, under its alias and in its order', async () => {
  const query = `mutation ($one: PublishOfferInput!, $two: PublishOfferInput!) {
    first: publishOffer(input: $one) ${TOLD}
    second: publishOffer(input: $two) ${TOLD}
  }`;
  const answer = await told(query, { one: input('甲'), two: input('乙') });
  expect(Object.entries(answer)).toEqual([
    ['first', done('甲')],
    ['second', done('乙')],
  ]);
});

test('one in a fragment, and one that a variable leaves alone, are each done once', async () => {
  const inFragment = `mutation ($one: PublishOfferInput!) { ...Act }
    fragment Act on Mutation { made: publishOffer(input: $one) ${TOLD} }`;
  expect(await told(inFragment, { one: input('丙') })).toEqual({ made: done('丙') });
  const skipped = `mutation ($one: PublishOfferInput!, $no: Boolean!) {
    first: publishOffer(input: $one) @skip(if: $no) ${TOLD}
    second: publishOffer(input: $one) ${TOLD}
  }`;
  expect(await told(skipped, { one: input('丁'), no: true })).toEqual({ second: done('丁') });
  const [rows] = await world.sql<{ count: number }>(
    `select count(*)::integer as count from exchange.offer where title in ('丙', '丁')`,
  );
  expect(rows?.count).toBe(2);
});

test('under one key the second is told what the first did, beside it and after it', async () => {
  const one = input('戊');
  const twice = `mutation ($one: PublishOfferInput!) {
    first: publishOffer(input: $one) ${TOLD}
    second: publishOffer(input: $one) ${TOLD}
  }`;
  const answer = await told(twice, { one });
  expect(answer).toEqual({ first: done('戊'), second: done('戊', true) });
  expect(answer['second']?.offer).toEqual(answer['first']?.offer);
  expect(await told(ONE, { one })).toEqual({ publishOffer: { ...answer['first'], replayed: true } });
});

test('what is refused is refused in the same words, alone and beside another', async () => {
  const wrong = input('己', { category: 'no.such' });
  const alone = await told(ONE, { one: wrong });
  expect(alone['publishOffer']).toMatchObject({ offer: null, userErrors: [{ code: 'INVALID_INPUT' }] });
  const beside = await told(
    `mutation ($one: PublishOfferInput!, $two: PublishOfferInput!) {
      wrong: publishOffer(input: $one) ${TOLD}
      right: publishOffer(input: $two) ${TOLD}
    }`,
    { one: wrong, two: input('庚') },
  );
  expect(beside).toEqual({ wrong: alone['publishOffer'], right: done('庚') });
});

test('variables that do not fit are told as everywhere, and nothing is done', async () => {
  const { data, errors } = await mall.try(ONE, { one: { title: '辛' } });
  expect([data ?? null, errors?.[0]?.extensions.code]).toEqual([null, 'BAD_USER_INPUT']);
  expect(await world.sql(`select from exchange.offer where title = '辛'`)).toEqual([]);
});

test('an id that is none is told after the hat that is not one’s own', async () => {
  const query = 'mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { userErrors { code } } }';
  const claim = { idempotencyKey: world.key(), needId: 'need_x', amount: '1' };
  const bare = mall.wearing({ 'x-acting-unit': street.unitId });
  const without = await bare.try<{ claimNeed: { userErrors: readonly { code: string }[] } }, object>(query, {
    input: claim,
  });
  expect(without.data?.claimNeed.userErrors).toMatchObject([{ code: 'HAT_REQUIRED' }]);
  const { errors } = await mall.try(query, { input: { ...claim, idempotencyKey: world.key() } });
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
