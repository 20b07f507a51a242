/** Places that persons apply for, of offers that are there: seen as those are; an application by its two units alone. */
import { enrolmentOf, applicationOf } from '../small-world/enrolments.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Exchanged } from './exchange.ts';
import type { Fact, Facts } from './facts.ts';
import { everybody, inBlue, inRed, type Cast, type Who } from './people.ts';

const MALL: readonly Who[] = ['mall', 'mallBare'];

export async function enrolmentFacts(world: World, { red, blue }: Cast, { offers }: Exchanged): Promise<Facts> {
  const facts = { Enrolment: {} as Record<string, Fact>, EnrolmentApplication: {} as Record<string, Fact> };
  const enrol = async (name: string, owner: Actor, offerId: string, who: Actor, seenBy: readonly Who[], by: Who[]) => {
    const id = await enrolmentOf(world, owner, offerId);
    facts.Enrolment[name] = { id, seenBy };
    const units = owner === red.mall ? MALL : (['pier'] as const);
    facts.EnrolmentApplication[name] = { id: await applicationOf(world, who, id, 1), seenBy: [...units, ...by] };
  };
  await enrol('alliance', red.mall, offers.alliance, red.community, [...inRed, 'mallBare'], ['community']);
  await enrol('open', red.mall, offers.open, red.power, everybody, ['power']);
  await enrol('blue', blue.pier, offers.blue, blue.harbour, inBlue, ['harbour']);
  return facts;
}
