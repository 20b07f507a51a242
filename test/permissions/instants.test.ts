/** A right that ends is gone from the very next request, and at the very instant that was its end. */
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Id } from '../../src/domain/ids.ts';
import {
  LeaveAllianceDocument,
  RemoveMemberDocument,
  SuspendMembershipDocument,
  WithdrawOfferDocument,
} from '../generated/operations.ts';
import { membershipOf, offer, there } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';
import type { AllianceOfTest } from '../support/people.ts';
import { createWorld, type World } from '../support/world.ts';
import { beginsAtTheInstant, CONTACT, cutsAtOnce, cutsAtTheInstant, headersOf, OFFER, type Sight } from './cuts.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

type Red = AllianceOfTest<'street' | 'mall' | 'community'>;

let alliances = 0;

/** An alliance with something to be seen in it by its members, and only by them. */
async function scene(): Promise<{ red: Red; offered: string; title: string }> {
  alliances += 1;
  const names = ['street', 'mall', 'community'] as const;
  const red = await world.alliance(`第${alliances}联盟`, ...names);
  await world.people.contact(red.mall, `唐小姐`, '+8613812345678');
  const title = `联盟内第${alliances}号`;
  return { red, offered: await offer(red.mall, { title }), title };
}

async function sights(who: 'community' | 'street'): Promise<{ red: Red; listing: Sight; contact: Sight }> {
  const { red, offered, title } = await scene();
  const headers = await headersOf(world, red[who], red.id);
  return {
    red,
    listing: { world, headers, query: OFFER, variables: { id: offered }, mark: title },
    // The coordinator sees it whole, a fellow member in part.
    contact: {
      ...{ world, headers, query: CONTACT, variables: { id: red.mall.unitId } },
      mark: who === 'street' ? '+8613812345678' : '+86138****5678',
    },
  };
}

const inAnHour = (): Date => new Date(world.clock.now().getTime() + 3_600_000);

const LANES = ['listing', 'contact'] as const;

describe.each(LANES)('a %s', (lane) => {
  test('is not seen any more by a unit that leaves the alliance', async () => {
    await cutsAtOnce(
      () => sights('community'),
      async ({ red }) => {
        const { id: membershipId, version: expectedVersion } = await membershipOf(red.community, red.id);
        await red.community.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
      },
      (scene) => scene[lane],
    );
  });

  test('is not seen any more by a unit that is suspended', async () => {
    await cutsAtOnce(
      () => sights('community'),
      async ({ red }) => {
        const { id: membershipId, version: expectedVersion } = await membershipOf(red.community, red.id);
        await red.street.do(SuspendMembershipDocument, { membershipId, expectedVersion, reason: '整改' });
      },
      (scene) => scene[lane],
    );
  });

  test('is not seen any more by a unit that is removed', async () => {
    await cutsAtOnce(
      () => sights('community'),
      async ({ red }) => {
        const { id: membershipId, version: expectedVersion } = await membershipOf(red.community, red.id);
        await red.street.do(RemoveMemberDocument, { membershipId, expectedVersion, reason: '整改' });
      },
      (scene) => scene[lane],
    );
  });

  test('is not seen from the instant at which the membership ends', async () => {
    const { red, ...seen } = await sights('community');
    const end = inAnHour();
    await endMembership(red.community, red.uuid, end);
    await cutsAtTheInstant(seen[lane], end);
  });

  test('is not seen from the instant at which the membership of the other unit ends', async () => {
    const { red, ...seen } = await sights('community');
    const end = inAnHour();
    await endMembership(red.mall, red.uuid, end);
    await cutsAtTheInstant(seen[lane], end);
  });

  test('is not seen any more by somebody whose post has ended', async () => {
    await cutsAtOnce(
      () => sights('street'),
      async ({ red }) => {
        await endPost(there(red.street.person), world.clock.now());
      },
      (scene) => scene[lane],
    );
  });

  test('is not seen from the instant at which the post ends', async () => {
    const { red, ...seen } = await sights('street');
    const end = inAnHour();
    await endPost(there(red.street.person), end);
    await cutsAtTheInstant(seen[lane], end);
  });

  test('is seen from the instant at which the post begins', async () => {
    const { red, ...seen } = await sights('street');
    const start = inAnHour();
    await world.sql('update directory.post set valid = tstzrange($2, null) where person_id = $1', [
      red.street.person,
      start.toISOString(),
    ]);
    await beginsAtTheInstant(seen[lane], start);
  });
});

test('a coordinator whose post has ended, and who holds another in the unit, is a member like others', async () => {
  await cutsAtOnce(
    () => sights('street'),
    async ({ red }) => {
      await endPost(there(red.street.person), world.clock.now());
      await world.people.post(there(red.street.unit), { person: there(red.street.person) });
    },
    ({ contact }) => contact,
  );
});

describe('an app', () => {
  async function installed(): Promise<{ red: Red; seen: Sight; app: Id<'app'> }> {
    const { red, offered, title } = await scene();
    const app = there((await world.people.app(there(red.community.unit), red.uuid)).app);
    const headers = await headersOf(world, { app }, red.id);
    return { red, app, seen: { world, headers, query: OFFER, variables: { id: offered }, mark: title } };
  }

  const endGrant = (app: Id<'app'>, end: Date) =>
    world.sql('update access.installation set valid = tstzrange(lower(valid), $2) where app_id = $1', [
      app,
      end.toISOString(),
    ]);

  test('sees nothing any more when its grant has ended', async () => {
    await cutsAtOnce(
      () => installed(),
      async ({ app }) => endGrant(app, world.clock.now()),
      ({ seen }) => seen,
    );
  });

  test('sees nothing from the instant at which its grant ends', async () => {
    const { app, seen } = await installed();
    const end = inAnHour();
    await endGrant(app, end);
    await cutsAtTheInstant(seen, end);
  });

  test('sees nothing any more when the unit that installed it is suspended', async () => {
    await cutsAtOnce(
      () => installed(),
      async ({ red }) => {
        const { id: membershipId, version: expectedVersion } = await membershipOf(red.community, red.id);
        await red.street.do(SuspendMembershipDocument, { membershipId, expectedVersion, reason: '整改' });
      },
      ({ seen }) => seen,
    );
  });

  test('sees nothing any more when the unit that installed it leaves', async () => {
    await cutsAtOnce(
      () => installed(),
      async ({ red }) => {
        const { id: membershipId, version: expectedVersion } = await membershipOf(red.community, red.id);
        await red.community.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
      },
      ({ seen }) => seen,
    );
  });
});

test('a listing that is withdrawn is not seen any more by others', async () => {
  await cutsAtOnce(
    () => sights('community'),
    async ({ red, listing }) => {
      const offerId = (listing.variables as { id: string }).id;
      await red.mall.do(WithdrawOfferDocument, { offerId, expectedVersion: 1 });
    },
    ({ listing }) => listing,
  );
});

async function endMembership({ unit }: Actor, alliance: Id<'alliance'>, end: Date): Promise<void> {
  await world.sql(
    'update directory.membership set valid = tstzrange(lower(valid), $3) where unit_id = $1 and alliance_id = $2',
    [unit, alliance, end.toISOString()],
  );
}

async function endPost(person: Id<'person'>, end: Date): Promise<void> {
  await world.sql('update directory.post set valid = tstzrange(lower(valid), $2) where person_id = $1', [
    person,
    end.toISOString(),
  ]);
}
