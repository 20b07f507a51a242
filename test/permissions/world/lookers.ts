/** Who looks: somebody of every kind, with every hat that fits and some that do not. A new one is a line more. */
import { appScopes, type AppScope } from '../../../src/domain/access/roles.ts';
import { globalId, type Id } from '../../../src/domain/ids.ts';
import type { Actor } from '../../support/actor.ts';
import type { Headers, World } from '../../support/world.ts';
import { there } from '../../scenarios/story.ts';
import type { Cast, Side } from './cast.ts';
import { hatsOf, knownOf, standingOf, type Look, type Looker, type Subject } from './standing.ts';

export type { Looker };

/** Everybody who looks, by name. */
export async function lookersOf(world: World, cast: Cast): Promise<readonly Looker[]> {
  const looks = await looksOf(world, cast);
  const lookers: Looker[] = [];
  for (const [name, look] of Object.entries(looks)) {
    const known = await knownOf(world, look);
    const standing = standingOf(look, known);
    lookers.push({ name, headers: await headersOf(world, look), standing, hats: hatsOf(known) });
  }
  return lookers;
}

async function looksOf(world: World, { red, blue, leaver, village, closing }: Cast): Promise<Record<string, Look>> {
  const { people } = world;
  const [inRed, inBlue] = [{ hat: red.uuid }, { hat: blue.uuid }];
  const [street, mall, power] = [red.coordinator, red.supplier, red.both].map(({ unit }) => there(unit)) as [
    Id<'unit'>,
    Id<'unit'>,
    Id<'unit'>,
  ];
  const somebody = (person: Id<'person'>, hat: Omit<Look, 'subject'> = {}): Look => {
    return { subject: { kind: 'PERSON', person }, ...hat };
  };
  const by = ({ person }: Actor, hat: Omit<Look, 'subject'> = {}): Look => somebody(there(person), hat);

  const nobody = await person(world);
  const expired = await people.post(mall);
  const future = await people.post(mall);
  const clerk = await people.post(street);
  const formerCoordinator = await people.post(street, { alliance: red.uuid });
  const expiredToo = await people.post(there(red.demander.unit));
  await endPosts(world, expired, expiredToo, formerCoordinator);
  await beginTomorrow(world, future);
  await people.post(street, { person: formerCoordinator });
  const twoPosts = await people.post(street, { alliance: red.uuid });
  await people.post(mall, { person: twoPosts });
  const administrator = await people.administrator(mall);
  const bluePower = await people.post(power, { alliance: blue.uuid });

  const app = async (
    unit: Actor,
    { uuid }: { uuid: Id<'alliance'> },
    scopes: readonly AppScope[] = appScopes,
    purpose: string | null = null,
  ): Promise<Subject & { readonly kind: 'APP' }> => {
    return { kind: 'APP', app: there((await people.app(there(unit.unit), uuid, scopes, purpose)).app) };
  };
  const communityApp = await app(red.demander, red);
  const powerApp = await app(red.both, red);
  const contactsApp = await app(red.demander, red, ['contacts:read']);
  const mallsApp = await app(red.supplier, red, ['offers:read', 'promises:read'], 'supply.match');
  const harboursApp = await app(blue.coordinator, blue, appScopes, 'supply.match');
  const piersApp = await app(blue.supplier, blue, appScopes, 'supply.match');
  const mealsApp = await app(red.both, red, ['needs:read'], 'care.meals');
  const forMealsAndForNeeds = await app(red.both, red, ['offers:read'], 'care.meals');
  await alsoInstall(world, forMealsAndForNeeds.app, red.supplier, red, ['needs:read'], 'care.visit');
  const forContactsAndForOffers = await app(blue.coordinator, blue, ['contacts:read'], 'supply.match');
  await alsoInstall(world, forContactsAndForOffers.app, blue.demander, blue, ['offers:read'], 'supply.match');
  const schoolApp = await app(blue.demander, blue);
  const leaversApp = await app(leaver, blue);
  const endedApp = await app(red.demander, red);
  await world.sql('update access.installation set valid = tstzrange(lower(valid), $2) where app_id = $1', [
    endedApp.app,
    yesterday(world),
  ]);

  return {
    nobody: { subject: { kind: 'ANONYMOUS' } },
    'nobody in red': { subject: { kind: 'ANONYMOUS' }, ...inRed },
    'a person without a post': somebody(nobody),
    'a person without a post in red': somebody(nobody, inRed),
    'who dissolved their unit': by(closing),
    'whose post has ended': somebody(expired),
    'whose post has ended, in red': somebody(expired, inRed),
    'whose post begins tomorrow': somebody(future),
    'whose post begins tomorrow, for the unit': somebody(future, { unit: mall }),
    'who was erased': by(red.gone),
    'another who was erased': by(blue.gone),
    'newcomer at the mall': by(red.newcomer),
    'newcomer at the mall in red': by(red.newcomer, inRed),
    'newcomer at the pier in blue': by(blue.newcomer, inBlue),
    'red coordinator in red': by(red.coordinator, inRed),
    'red coordinator': by(red.coordinator),
    'clerk of the red coordinator in red': somebody(clerk, inRed),
    'former coordinator in red': somebody(formerCoordinator, inRed),
    'of two posts, for the street, in red': somebody(twoPosts, { unit: street, ...inRed }),
    'of two posts, for the mall, in red': somebody(twoPosts, { unit: mall, ...inRed }),
    'of two posts, for nobody': somebody(twoPosts),
    'mall in red': by(red.supplier, inRed),
    mall: by(red.supplier),
    'mall in blue, which it left': by(red.supplier, inBlue),
    'mall for the street': by(red.supplier, { unit: street }),
    'community in red': by(red.demander, inRed),
    community: by(red.demander),
    'power in red': by(red.both, inRed),
    'power in blue': by(red.both, inBlue),
    power: by(red.both),
    'blue coordinator at power in red': somebody(bluePower, inRed),
    'blue coordinator at power in blue': somebody(bluePower, inBlue),
    'blue coordinator at power': somebody(bluePower),
    'blue coordinator in blue': by(blue.coordinator, inBlue),
    'blue coordinator': by(blue.coordinator),
    'blue coordinator in red': by(blue.coordinator, inRed),
    'pier in blue': by(blue.supplier, inBlue),
    pier: by(blue.supplier),
    'school in blue': by(blue.demander, inBlue),
    leaver: by(leaver),
    'leaver in blue, which it left': by(leaver, inBlue),
    village: by(village),
    'village in red': by(village, inRed),
    'administrator of the mall': somebody(administrator),
    'administrator of the mall in red': somebody(administrator, inRed),
    'app of the mall for offers and promises in red': { subject: mallsApp, ...inRed },
    'app of the community for contacts in red': { subject: contactsApp, ...inRed },
    'app of the community in red': { subject: communityApp, ...inRed },
    'app of the community': { subject: communityApp },
    'app of the community in blue': { subject: communityApp, ...inBlue },
    'app of power in red': { subject: powerApp, ...inRed },
    'app of power for meals in red': { subject: mealsApp, ...inRed },
    'app for meals, and for needs of others, in red': { subject: forMealsAndForNeeds, ...inRed },
    'app for contacts, and for offers of others, in blue': { subject: forContactsAndForOffers, ...inBlue },
    'app of the harbour for matching in blue': { subject: harboursApp, ...inBlue },
    'app of the pier for matching in blue': { subject: piersApp, ...inBlue },
    'app of the school in blue': { subject: schoolApp, ...inBlue },
    'app of the school': { subject: schoolApp },
    'app of who left, in blue': { subject: leaversApp, ...inBlue },
    'app of who left': { subject: leaversApp },
    'app whose grant has ended, in red': { subject: endedApp, ...inRed },
  };
}

