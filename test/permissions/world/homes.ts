/** Households that the supplier looks after, who is linked to them, was, or did not want to be, and their visits. */
import {
  AgreeHouseholdLinkDocument,
  CorrectVisitDocument,
  DeclineHouseholdLinkDocument,
  EraseHouseholdDocument,
  UpdateHouseholdDocument,
  WithdrawHouseholdLinkDocument,
  WithdrawVisitDocument,
} from '../../generated/operations.ts';
import {
  agreeing,
  linked,
  offered,
  over,
  registered,
  visited,
  type Member,
} from '../../scenarios/people/household-steps.ts';
import { settled } from '../../scenarios/people/person-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

export async function lookAfter(world: World, { supplier, demander, newcomer }: Side, first: number): Promise<void> {
  const [area] = await world.sql<{ id: string }>(
    `select 'area_' || replace(id::text, '-', '') as id from directory.area
     where keeper_unit_id = $1 and level = 'GRID' and upper_inf(valid) order by id limit 1`,
    [supplier.unit],
  );
  const grid = there(area).id;
  let next = first;
  const home = (): ReturnType<typeof registered> => {
    next += 1;
    const mobile = `+86138${7000 + next}0000`;
    return registered(supplier, grid, `${next}号`, { size: 3, contact: { name: '某人', mobile, basis: 'CONSENT' } });
  };
  const holder = async (actor: Actor): Promise<Member> => {
    const post = await settled(actor, supplier, 'service-post', supplier.unitId);
    return { actor, personRelationId: post.id };
  };
  const day = world.clock.day(0, '09:00').slice(0, 10);
  for (const who of [await holder(demander), await holder(newcomer)]) {
    const [one, another] = [await home(), await home()];
    const link = await linked(supplier, who, one.id);
    const said = { visitId: (await visited(who.actor, link, day)).id, expectedVersion: 1 };
    const anew = { day, purpose: 'visit.policy', outcome: 'visit-outcome.spoken', needsFollowUp: true };
    await who.actor.do(CorrectVisitDocument, { ...said, ...anew });
    const none = await visited(who.actor, link, day);
    await who.actor.do(WithdrawVisitDocument, { visitId: none.id, expectedVersion: 1 });
    // Linked no more, with a visit of then.
    const past = await linked(supplier, who, another.id);
    await visited(who.actor, past, day);
    await over(supplier, past);
    const asked = await offered(supplier, who, another.id);
    await who.actor.do(DeclineHouseholdLinkDocument, { ...agreeing(asked), reason: '时间不便' });
    await supplier.do(WithdrawHouseholdLinkDocument, agreeing(await offered(supplier, who, another.id)));
    await offered(supplier, who, another.id);
    const gone = await home();
    const lost = await offered(supplier, who, gone.id);
    await who.actor.do(AgreeHouseholdLinkDocument, agreeing(lost));
    await supplier.do(EraseHouseholdDocument, { householdId: gone.id, expectedVersion: 1, reason: '住户要求' });
    const moved = {
      householdId: another.id,
      areaId: grid,
      door: `${another.version}单元${next}室`,
      expectedVersion: 1,
    };
    await supplier.do(UpdateHouseholdDocument, moved);
  }
}
