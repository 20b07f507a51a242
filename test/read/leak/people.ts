/** Who looks, in the tests of leaks: members and coordinators of two alliances, with and without the hat, an app, strangers. */
import type { Headers, Answer, World } from '../../support/world.ts';
import type { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { there } from '../../scenarios/story.ts';

export const everybody = [
  'street',
  'streetBare',
  'mall',
  'mallBare',
  'community',
  'power',
  'harbour',
  'pier',
  'outsider',
  'app',
  'appBare',
  'anonymous',
] as const;
export type Who = (typeof everybody)[number];

/** Those who wear the hat of the red alliance, which the street coordinates; of the blue one, which the harbour does. */
export const inRed: readonly Who[] = ['street', 'mall', 'community', 'power', 'app'];
export const inBlue: readonly Who[] = ['harbour', 'pier'];

/** How each of them asks. */
export type Askers = Readonly<Record<Who, Ask>>;

export interface Cast {
  readonly red: AllianceOfTest<'street' | 'mall' | 'community' | 'power'>;
  readonly blue: AllianceOfTest<'harbour' | 'pier'>;
  readonly outsider: Actor;
}

type Ask = (query: string, variables?: object) => Promise<Answer<Record<string, unknown>>>;

export async function castOf(world: World): Promise<Cast> {
  const { people } = world;
  const red = await world.alliance('红联盟', 'street', 'mall', 'community', 'power');
  const blue = await world.alliance('蓝联盟', 'harbour', 'pier');
  await people.join(there(red.power.unit), blue.uuid);
  await people.post(there(red.mall.unit), { person: there(red.mall.person), role: 'ADMINISTRATOR' });
  const unit = await people.unit('outsider');
  return { red, blue, outsider: await people.actor(await people.post(unit), unit, null) };
}

export async function askersOf(world: World, { red, blue, outsider }: Cast): Promise<Askers> {
  const scopes = ['needs:read', 'offers:read', 'projects:read'] as const;
  const app = await world.people.app(there(red.community.unit), red.uuid, scopes, 'care.meals');
  const by =
    (actor: Actor): Ask =>
    (query, variables = {}) =>
      actor.try<Record<string, unknown>, object>(query, variables);
  const nobody: Headers = { 'accept-language': 'en' };
  return {
    street: by(red.street),
    streetBare: by(red.street.withoutHat()),
    mall: by(red.mall),
    mallBare: by(red.mall.withoutHat()),
    community: by(red.community),
    power: by(red.power),
    harbour: by(blue.harbour),
    pier: by(blue.pier),
    outsider: by(outsider),
    app: by(app),
    appBare: by(app.withoutHat()),
    anonymous: (query, variables = {}) => world.ask(query, variables, nobody),
  };
}
