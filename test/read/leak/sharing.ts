/** What units share with each other, across alliances and out of them, each with one other unit. */
import { administering, granted, requested } from '../../scenarios/access/sharing-steps.ts';
import { need, offer, slots, there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './people.ts';

export interface SharedThings {
  /** Of the community, shared with the outsider. */
  readonly resource: string;
  readonly slot: string;
  readonly offer: string;
  /** Of the mall, shared with the pier without its place. */
  readonly need: string;
  /** Of the pier, shared with the community, whose app may read it. */
  readonly appNeed: string;
  readonly agreements: Readonly<Record<'offers' | 'needs' | 'forApps' | 'request', string>>;
}

export async function shareThings(world: World, { red, blue, outsider }: Cast): Promise<SharedThings> {
  const { mall, community } = red;
  for (const actor of [mall, community, blue.pier, outsider]) await administering(world, actor);
  const of = { category: 'staff.volunteer', value: '4' };
  const at = { longitude: 121.2, latitude: 30.1, crs: 'WGS84' as const };
  const period = { start: world.clock.day(5, '09:00'), end: world.clock.day(5, '12:00') };
  const { resourceId, slotIds } = await slots(community, [period], 2);
  const shared = {
    resource: resourceId,
    slot: there(slotIds[0]),
    offer: await offer(community, { ...of, title: '共享供给', resourceId }),
    need: await need(mall, { ...of, title: '共享需求', placeName: '吾悦广场三楼', location: at }),
    appNeed: await need(blue.pier, { ...of, title: '共享给应用的需求' }),
  };
  const offers = await granted(world, outsider, community, { kind: 'OFFERS' });
  const needs = await granted(world, blue.pier, mall, { kind: 'NEEDS', precision: 'MASKED' });
  const toApps = { kind: 'NEEDS' as const, purpose: 'care.meals', mayReshare: true };
  const forApps = await granted(world, community, blue.pier, toApps);
  await world.sql("update access.installation set purpose = 'care.meals'");
  // What is only asked for shares nothing.
  const request = await requested(world, outsider, mall, { kind: 'OFFERS' });
  const agreements = { offers: offers.id, needs: needs.id, forApps: forApps.id, request: request.id };
  return { ...shared, agreements };
}
