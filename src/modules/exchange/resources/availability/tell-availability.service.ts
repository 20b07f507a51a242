/** What a unit tells of when its resource can be had is told to those who have booked it as well. */
import type { Act } from '../../../../data/act.ts';
import { parseId } from '../../../../domain/ids.ts';
import { recordListing } from '../../listings/listing/audience.service.ts';
import { Resource } from '../resources/resource.entity.ts';
import { computeAvailable } from './schedule.service.ts';

export interface OfResource {
  readonly idempotencyKey: string;
  readonly resourceId: string;
}

/** The resource, locked against other rules but not against bookings, for somebody who may tell when it can be had. */
export async function tellable(act: Act, input: OfResource): Promise<Resource> {
  const resource = await act.get(Resource, 'resource', parseId('resource', input.resourceId));
  act.assertCan('resource:tell-availability', resource, 'resource', resource);
  await act.run('select from exchange.resource where id = $1::uuid for no key update', [resource.id]);
  return resource;
}

interface Kept {
  readonly id: string;
  readonly version: number;
  readonly allianceId: string;
  readonly unitIds: string[];
}

/** Slots that are kept for their bookings alone by now, by alliance. */
const KEPT = `
select s.id, s.version, b.alliance_id as "allianceId", array_agg(distinct b.unit_id) as "unitIds"
from exchange.slot s join exchange.booking b on b.slot_id = s.id and exchange.booking_holds(b.state)
where s.resource_id = $1::uuid and s.state = 'KEPT' and s.starts_at > $2::timestamptz
group by s.id, s.version, b.alliance_id order by s.id, b.alliance_id`;

/** Records what was told, computes when the resource can be had from now on, and records what is kept for those who have it. */
export async function remember(
  act: Act,
  action: string,
  resource: Resource,
  body: Readonly<Record<string, string>>,
): Promise<{ resource: string }> {
  const values = [resource.id, act.now.toISOString()];
  const before = new Set((await act.run<Kept>(KEPT, values)).map(({ id }) => id));
  await computeAvailable((text, given) => act.run(text, given), [resource.id], act.now);
  recordListing(act, action, { kind: 'resource', row: resource, body });
  for (const { allianceId, unitIds, ...slot } of await act.run<Kept>(KEPT, values)) {
    if (before.has(slot.id)) continue;
    act.record('slot:kept', 'slot', slot, {
      allianceId,
      unitIds: [...unitIds, resource.ownerUnitId],
      body: { state: 'KEPT' },
    });
  }
  return { resource: resource.id };
}
