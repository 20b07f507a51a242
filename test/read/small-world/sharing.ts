/** What units of the small world share with each other: catalogues of every attribute, agreements in every state. */
import { RefuseSharingDocument } from '../../generated/operations.ts';
import { administering, catalogued, granted, requested, withdrawn } from '../../scenarios/access/sharing-steps.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

export async function sharing(world: World, { red, blue, outsider }: Cast): Promise<Things> {
  const [mall, community, hospital, power] = [red.mall, red.community, red.hospital, red.power];
  const later = () => world.clock.pass({ minutes: 2 });
  for (const actor of [mall, community, hospital, power, blue.harbour, blue.market, outsider])
    await administering(world, actor);
  // Without a hat nobody can be mistaken: what units share lies in no alliance.
  const bare = (actor: Actor): Actor => actor.withoutHat();
  const share = async (consumer: Actor, provider: Actor, wanted: Parameters<typeof granted>[3]): Promise<string> => {
    later();
    return (await granted(world, bare(consumer), bare(provider), wanted)).id;
  };
  await catalogued(hospital, 'CONTACT', 'UNCONDITIONAL');
  await catalogued(power, 'OFFERS', 'CONDITIONAL');

  const contact = await share(outsider, power, { kind: 'CONTACT' });
  const masked = await share(blue.market, mall, { kind: 'OFFERS', purpose: 'supply.match', precision: 'MASKED' });
  await share(blue.harbour, hospital, { kind: 'NEEDS', purpose: 'supply.match', mayReshare: true });
  // This one may go on to the app that is installed for the same purpose.
  await share(community, blue.harbour, { kind: 'NEEDS', purpose: 'care.meals', mayReshare: true });
  await world.sql("update access.installation set purpose = 'care.meals'");

  later();
  const request = await requested(world, mall, power, { kind: 'NEEDS' });
  const wanted = await requested(world, hospital, mall);
  await mall.do(RefuseSharingDocument, { agreementId: wanted.id, expectedVersion: 1, reason: '已有值班电话' });
  later();
  await withdrawn(mall, await granted(world, mall, community, { purpose: 'care.visit', precision: 'MASKED' }));
  await share(mall, community, { kind: 'OFFERS' });
  await catalogued(community, 'OFFERS', 'NONE');
  return { sharing: masked, contactSharing: contact, sharingRequest: request.id, refusedSharing: wanted.id };
}