async function person(world: World): Promise<Id<'person'>> {
  const id = world.id('person');
  await world.sql('insert into directory.person (id, name, created_at) values ($1, $2, $3)', [
    id,
    '某人',
    world.clock.now().toISOString(),
  ]);
  return id;
}

/** Another unit lets it read something else, for another purpose. */
async function alsoInstall(
  world: World,
  app: Id<'app'>,
  { unit }: Actor,
  { uuid }: Pick<Side, 'uuid'>,
  scopes: readonly AppScope[],
  purpose: string,
): Promise<void> {
  await world.sql(
    `insert into access.installation (id, app_id, unit_id, alliance_id, scopes, purpose, valid, created_at)
     values ($1, $2, $3, $4, $5, $6, tstzrange($7, null), $7)`,
    [world.id('installation'), app, unit, uuid, scopes, purpose, yesterday(world)],
  );
}

const yesterday = ({ clock }: World): string => new Date(clock.now().getTime() - 86_400_000).toISOString();

async function endPosts(world: World, ...persons: readonly Id<'person'>[]): Promise<void> {
  await world.sql('update directory.post set valid = tstzrange(lower(valid), $2) where person_id = any($1)', [
    persons,
    yesterday(world),
  ]);
}

async function beginTomorrow(world: World, person: Id<'person'>): Promise<void> {
  const tomorrow = new Date(world.clock.now().getTime() + 86_400_000).toISOString();
  await world.sql('update directory.post set valid = tstzrange($2, null) where person_id = $1', [person, tomorrow]);
}

async function headersOf(world: World, { subject, unit = null, hat }: Look): Promise<Headers> {
  const id = subject.kind === 'PERSON' ? subject.person : subject.kind === 'APP' ? subject.app : null;
  const token = id === null ? null : await world.token(subject.kind === 'APP' ? 'app' : 'person', id);
  return {
    'accept-language': 'en',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(unit === null ? {} : { 'x-acting-unit': globalId('unit', unit) }),
    ...(hat === undefined ? {} : { 'x-acting-alliance': globalId('alliance', hat) }),
  };
}
