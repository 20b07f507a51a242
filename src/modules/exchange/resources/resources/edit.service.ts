import type { Act } from '../../../../data/act.ts';
import { isTermInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { resourceMachine } from '../../../../domain/exchange/resource.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { recordListing } from '../../listings/listing/audience.service.ts';
import { toWgs84, type Stored } from '../../listings/listing/place.ts';
import { followIfTold } from '../availability/tell-availability.service.ts';
import { appendCondition, mustBeCondition } from './condition.service.ts';
import { Resource } from './resource.entity.ts';

export interface ResourceSaid {
  readonly name: string;
  readonly description: string;
  readonly category?: string | null;
  readonly placeId?: string | null;
  readonly placeName?: string | null;
  readonly location?: Parameters<typeof toWgs84>[0];
}
interface OfResource {
  readonly idempotencyKey: string;
  readonly resourceId: string;
}
interface Editing extends OfResource {
  readonly expectedVersion: number;
}
interface RecordCondition extends OfResource {
  readonly condition: string;
  readonly note?: string | null;
  readonly seenAt?: Date | null;
}

/** What becomes of a resource that is there. */
export class EditService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  update(viewer: Viewer, input: ResourceSaid & Editing): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'updateResource', input }, async (act) => {
      const resource = await owned(act, input.resourceId);
      mustBe(resourceMachine, resource, 'revise', 'AVAILABLE');
      act.expectVersion('resource', resource, input.expectedVersion);
      act.em.assign(resource, await saidColumns(act, input));
      await act.em.flush();
      return tell(act, 'resource:updated', resource, { kind: resource.kind });
    });
  }

  /**
   * Withdraws it for good: it can be had no more, slots that are open take no more, what is booked stands, and its offers show
   * that it is gone.
   */
  retire(viewer: Viewer, input: Editing & { readonly reason: string }): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'retireResource', input }, async (act) => {
      const resource = await owned(act, input.resourceId);
      resource.state = advance(resourceMachine, resource, 'RETIRED', 'retire');
      act.expectVersion('resource', resource, input.expectedVersion);
      act.em.assign(resource, { retiredAt: act.now, retiredBecause: input.reason });
      await act.em.flush();
      await followIfTold(act, resource);
      return tell(act, 'resource:retired', resource, { state: resource.state });
    });
  }

  recordCondition(viewer: Viewer, input: RecordCondition): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'recordResourceCondition', input }, async (act) => {
      const resource = await owned(act, input.resourceId);
      const { condition, note = null, seenAt } = input;
      await mustBeCondition(act, 'condition', condition);
      mustHaveBeen(act, seenAt ?? act.now);
      await appendCondition(act, { resourceId: resource.id, condition, note, seenAt: seenAt ?? act.now });
      return tell(act, 'resource:condition-recorded', resource, { condition });
    });
  }
}

/** The resource, locked, for who acts for its unit. */
async function owned(act: Act, given: string): Promise<Resource> {
  const resource = await act.lock(Resource, 'resource', parseId('resource', given));
  act.assertCan('resource:edit', resource, 'resource', resource);
  return resource;
}

interface SaidColumns extends Stored {
  readonly name: string;
  readonly description: string;
  readonly category: string | null;
  readonly placeId: string | null;
  readonly placeName: string | null;
}

/** The columns that an input gives. Throws `INVALID_INPUT` where there is no such category, or no such place. */
export async function saidColumns(act: Act, input: ResourceSaid): Promise<SaidColumns> {
  const { name, description, category = null, placeName = null } = input;
  if (category !== null && !(await isTermInUse(act, 'CATEGORY', category))) {
    throw RefusalError.invalid(
      ['input', 'category'],
      `没有类别“${category}”，可用的类别见 terms(filter: { scheme: CATEGORY })。`,
      `There is no category "${category}"; terms(filter: { scheme: CATEGORY }) lists those there are.`,
    );
  }
  const placeId = input.placeId == null ? null : await placeOf(act, input.placeId);
  return { name, description, category, placeId, placeName, ...toWgs84(input.location) };
}

/** Places are another module's: whether there is one is asked of the database, and held by its reference. */
async function placeOf(act: Act, given: string): Promise<string> {
  const id = parseId('place', given);
  const [row] = await act.run<{ there: boolean }>('select exchange.is_place($1::uuid) as there', [id]);
  if (row?.there === true) return id;
  throw RefusalError.invalid(
    ['input', 'placeId'],
    '没有这个阵地，或它已关闭；请从 places 中选择。',
    'There is no such place, or it is closed: choose one of places.',
  );
}

function mustHaveBeen(act: Act, seenAt: Date): void {
  if (seenAt <= act.now) return;
  throw RefusalError.invalid(
    ['input', 'seenAt'],
    'input.seenAt 不能晚于现在。',
    'input.seenAt must not be in the future: say how it was when it was seen.',
  );
}

function tell(act: Act, action: string, row: Resource, body: Record<string, unknown>): { resource: string } {
  recordListing(act, action, { kind: 'resource', row, body });
  return { resource: row.id };
}
