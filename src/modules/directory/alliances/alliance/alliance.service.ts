import type { Act } from '../../../../data/act.ts';
import { isTermInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { allianceMachine } from '../../../../domain/directory/alliance.ts';
import { mustHaveCome } from '../../../../domain/directory/must-have-come.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { validFrom } from '../../../../domain/validity.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { disbandAll } from '../bodies/disband.service.ts';
import { Membership } from '../memberships/membership.entity.ts';
import { endProgrammesOf } from '../programmes/ownership.service.ts';
import { Alliance } from './alliance.entity.ts';
import { endCoordination, endMemberships } from './wind-up.service.ts';

interface Described {
  readonly name: string;
  readonly description: string;
  readonly kind: string;
  readonly foundedOn: string;
}
interface FoundAlliance extends Described {
  readonly idempotencyKey: string;
}
interface OfAlliance {
  readonly idempotencyKey: string;
  readonly allianceId: string;
  readonly expectedVersion: number;
}
type UpdateAlliance = OfAlliance & { readonly [K in keyof Described]?: Described[K] | null };

/** The lead is offered to nobody any more. */
export const OFFERED_TO_NOBODY = { leadOfferedTo: null, leadOfferedAt: null } as const;

export class AllianceService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** By an administrator of the unit acted for, which leads it and is its first member. */
  found(viewer: Viewer, input: FoundAlliance): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'foundAlliance', input }, async (act) => {
      const leadUnitId = act.unit;
      act.assertCan('alliance:found', { ownerUnitId: leadUnitId });
      const { name, description, kind, foundedOn } = input;
      mustHaveCome('foundedOn', foundedOn, act.now);
      await mustBeKind(act, kind);
      await mustBeFree(act, name);
      const id = act.newId('alliance');
      const about = { name, description, kind, leadUnitId, foundedOn, createdAt: act.now, version: 1 };
      const alliance = act.em.create(Alliance, { id, ...about, state: 'ACTIVE' });
      await act.em.flush();
      const membership = act.em.create(Membership, {
        id: act.newId('membership'),
        allianceId: id,
        unitId: leadUnitId,
        role: 'LEAD',
        state: 'ACTIVE',
        statement: '联盟发起单位。',
        appliedAt: act.now,
        decidedAt: act.now,
        valid: validFrom(act.now),
        version: 1,
      });
      await act.em.flush();
      act.record('membership:founded', 'membership', membership, { allianceId: id, body: { state: 'ACTIVE' } });
      return remember(act, 'alliance:founded', alliance);
    });
  }

  /** What is not said, or null, stays as it is. */
  update(viewer: Viewer, input: UpdateAlliance): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'updateAlliance', input }, async (act) => {
      const alliance = await coordinated(act, parseId('alliance', input.allianceId), input.expectedVersion);
      const { name, description, kind, foundedOn } = input;
      if (foundedOn != null) mustHaveCome('foundedOn', foundedOn, act.now);
      if (kind != null) await mustBeKind(act, kind);
      if (name != null && name !== alliance.name) await mustBeFree(act, name);
      act.em.assign(alliance, {
        ...(name != null && { name }),
        ...(description != null && { description }),
        ...(kind != null && { kind }),
        ...(foundedOn != null && { foundedOn }),
      });
      return remember(act, 'alliance:updated', alliance);
    });
  }

  /** Ends every membership with it. What is signed is still settled. */
  dissolve(viewer: Viewer, input: OfAlliance & { readonly reason: string }): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'dissolveAlliance', input }, async (act) => {
      const id = parseId('alliance', input.allianceId);
      const { leadUnitId } = await act.get(Alliance, 'alliance', id);
      act.assertCan('alliance:dissolve', { ownerUnitId: leadUnitId }, 'alliance', { id });
      mustBeForAll('reason', input.reason);
      await endMemberships(act, id, input.reason);
      const alliance = await act.lock(Alliance, 'alliance', id);
      // Those that came meanwhile; from now on the alliance is locked, and none does.
      await endMemberships(act, id, input.reason);
      // The lead may have been handed over meanwhile.
      act.assertCan('alliance:dissolve', { ownerUnitId: alliance.leadUnitId }, 'alliance', alliance);
      alliance.state = advance(allianceMachine, alliance, 'DISSOLVED', 'windUp');
      act.expectVersion('alliance', alliance, input.expectedVersion);
      Object.assign(alliance, { dissolvedAt: act.now, dissolvedReason: input.reason, ...OFFERED_TO_NOBODY });
      await act.em.flush();
      await disbandAll(act, id, '联盟已解散');
      await endProgrammesOf(act, { allianceId: id }, '联盟已解散');
      await endCoordination(act, id, alliance.leadUnitId, '联盟已解散');
      return remember(act, 'alliance:dissolved', alliance);
    });
  }
}

/** The alliance, locked, for its coordinator, while it lasts. */
export async function coordinated(act: Act, id: string, expectedVersion: number | null): Promise<Alliance> {
  act.assertCan('alliance:edit', { allianceId: id }, 'alliance', { id });
  const alliance = await act.lock(Alliance, 'alliance', id);
  mustBe(allianceMachine, alliance, 'revise', 'ACTIVE');
  if (expectedVersion !== null) act.expectVersion('alliance', alliance, expectedVersion);
  return alliance;
}

/** Writes it and tells. */
export async function remember(act: Act, action: string, alliance: Alliance): Promise<{ alliance: string }> {
  await act.em.flush();
  act.record(action, 'alliance', alliance, { allianceId: alliance.id, body: { state: alliance.state } });
  return { alliance: alliance.id };
}

async function mustBeKind(act: Act, kind: string): Promise<void> {
  if (await isTermInUse(act, 'ALLIANCE_KIND', kind)) return;
  throw RefusalError.invalid(
    ['input', 'kind'],
    'input.kind 不在联盟类型词表中；请从 terms(filter: { scheme: [ALLIANCE_KIND] }) 中选用。',
    'input.kind is no kind of alliance: take one of terms(filter: { scheme: [ALLIANCE_KIND] }).',
  );
}

async function mustBeFree(act: Act, name: string): Promise<void> {
  if ((await act.em.count(Alliance, { name })) === 0) return;
  throw RefusalError.invalid(
    ['input', 'name'],
    '已有同名联盟，请另取名称。',
    'There is an alliance of this name already: choose another.',
  );
}
