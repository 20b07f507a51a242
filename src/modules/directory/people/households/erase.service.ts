/** Households that a unit looks after no longer: what is known of them is erased, and nobody is linked to them any more. */
import type { Act } from '../../../../data/act.ts';
import { eraseSubject } from '../../../../data/audit/erase-subject.ts';
import { householdLinkMachine } from '../../../../domain/directory/household.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { endedAt } from '../../../../domain/validity.ts';
import { Household } from './household.entity.ts';
import { HouseholdLink } from './link.entity.ts';

const LASTING = `
select id from directory.household_link
where household_id = $1::uuid and (state = 'PROPOSED' or state = 'AGREED' and not isempty(valid) and (upper_inf(valid) or upper(valid) >= $2::timestamptz))
order by id for update`;

/** Of one that is locked. That it was looked after, and visited, stays; where it is and whom to call does not. */
export async function eraseHousehold(act: Act, household: Household, reason: string): Promise<void> {
  const { id, hostUnitId } = household;
  for (const link of await act.run<{ id: string }>(LASTING, [id, act.now.toISOString()])) {
    await endLink(act, await act.lock(HouseholdLink, 'householdlink', link.id), reason);
  }
  // Waits for acts that have the household in hand.
  await eraseSubject(act, { kind: 'household', id });
  const nothing = { door: null, size: null, contactName: null, contactMobile: null, contactBasis: null };
  act.em.assign(household, { ...nothing, erasedAt: act.now, erasureReason: reason });
  await act.em.flush();
  act.record('household:erased', 'household', household, { unitIds: [hostUnitId] });
}

async function endLink(act: Act, link: HouseholdLink, reason: string): Promise<void> {
  const to = link.state === 'PROPOSED' ? 'WITHDRAWN' : 'ENDED';
  link.state = advance(householdLinkMachine, link, to, 'end');
  if (to === 'WITHDRAWN') link.decidedAt = act.now;
  else link.reason = reason;
  if (link.valid != null) link.valid = endedAt(link.valid, act.now);
  await act.em.flush();
  const { state, typeCode, hostUnitId } = link;
  act.record(`household-link:${to.toLowerCase()}`, 'householdlink', link, {
    ...{ unitIds: [hostUnitId], body: { state, type: typeCode } },
  });
}

const OF_UNIT =
  'select id from directory.household where host_unit_id = $1::uuid and erased_at is null order by id for update';

/** Those of a unit that is dissolved: nobody has a reason to know of them any more. The unit is locked. */
export async function eraseHouseholds(act: Act, unitId: string, reason: string): Promise<void> {
  for (const { id } of await act.run<{ id: string }>(OF_UNIT, [unitId])) {
    await eraseHousehold(act, await act.lock(Household, 'household', id), reason);
  }
}
