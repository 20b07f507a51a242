/** What the acts on enrolments of the corpus are done to. */
import { ConfirmPlaceDocument } from '../../generated/operations.ts';
import { offer } from '../../scenarios/story.ts';
import { applicationOf, childNumber, enrolmentOf } from '../small-world/enrolments.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { Things } from '../small-world/supply.ts';

export async function enrolmentThings({ world, cast }: Pick<SmallWorld, 'world' | 'cast'>): Promise<Things> {
  const { street, mall } = cast.red;
  const offerToEnrol = await offer(street, { title: '托育', value: '90', unit: '名' });
  const opened = (about = {}) => enrolmentOf(world, street, offerToEnrol, about);
  const applied = async (): Promise<string> => applicationOf(world, mall, await opened(), 1);
  const until = new Date(world.clock.now().getTime() + 60_000).toISOString();
  const enrolmentToDraw = await opened({ method: 'DRAWN' as const, publicSource: '双色球第2026135期', until });
  await applicationOf(world, mall, enrolmentToDraw, 1);
  world.clock.pass({ minutes: 1 });
  const placeToLeave = await applied();
  await mall.do(ConfirmPlaceDocument, { applicationId: placeToLeave, expectedVersion: 1 });
  return {
    ...{ offerToEnrol, enrolmentToDraw, placeToLeave },
    enrolmentToChange: await opened(),
    enrolmentToEnd: await opened(),
    enrolmentToApplyTo: await opened({ places: 9 }),
    placeToConfirm: await applied(),
    placeToDecline: await applied(),
    applicationToWithdraw: await applied(),
    consentOfGuardian: await applied(),
    applicationsOpen: world.clock.now().toISOString(),
    applicationsClose: world.clock.day(9, '09:00'),
    ...Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name, i) => [`child_${name}`, childNumber(20 + i)])),
  };
}
