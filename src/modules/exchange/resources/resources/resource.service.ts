import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import type { Visibility } from '../../../../domain/exchange/listing.ts';
import { audienceOf, recordListing } from '../../listings/listing/audience.service.ts';
import { saidColumns, type ResourceSaid } from './edit.service.ts';
import { Resource, type ResourceKind } from './resource.entity.ts';

interface NewResource extends ResourceSaid {
  readonly kind: ResourceKind;
  readonly visibility: Visibility;
  readonly audience?: readonly string[] | null;
}

interface PublishResource extends NewResource {
  readonly idempotencyKey: string;
}

export class ResourceService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  publish(viewer: Viewer, input: PublishResource): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'publishResource', input }, async (act) => {
      const resource = await publishResource(act, input);
      return { resource: resource.id };
    });
  }
}

/** One resource, from whatever asked for it, an input or a row of a sheet. */
export async function publishResource(act: Act, input: NewResource): Promise<Resource> {
  const { kind, visibility } = input;
  act.assertCan('resource:publish', { ownerUnitId: act.unit });
  const shownTo = await audienceOf(act, input);
  const resource = act.em.create(Resource, {
    id: act.newId('resource'),
    ownerUnitId: act.unit,
    ...{ kind, visibility, shownTo },
    ...(await saidColumns(act, input)),
    state: 'AVAILABLE',
    createdAt: act.now,
    version: 1,
  });
  recordListing(act, 'resource:published', {
    kind: 'resource',
    row: resource,
    body: { kind, visibility },
  });
  return resource;
}
