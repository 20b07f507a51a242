import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { mustBeUsedSo, resourceMachine } from '../../../../domain/exchange/resource.ts';
import { parseId, type Id } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { overlaps, type Period } from '../../../../domain/period.ts';
import { recordListing } from '../../listings/listing/audience.service.ts';
import { Resource } from '../resources/resource.entity.ts';
import { ruleOf } from '../rules/rule.service.ts';
import { Slot } from './slot.entity.ts';

interface OpenSlots {
  readonly idempotencyKey: string;
  readonly resourceId: string;
  readonly slots: readonly { readonly period: Period; readonly capacity: number }[];
}

export class SlotService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  open(viewer: Viewer, input: OpenSlots): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'openSlots', input }, async (act) => {
      const resource = await act.lock(Resource, 'resource', parseId('resource', input.resourceId));
      act.assertCan('resource:open-slots', resource, 'resource', resource);
      mustBe(resourceMachine, resource, 'open', 'AVAILABLE');
      mustBeUsedSo(resource.kind, 'BOOKED');
      await mustHaveSlots(act, resource);
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
          state: 'OPEN',
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

/** What is booked as a whole has no slots. */
async function mustHaveSlots(act: Act, { id, name }: Resource): Promise<void> {
  const { mode } = await ruleOf(act, id);
  if (mode === 'SLOTS') return;
  throw RefusalError.invalid(
    ['input', 'resourceId'],
    `“${name}”按起止时间整体预约，没有时段；请设置可用时间（setAvailability）。`,
    `"${name}" is booked as a whole and has no slots: tell when it can be had (setAvailability).`,
  );
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

/** Which of some periods overlap slots that are there. */
const TAKEN = `
select (p.place - 1)::integer as i from json_array_elements($2::json) with ordinality p(period, place)
where exists (select from exchange.slot s where s.resource_id = $1::uuid and s.state <> 'WITHDRAWN'
  and tstzrange(s.starts_at, s.ends_at) && tstzrange((p.period ->> 'start')::timestamptz, (p.period ->> 'end')::timestamptz))`;

async function refuseOverlaps(act: Act, resourceId: string, slots: OpenSlots['slots']): Promise<void> {
  const periods = slots.map(({ period }) => period);
  const rows = await act.run<{ i: number }>(TAKEN, [resourceId, JSON.stringify(periods)]);
  const taken = new Set(rows.map(({ i }) => i));
  periods.forEach((period, i) => {
    if (!taken.has(i) && !periods.slice(0, i).some((other) => overlaps(period, other))) return;
    throw RefusalError.invalid(
      ['input', 'slots', String(i), 'period'],
      `input.slots.${i}.period 与已有时段重叠，请错开时间。`,
      `input.slots.${i}.period overlaps another slot: choose another time.`,
    );
  });
}
