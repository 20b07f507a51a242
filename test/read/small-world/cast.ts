/** The cast of the small world: two alliances with one member in common, a unit outside both, an app, and who speaks for whom. */
import { appScopes } from '../../../src/domain/access/roles.ts';
import type { Id } from '../../../src/domain/ids.ts';
import type { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import type { World } from '../../support/world.ts';
import { someUnit } from '../../scenarios/people/relation-steps.ts';
import { there } from '../../scenarios/story.ts';
import { Caller } from './callers.ts';

export interface Cast {
  readonly red: AllianceOfTest<'street' | 'mall' | 'community' | 'power' | 'hospital'>;
  readonly blue: AllianceOfTest<'harbour' | 'market'>;
  readonly outsider: Actor;
  /** Administers the mall. */
  readonly administrator: Actor;
  /** Administer a unit that is going to be of another kind, and one that is going to be dissolved. */
  readonly changing: Actor;
  readonly closing: Actor;
  readonly callers: Callers;
}

export type CallerName =
  | 'anonymous'
  | 'app'
  | 'app without hat'
  | 'app for needs'
  | 'coordinator'
  | 'coordinator without hat'
  | 'mall'
  | 'mall without hat'
  | 'mall in Chinese'
  | 'community'
  | 'hospital'
  | 'power in red'
  | 'power in blue'
  | 'power without hat'
  | 'harbour'
  | 'market'
  | 'market with its old hat'
  | 'outsider'
  | 'helper'
  | 'helper for nobody'
  | 'administrator'
  | 'leader'
  | 'changing'
  | 'closing';

export type Callers = Readonly<Record<CallerName, Caller>>;

const KINDS = {
  street: 'GOVERNMENT',
  mall: 'MALL',
  power: 'POWER_UTILITY',
  hospital: 'HOSPITAL',
  market: 'ENTERPRISE',
} as const;

export async function castOf(world: World): Promise<Cast> {
  const { people } = world;
  const red = await world.alliance('五色亲邻联盟', 'street', 'mall', 'community', 'power', 'hospital');
  const blue = await world.alliance('蓝湾联盟', 'harbour', 'market');
  await people.join(there(red.power.unit), blue.uuid);
  const unit = await people.unit('outsider', 'VILLAGE');
  const outsider = await people.actor(await people.post(unit), unit, null);
  // Somebody who helps in two units has to say for which.
  const helper = await people.post(there(red.mall.unit));
  await people.post(there(red.hospital.unit), { person: helper });
  const office = there(red.mall.unit);
  const administrator = await people.actor(await people.post(office, { role: 'ADMINISTRATOR' }), office, null);
  await people.contact(red.mall, '王小明', '+8613812345678');
  await people.contact(red.power, '陈大力', '+8613987654321');
  const app = await appOf(world, there(red.community.unit), red.uuid);
  const forNeeds = await world.people.app(there(red.mall.unit), red.uuid, ['needs:read'], 'care.meals');
  for (const [shortName, kind] of Object.entries(KINDS)) {
    await world.sql('update directory.unit set kind = $2, former_names = $3 where short_name = $1', [
      shortName,
      kind,
      shortName === 'mall' ? ['老百货', '第一商场'] : [],
    ]);
  }
  await world.sql(
    "update directory.unit set longitude = null, latitude = null where short_name in ('market', 'outsider')",
  );
  // Administers the street, which leads the red alliance.
  const leader = await people.post(there(red.street.unit), { role: 'ADMINISTRATOR' });
  const [changing, closing] = [await someUnit(world, 'changing', 'TEAM'), await someUnit(world, 'closing', 'TEAM')];
  const parts = { red, blue, outsider, administrator, changing, closing };
  const callers = callersOf(world, parts, [helper, leader], [app, there(forNeeds.app)]);
  return { ...parts, callers };
}

async function appOf(world: World, unit: Id<'unit'>, alliance: Id<'alliance'>): Promise<Id<'app'>> {
  await world.people.app(unit, alliance, appScopes);
  const [row] = await world.sql<{ id: Id<'app'> }>('select id from access.app');
  return there(row).id;
}

function callersOf(
  world: World,
  { red, blue, outsider, administrator, changing, closing }: Omit<Cast, 'callers'>,
  [helper, leader]: readonly [Id<'person'>, Id<'person'>],
  [app, forNeeds]: readonly [Id<'app'>, Id<'app'>],
): Callers {
  const as = ({ person }: Actor, hat: { alliance?: Id<'alliance'>; locale?: 'zh-CN' } = {}): Caller =>
    new Caller(world, { subject: { kind: 'PERSON', person: there(person) }, ...hat });
  const [inRed, inBlue] = [{ alliance: red.uuid }, { alliance: blue.uuid }];
  const helping = { kind: 'PERSON', person: helper } as const;
  return {
    anonymous: new Caller(world, { subject: { kind: 'ANONYMOUS' }, locale: 'zh-CN' }),
    app: new Caller(world, { subject: { kind: 'APP', app }, ...inRed }),
    'app for needs': new Caller(world, { subject: { kind: 'APP', app: forNeeds }, ...inRed }),
    'app without hat': new Caller(world, { subject: { kind: 'APP', app } }),
    coordinator: as(red.street, inRed),
    'coordinator without hat': as(red.street),
    mall: as(red.mall, inRed),
    'mall without hat': as(red.mall),
    'mall in Chinese': as(red.mall, { ...inRed, locale: 'zh-CN' }),
    community: as(red.community, inRed),
    hospital: as(red.hospital, inRed),
    'power in red': as(red.power, inRed),
    'power in blue': as(red.power, inBlue),
    'power without hat': as(red.power),
    harbour: as(blue.harbour, inBlue),
    market: as(blue.market),
    'market with its old hat': as(blue.market, inBlue),
    outsider: as(outsider),
    helper: new Caller(world, { subject: helping, unit: there(red.hospital.unit), ...inRed }),
    administrator: as(administrator, inRed),
    leader: new Caller(world, { subject: { kind: 'PERSON', person: leader }, ...inRed }),
    changing: as(changing),
    closing: as(closing),
    'helper for nobody': new Caller(world, { subject: helping }),
  };
}
