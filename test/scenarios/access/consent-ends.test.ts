/** What cuts the reading of persons by an app ends it in that instant, with a token in use. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LeaveAllianceDocument, UninstallAppDocument, WithdrawNeedDocument } from '../../generated/operations.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { MASKED, Meals, seenBy } from '../matching/meals.ts';
import { membershipOf, there } from '../story.ts';

let meals: Meals;

beforeAll(async () => {
  meals = await Meals.open();
});

afterAll(() => meals[Symbol.asyncDispose]());

describe('the very next read by an app lacks the person, with a token in use', () => {
  test('when the term of the consent ends, in that instant', async () => {
    const { app, world } = meals;
    const wish = await meals.wish();
    using clock = world.clock.held();
    await meals.consent(wish, 'care.meals', new Date(world.clock.now().getTime() + 60_000).toISOString());
    clock.pass({ seconds: 59 });
    expect(await seenBy(app, wish)).toMatchObject(MASKED);
    clock.pass({ seconds: 1 });
    expect(await seenBy(app, wish)).toBeNull();
  });

  test('when the need is withdrawn', async () => {
    const { app, red } = meals;
    const wish = await meals.wish();
    await meals.consent(wish);
    expect(await seenBy(app, wish)).toMatchObject(MASKED);
    await red.community.do(WithdrawNeedDocument, { needId: wish.needId, expectedVersion: 1 });
    expect(await seenBy(app, wish)).toBeNull();
  });

  test('when the installation for the purpose ends, though another for another purpose stays', async () => {
    const { red, world } = meals;
    const wish = await meals.wish();
    await meals.consent(wish);
    await meals.agree(wish, red.power);
    const [street, power] = [there(red.street.unit), there(red.power.unit)];
    await world.people.administrator(power, there(red.power.person));
    const app = await world.people.app(power, red.uuid, ['needs:read'], 'care.meals');
    await world.sql(
      `insert into access.installation (id, app_id, unit_id, alliance_id, scopes, purpose, valid, created_at)
       values ($1, $2, $3, $4, array['needs:read'], 'care.visit', '[2026-01-01,)', '2026-01-01')`,
      [world.id('installation'), app.app, street, red.uuid],
    );
    expect(await seenBy(app, wish)).toMatchObject(MASKED);
    // Each unit lets it read for its own purpose.
    expect(await seenBy(app.wearing({ 'x-acting-unit': red.power.unitId }), wish)).toMatchObject(MASKED);
    expect(await seenBy(app.wearing({ 'x-acting-unit': red.street.unitId }), wish)).toBeNull();
    const [of] = await world.sql<{ id: string }>(
      'select id from access.installation where app_id = $1 and unit_id = $2',
      [app.app, power],
    );
    const installationId = globalId('installation', there(of).id);
    await red.power.do(UninstallAppDocument, { installationId, expectedVersion: 1 });
    expect(await seenBy(app, wish)).toBeNull();
  });

  test('when it was let read for that purpose, but not needs', async () => {
    const { red, world } = meals;
    const wish = await meals.wish();
    await meals.consent(wish);
    await meals.agree(wish, red.power);
    const [street, power] = [there(red.street.unit), there(red.power.unit)];
    const app = await world.people.app(power, red.uuid, ['offers:read'], 'care.meals');
    await world.sql(
      `insert into access.installation (id, app_id, unit_id, alliance_id, scopes, purpose, valid, created_at)
       values ($1, $2, $3, $4, array['needs:read'], 'care.visit', '[2026-01-01,)', '2026-01-01')`,
      [world.id('installation'), app.app, street, red.uuid],
    );
    expect(await seenBy(app, wish)).toBeNull();
  });

  test('when the hat is off, the need is for no alliance in particular, or held up', async () => {
    const { app, red } = meals;
    const [shown, open] = [
      await meals.wish({ visibility: 'PUBLIC', audience: [red.id] }),
      await meals.wish({ visibility: 'PUBLIC' }),
    ];
    const held = await meals.wish({ title: '请打13812345678' });
    for (const wish of [shown, open, held]) await meals.consent(wish);
    expect(await seenBy(app, shown)).toMatchObject(MASKED);
    expect(await seenBy(app.withoutHat(), shown)).toBeNull();
    expect(await seenBy(app, open)).toBeNull();
    expect(await seenBy(app, held)).toBeNull();
  });
});

test('what the community shows nobody any more when it leaves, an app does not read either', async () => {
  await using meals = await Meals.open();
  const { world, red } = meals;
  const wish = await meals.wish();
  await meals.consent(wish);
  const app = await world.people.app(there(red.mall.unit), red.uuid, ['needs:read'], 'care.meals');
  // A member of the alliance lets it read no more than itself may.
  expect(await seenBy(app, wish)).toBeNull();
  await meals.agree(wish, red.mall);
  expect(await seenBy(app, wish)).toMatchObject(MASKED);
  const { id: membershipId, version: expectedVersion } = await membershipOf(red.community, red.id);
  await red.community.withoutHat().do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
  expect(await seenBy(app, wish)).toBeNull();
  // What was promised outlives membership.
  expect(await seenBy(red.mall, wish)).toMatchObject(MASKED);
});
