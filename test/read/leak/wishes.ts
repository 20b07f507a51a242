/** Wishes of both alliances, and who claimed them: for the two units, and for the coordinator under the hat. */
import { WithdrawClaimDocument } from '../../generated/operations.ts';
import { claimedBy, confirmed, wish } from '../../scenarios/matching/wish-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Fact, Facts } from './facts.ts';
import { inBlue, inRed, type Cast } from './people.ts';

/** The unit itself, whatever hat it wears. */
const MALL = ['mall', 'mallBare'] as const;

export interface Wished {
  readonly facts: Facts;
  readonly needs: Readonly<Record<string, Fact>>;
}

export async function wishThings(world: World, { red, blue }: Cast): Promise<Wished> {
  const { street, mall, community, power } = red;
  const { harbour, pier } = blue;
  const wishes = { open: await wish(community), done: await wish(community), blue: await wish(harbour) };
  const taken = await claimedBy(street, wishes.open);
  await street.do(WithdrawClaimDocument, { claimId: taken.id, expectedVersion: taken.version, reason: '出差' });
  const [ofMall, ofPower] = [await claimedBy(mall, wishes.open), await claimedBy(power, wishes.open)];
  const done = await claimedBy(power, wishes.done);
  await confirmed(community, wishes.done);
  const ofPier = await claimedBy(pier, wishes.blue);
  const inOther = await world.people.actor(there(power.person), power.unit, blue.uuid);
  const across = await claimedBy(inOther, wishes.blue);
  return {
    needs: {
      wish: { id: wishes.open, seenBy: inRed },
      wishDone: { id: wishes.done, seenBy: inRed },
      wishBlue: { id: wishes.blue, seenBy: inBlue },
    },
    facts: {
      WishClaim: {
        ofMall: { id: ofMall.id, seenBy: [...MALL, 'community', 'street'] },
        ofPower: { id: ofPower.id, seenBy: ['power', 'community', 'street'] },
        takenBack: { id: taken.id, seenBy: ['street', 'streetBare', 'community'] },
        done: { id: done.id, seenBy: ['power', 'community', 'street'] },
        ofPier: { id: ofPier.id, seenBy: inBlue },
        // Made under the hat of the blue alliance: who wears that of the red one does not see what they claimed there.
        across: { id: across.id, seenBy: ['harbour'] },
      },
    },
  };
}
