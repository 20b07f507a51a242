/** What a unit tells of when its resource can be had is told to those who have booked it as well. */
import type { Act } from '../../../../data/act.ts';
import { resourceMachine } from '../../../../domain/exchange/resource.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { recordListing } from '../../listings/listing/audience.service.ts';
import { Resource } from '../resources/resource.entity.ts';
import { computeAvailable } from './schedule.service.ts';

export interface OfResource {
  readonly idempotencyKey: string;
  readonly resourceId: string;
}

/** The resource, locked against other rules but not against bookings, for somebody who may tell when it can be had. */
export async function tellable(act: Act, input: OfResource): Promise<Resource> {
  const id = parseId('resource', input.resourceId);
  await act.run('select from exchange.resource where id = $1::uuid for no key update', [id]);
  const resource = await act.get(Resource, 'resource', id);
  act.assertCan('resource:tell-availability', resource, 'resource', resource);
  mustBe(resourceMachine, resource, 'open', 'AVAILABLE');
  return resource;
}

/** What is kept for those who have it, by alliance. */
interface Kept {
  readonly kind: 'slot' | 'booking';
  readonly id: string;
  readonly version: number;
  readonly allianceId: string;
  readonly unitIds: string[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** Slots to come that are kept for their bookings alone, and bookings of the whole to come at times at which it cannot be had. */
const KEPT = `
select 'slot' as kind, s.id, s.version, b.alliance_id as "allianceId", array_agg(distinct b.unit_id) as "unitIds",
  json_build_object('state', s.state) as body
from exchange.slot s join exchange.booking b on b.slot_id = s.id and exchange.booking_holds(b.state)
where s.resource_id = $1::uuid and s.state = 'KEPT' and s.starts_at > $2::timestamptz
group by s.id, b.alliance_id
union all
select 'booking', b.id, b.version, b.alliance_id, array[b.unit_id], json_build_object('state', b.state, 'count', b.count)
from exchange.booking b
where b.resource_id = $1::uuid and b.slot_id is null and b.starts_at > $2::timestamptz
  and (b.state in ('CONFIRMED', 'IN_USE') or b.state = 'HELD' and b.held_until > $2::timestamptz)
  and not exists (select from exchange.resource_opening o where o.resource_id = b.resource_id and o.open @> tstzrange(b.starts_at, b.ends_at))
order by kind desc, id, "allianceId"`;

/** Records what was told, and what follows. */
export async function remember(
  act: Act,
  action: string,
  resource: Resource,
  body: Readonly<Record<string, string>>,
): Promise<{ resource: string }> {
  recordListing(act, action, { kind: 'resource', row: resource, body });
  await follow(act, resource);
  return { resource: resource.id };
}

/** Computes when the resource, which is locked, can be had from now on, and records what is kept for those who have it. */
async function follow(act: Act, { id: resourceId, ownerUnitId }: Resource): Promise<void> {
  const values = [resourceId, act.now.toISOString()];
  const before = new Set((await act.run<Kept>(KEPT, values)).map(({ id }) => id));
  await computeAvailable((text, given) => act.run(text, given), [resourceId], act.now);
  for (const { kind, allianceId, unitIds, body, ...kept } of await act.run<Kept>(KEPT, values)) {
    if (before.has(kept.id)) continue;
    act.record(`${kind}:kept`, kind, kept, { allianceId, unitIds: [...unitIds, ownerUnitId], body });
  }
}

const TOLD = 'select exists (select from exchange.resource_opening where resource_id = $1::uuid) as told';

/** The same where it was told when the resource can be had, and something else makes that otherwise. */
export async function followIfTold(act: Act, resource: Resource): Promise<void> {
  const [row] = await act.run<{ told: boolean }>(TOLD, [resource.id]);
  if (row?.told === true) await follow(act, resource);
}
