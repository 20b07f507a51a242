import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { Visibility } from '../../../../domain/exchange/listing.ts';
import { parseId, type Id } from '../../../../domain/ids.ts';
import { overlaps, type Period } from '../../../../domain/period.ts';
import { audienceOf, recordListing } from '../../listings/listing/audience.service.ts';
import { toWgs84 } from '../../listings/listing/place.ts';
import { Resource, Slot, type ResourceKind } from './resource.entity.ts';

interface NewResource {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly description: string;
  readonly placeName?: string | null;
  readonly location?: Parameters<typeof toWgs84>[0];
  readonly visibility: Visibility;
  readonly audience?: readonly string[] | null;
}

interface PublishResource extends NewResource {
  readonly idempotencyKey: string;
}

interface OpenSlots {
  readonly idempotencyKey: string;
  readonly resourceId: string;
  readonly slots: readonly { readonly period: Period; readonly capacity: number }[];
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

  openSlots(viewer: Viewer, input: OpenSlots): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'openSlots', input }, async (act) => {
      const resource = await act.lock(Resource, 'resource', parseId('resource', input.resourceId));
      act.assertCan('resource:open-slots', resource, 'resource', resource);
      refuseBegun(act, input.slots);
      await refuseOverlaps(act, resource.id, input.slots);
      const ids = input.slots.map(({ period, capacity }): Id<'slot'> => {
        const id = act.newId('slot');
        act.em.create(Slot, {
          id,
          resourceId: resource.id,
          startsAt: period.start,
          endsAt: period.end,
          capacity,
          version: 1,
        });
        return id;
      });
      const body = { slots: ids.length };
      recordListing(act, 'resource:slots-opened', { kind: 'resource', row: resource, body });
      return { resource: resource.id };
    });
  }
}

/** One resource, from whatever asked for it. */
export async function publishResource(act: Act, input: NewResource): Promise<Resource> {
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
  recordListing(act, 'resource:published', { kind: 'resource', row: resource, body: { kind, visibility } });
  return resource;
}

function refuseBegun(act: Act, slots: OpenSlots['slots']): void {
  slots.forEach(({ period: { start } }, i) => {
    if (start > act.now) return;
    throw RefusalError.invalid(
      ['input', 'slots', String(i), 'period', 'start'],
      `input.slots.${i}.period.start 已经过去，请给出将来的时间。`,
      `input.slots.${i}.period.start is in the past: name a time to come.`,
    );
  });
}

async function refuseOverlaps(act: Act, resourceId: string, slots: OpenSlots['slots']): Promise<void> {
  const open = await act.em.find(Slot, { resourceId });
  const taken: Period[] = open.map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt }));
  slots.forEach(({ period }, i) => {
    if (taken.some((other) => overlaps(period, other))) {
      throw RefusalError.invalid(
        ['input', 'slots', String(i), 'period'],
        `input.slots.${i}.period 与已有时段重叠，请错开时间。`,
        `input.slots.${i}.period overlaps another slot: choose another time.`,
      );
    }
    taken.push(period);
  });
}
