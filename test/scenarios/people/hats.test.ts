import { describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/domain/ids.ts';
import {
  BookSlotDocument,
  ClaimNeedDocument,
  OfferTitlesDocument,
  PublishOfferDocument,
  WhoAmIDocument,
  type OfferTitlesQuery,
} from '../../generated/operations.ts';

import { createWorld } from '../../support/world.ts';
import { need, offer, there } from '../story.ts';

const titles = ({ offers }: OfferTitlesQuery): string[] | undefined => offers?.nodes.map(({ title }) => title).sort();

const about = {
  category: 'space.hall',
  title: '大厅',
  description: '说明',
  quantity: { value: '1', unit: '场' },
  visibility: 'ALLIANCE' as const,
};

describe('the alliance hat', () => {
  test('a member of two alliances sees each only under its hat, and public and own rows without one', async () => {
    await using world = await createWorld();
    const red = await world.alliance('红', 'redStreet', 'redMall', 'power');
    const blue = await world.alliance('蓝', 'blueStreet', 'blueMall');
    const { power } = red;
    if (power.unit !== null) await world.people.join(power.unit, blue.uuid);
    await offer(red.redMall, { title: '红内' });
    await offer(red.redMall, { title: '红公开', visibility: 'PUBLIC' });
    await offer(blue.blueMall, { title: '蓝内' });
    await offer(power, { title: '自用', visibility: 'UNIT' });
    await offer(power, { title: '只给红', audience: [red.id] });

    const inBlue = power.wearing({ 'x-acting-alliance': blue.id });
    const bare = power.withoutHat();
    expect(titles(await power.ask(OfferTitlesDocument, {}))).toEqual(['只给红', '红公开', '红内', '自用'].sort());
    expect(titles(await inBlue.ask(OfferTitlesDocument, {}))).toEqual(['红公开', '蓝内', '自用'].sort());
    expect(titles(await bare.ask(OfferTitlesDocument, {}))).toEqual(['只给红', '红公开', '自用'].sort());
    expect(titles(there((await world.ask(OfferTitlesDocument, {})).data))).toEqual(['红公开']);
  });

  test('is asked for where the act belongs to an alliance and the unit is in several; the choices are listed', async () => {
    await using world = await createWorld();
    const red = await world.alliance('红', 'redStreet', 'power');
    const blue = await world.alliance('蓝', 'blueStreet');
    if (red.power.unit !== null) await world.people.join(red.power.unit, blue.uuid);
    const bare = red.power.withoutHat();
    const needId = await need(red.redStreet);
    for (const refusal of [
      await bare.refused(PublishOfferDocument, about),
      await bare.refused(ClaimNeedDocument, { needId, amount: '1' }),
      await bare.refused(BookSlotDocument, { slotId: needId.replace('need', 'slot'), count: 1, purpose: '用' }),
    ]) {
      expect(refusal).toMatchObject({ __typename: 'HatRequiredError', code: 'HAT_REQUIRED' });
    }
    const { data } = await bare.try<{ publishOffer: unknown }, object>(
      `mutation ($input: PublishOfferInput!) {
        publishOffer(input: $input) { userErrors { ... on HatRequiredError { choices { unitId unitName allianceId allianceName } } } }
      }`,
      { input: { ...about, idempotencyKey: 'hat' } },
    );
    const choice = { unitId: red.power.unitId, unitName: 'power' };
    expect(data?.publishOffer).toEqual({
      userErrors: [
        {
          choices: [
            { ...choice, allianceId: red.id, allianceName: '红' },
            { ...choice, allianceId: blue.id, allianceName: '蓝' },
          ].sort((a, b) => (a.allianceName < b.allianceName ? -1 : 1)),
        },
      ],
    });
    // An act that belongs to no alliance needs none.
    await bare.do(PublishOfferDocument, { ...about, visibility: 'PUBLIC' as const });
  });

  test('with one membership there is nothing to choose', async () => {
    await using world = await createWorld();
    const { mall, community } = await world.alliance('红', 'street', 'mall', 'community');
    const bare = mall.withoutHat();
    const { offer: made } = await bare.do(PublishOfferDocument, about);
    expect(made).toMatchObject({ title: '大厅' });
    expect(titles(await community.ask(OfferTitlesDocument, {}))).toEqual(['大厅']);
  });
});

describe('the unit hat', () => {
  test('is asked for where the person holds posts in several units, for reads and for acts', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('红', 'street', 'mall');
    if (mall.person === null || street.unit === null) throw new Error('no person');
    await world.people.post(street.unit, { person: mall.person });
    const bare = mall.withoutHat();
    const { errors } = await bare.try(OfferTitlesDocument, {});
    expect(errors).toMatchObject([
      { path: ['offers'], extensions: { code: 'HAT_REQUIRED', problem: 'UNIT_REQUIRED' } },
    ]);
    expect(errors?.[0]?.extensions['choices']).toHaveLength(2);
    expect(await bare.refused(PublishOfferDocument, { ...about, visibility: 'PUBLIC' as const })).toMatchObject({
      code: 'HAT_REQUIRED',
    });
    // `viewer` says which hats there are, whatever the hat.
    const { viewer } = await bare.ask(WhoAmIDocument, {});
    expect(viewer).toMatchObject({ kind: 'PERSON', unit: null });
    expect(viewer?.hats.map(({ unit }) => unit?.shortName).sort()).toEqual(['mall', 'street']);
    const chosen = bare.wearing({ 'x-acting-unit': globalId('unit', street.unit) });
    expect((await chosen.ask(WhoAmIDocument, {})).viewer?.unit?.shortName).toBe('street');
    expect(titles(await chosen.ask(OfferTitlesDocument, {}))).toEqual([]);
  });

  test('is never guessed: a unit the person holds no post in is refused', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('红', 'street', 'mall');
    const foreign = mall.withoutHat().wearing({ 'x-acting-unit': street.unitId });
    const { errors } = await foreign.try(OfferTitlesDocument, {});
    expect(errors).toMatchObject([{ extensions: { code: 'HAT_REQUIRED', problem: 'UNIT_NOT_HELD' } }]);
    expect(await foreign.refused(PublishOfferDocument, about)).toMatchObject({ code: 'HAT_REQUIRED' });
    const broken = await mall.wearing({ 'x-acting-unit': 'street' }).try(OfferTitlesDocument, {});
    expect(broken.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('the token', () => {
  test('what nobody signed in may not do is refused; a bad token is refused before anything else', async () => {
    await using world = await createWorld();
    const anonymous = await world.ask(
      'mutation { publishOffer(input: { idempotencyKey: "a", category: "space.hall", title: "a", description: "a", quantity: { value: "1", unit: "a" }, visibility: PUBLIC }) { userErrors { code } } }',
    );
    expect(anonymous.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect((await world.ask('{ agreements { totalCount } }')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    const forged = await world.post(
      { query: '{ viewer { kind } }' },
      { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
    );
    expect(forged.statusCode).toBe(401);
    expect(forged.headers['www-authenticate']).toBe('Bearer');
    expect(forged.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('ends at its hour', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('红', 'mall');
    world.clock.pass({ days: 30, minutes: -1 });
    expect((await mall.ask(WhoAmIDocument, {})).viewer?.kind).toBe('PERSON');
    world.clock.pass({ minutes: 2 });
    expect((await mall.try(WhoAmIDocument, {})).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('a post that ended acts for nobody on the next request', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('红', 'street', 'mall');
    await offer(mall, { title: '自用', visibility: 'UNIT' });
    const bare = mall.withoutHat();
    expect(titles(await bare.ask(OfferTitlesDocument, {}))).toEqual(['自用']);
    await world.sql('update directory.post set valid = tstzrange(lower(valid), $1) where unit_id = $2', [
      world.clock.now(),
      mall.unit,
    ]);
    expect(titles(await bare.ask(OfferTitlesDocument, {}))).toEqual([]);
    expect(await bare.refused(PublishOfferDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
