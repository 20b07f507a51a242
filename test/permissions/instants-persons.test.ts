/** What persons are ends at once, and at the very instant: for the public, and by name for who coordinates their unit. */
import { afterAll, beforeAll, test } from '@jest/globals';
import { EndPostDocument, LeaveAllianceDocument, type PersonRelationNowFragment } from '../generated/operations.ts';
import { employed, left, settled, type Employed } from '../scenarios/people/person-steps.ts';
import { site } from '../scenarios/land/sites.ts';
import { membershipOf } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';
import type { AllianceOfTest } from '../support/people.ts';
import { createWorld, type World } from '../support/world.ts';
import { cutsAtOnce, cutsAtTheInstant, headersOf, type Sight } from './cuts.ts';

let world: World;
let red: AllianceOfTest<'street'>;

const RELATION = 'query ($id: ID!) { personRelation(id: $id) { id person { name } } }';

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('红联盟', 'street');
});

afterAll(() => world[Symbol.asyncDispose]());

interface Office {
  readonly unit: Actor;
  readonly keeper: Employed;
  readonly office: PersonRelationNowFragment;
  /** Nobody in particular sees that it is held, and the coordinator by whom. */
  readonly seen: Sight;
  readonly named: Sight;
}

let units = 0;

/** Somebody in charge of a room of a member. */
async function held(until?: Date): Promise<Office> {
  units += 1;
  const id = await world.people.unit(`第${units}家`);
  await world.people.join(id, red.uuid);
  const unit = await world.people.actor(await world.people.administrator(id), id, red.uuid);
  const name = `主理人${units}号`;
  const keeper = await employed(world, id, name);
  const terms = { postId: keeper.postId, ...(until && { until: until.toISOString() }) };
  const office = await settled(unit, keeper.actor, 'room-keeper', await site(unit), terms);
  const asked = { world, query: RELATION, variables: { id: office.id } };
  const seen = { ...asked, headers: {}, mark: office.id };
  return {
    unit,
    keeper,
    office,
    seen,
    named: { ...asked, headers: await headersOf(world, red.street, red.id), mark: name },
  };
}

test.each(['seen', 'named'] as const)('an office is not %s any more when it is ended', async (how) => {
  await cutsAtOnce(
    () => held(),
    ({ keeper, office }) => left(keeper.actor, office),
    (scene) => scene[how],
  );
});

test.each(['seen', 'named'] as const)('nor is it %s when the post ends that it is by', async (how) => {
  const input = { expectedVersion: 1, reason: '调离' };
  await cutsAtOnce(
    () => held(),
    ({ keeper }) => keeper.actor.do(EndPostDocument, { ...input, postId: keeper.postId }),
    (scene) => scene[how],
  );
});

test.each(['seen', 'named'] as const)('nor is it %s at the instant its term ends', async (how) => {
  const until = new Date(world.clock.now().getTime() + 600_000);
  await cutsAtTheInstant((await held(until))[how], until);
});

test('nor is it known whose it is when the unit leaves the alliance', async () => {
  const reason = '搬迁';
  await cutsAtOnce(
    () => held(),
    async ({ unit }) => {
      const { id: membershipId, version: expectedVersion } = await membershipOf(unit, red.id);
      await unit.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason });
    },
    ({ named }) => named,
  );
});
