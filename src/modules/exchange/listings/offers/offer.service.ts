import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { offerMachine } from '../../../../domain/exchange/listing.ts';
import { openStates } from '../../../../domain/exchange/match.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { audienceOf, recordListing } from '../listing/audience.service.ts';
import { checkListing, listedColumns, type NewListing } from '../listing/publish.service.ts';
import { Resource } from '../../resources/resources/resource.entity.ts';
import { lockMatches, withdrawOpen } from '../../matching/matches/end-match.service.ts';
import { Offer } from './offer.entity.ts';

interface NewOffer extends NewListing {
  readonly resourceId?: string | null;
}

interface PublishOffer extends NewOffer {
  readonly idempotencyKey: string;
}

interface WithdrawOffer {
  readonly idempotencyKey: string;
  readonly offerId: string;
  readonly expectedVersion: number;
}

export class OfferService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  publish(viewer: Viewer, input: PublishOffer): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'publishOffer', input }, async (act) => {
      const offer = await publishOffer(act, input);
      return { offer: offer.id };
    });
  }

  /** Takes it back: no new match, and nobody else sees it. Matches not agreed yet end with it; what is agreed stands. */
  withdraw(viewer: Viewer, input: WithdrawOffer): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawOffer', input }, async (act) => {
      const seen = await act.get(Offer, 'offer', parseId('offer', input.offerId));
      act.assertCan('offer:withdraw', seen, 'offer', seen);
      const open = { offerId: seen.id, state: { $in: [...openStates] } };
      // Needs are locked before their offer; what was matched meanwhile is found once the offer is locked.
      await lockMatches(act, open);
      const offer = await act.lock(Offer, 'offer', seen.id);
      offer.state = advance(offerMachine, offer, 'WITHDRAWN', 'withdraw');
      act.expectVersion('offer', offer, input.expectedVersion);
      await withdrawOpen(act, await lockMatches(act, open), '供给已撤回。');
      await act.em.flush();
      recordListing(act, 'offer:withdrawn', { kind: 'offer', row: offer, body: { state: offer.state } });
      return { offer: offer.id };
    });
  }
}

/** One offer, from whatever asked for it: an input, or a row of a sheet. */
export async function publishOffer(act: Act, input: NewOffer): Promise<Offer> {
  act.assertCan('offer:publish', { ownerUnitId: act.unit });
  await checkListing(act, input);
  const shownTo = await audienceOf(act, input);
  const resource =
    input.resourceId == null ? null : await act.get(Resource, 'resource', parseId('resource', input.resourceId));
  if (resource !== null) act.assertCan('offer:publish', resource, 'resource', resource);
  const { longitude, latitude, placeName, ...columns } = listedColumns(act, input, shownTo);
  const offer = act.em.create(Offer, {
    id: act.newId('offer'),
    ...columns,
    resourceId: resource?.id ?? null,
    placeName: placeName ?? resource?.placeName ?? null,
    longitude: longitude ?? resource?.longitude ?? null,
    latitude: latitude ?? resource?.latitude ?? null,
  });
  const { category, visibility } = input;
  recordListing(act, 'offer:published', { kind: 'offer', row: offer, body: { category, visibility } });
  return offer;
}
