import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import type { Visibility } from '../../../../domain/exchange/listing.ts';
import { audienceOf, recordListing } from '../../listings/listing/audience.service.ts';
import { toWgs84 } from '../../listings/listing/place.ts';
import { Resource, type ResourceKind } from './resource.entity.ts';

interface PublishResource {
  readonly idempotencyKey: string;
  readonly kind: ResourceKind;
  readonly name: string;
  readonly description: string;
  readonly placeName?: string | null;
  readonly location?: Parameters<typeof toWgs84>[0];
  readonly visibility: Visibility;
  readonly audience?: readonly string[] | null;
}

export class ResourceService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  publish(viewer: Viewer, input: PublishResource): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'publishResource', input }, async (act) => {
      const { kind, name, description, visibility } = input;
      act.assertCan('resource:publish', { ownerUnitId: act.unit });
      const shownTo = await audienceOf(act, input);
      const resource = act.em.create(Resource, {
        id: act.newId('resource'),
        ownerUnitId: act.unit,
        ...{ kind, name, description, visibility, shownTo },
        placeName: input.placeName ?? null,
        ...toWgs84(input.location),
        createdAt: act.now,
        version: 1,
      });
      recordListing(act, 'resource:published', {
        kind: 'resource',
        row: resource,
        body: { kind, visibility },
      });
      return { resource: resource.id };
    });
  }
}
