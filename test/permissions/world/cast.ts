/** The units of two alliances, and somebody who acts for each: who does things, before anybody looks. */
import type { Id } from '../../../src/domain/ids.ts';
import type { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import type { World } from '../../support/world.ts';
import { stranger } from '../../scenarios/people/posting.ts';
import { someUnit } from '../../scenarios/people/relation-steps.ts';
import { there } from '../../scenarios/story.ts';

/** One of the two alliances, by the parts its units play: the same on either side. */
export interface Side {
  readonly id: string;
  readonly uuid: Id<'alliance'>;
  readonly coordinator: Actor;
  readonly supplier: Actor;
  readonly demander: Actor;
  /** The one unit that is in both alliances, under the hat of this one. */
  readonly both: Actor;
  /** Whom nobody knows until the supplier appoints them. */
  readonly newcomer: Actor;
  /** Who says who they are, and has it erased. */
  readonly gone: Actor;
}

export interface Cast {
  readonly red: Side;
  readonly blue: Side;
  /** Leaves the blue alliance when everything is done. */
  readonly leaver: Actor;
  /** Is in no alliance, and applies to both. */
  readonly village: Actor;
  /** Dissolves their unit. */
  readonly closing: Actor;
}

export async function castOf(world: World): Promise<Cast> {
  const { people } = world;
  const red = await world.alliance('红联盟', 'street', 'mall', 'community', 'power');
  const blue = await world.alliance('蓝联盟', 'harbour', 'pier', 'school', 'market');
  await people.join(there(red.power.unit), blue.uuid);
  const village = await people.unit('village');
  const side = (of: AllianceOfTest<never>, parts: Omit<Side, 'id' | 'uuid'>): Side => ({
    id: of.id,
    uuid: of.uuid,
    ...parts,
  });
  const cast: Cast = {
    red: side(red, {
      coordinator: red.street,
      supplier: red.mall,
      demander: red.community,
      both: red.power,
      newcomer: await stranger(world),
      gone: await stranger(world),
    }),
    blue: side(blue, {
      coordinator: blue.harbour,
      supplier: blue.pier,
      demander: blue.school,
      both: red.power.wearing({ 'x-acting-alliance': blue.id }),
      newcomer: await stranger(world),
      gone: await stranger(world),
    }),
    leaver: blue.market,
    village: await people.actor(await people.post(village), village, null),
    closing: await someUnit(world, 'closed', 'TEAM'),
  };
  const contacts = [red.street, red.mall, red.community, red.power, blue.harbour, blue.pier, blue.school, blue.market];
  for (const [i, actor] of [...contacts, cast.village].entries()) {
    // What masking leaves of any two of them is alike: whatever tells them apart was to be hidden.
    await people.contact(actor, `某k${String(i).padStart(4, '0')}k`, `+86138${String(7000 + i)}0000`);
  }
  return cast;
}
