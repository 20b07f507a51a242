/** How memberships are found, moved and told, by either side. */
import type { Act } from '../../../../data/act.ts';
import { allianceMachine } from '../../../../domain/directory/alliance.ts';
import {
  lastingStates,
  membershipMachine,
  undecidedStates,
  type MembershipState,
} from '../../../../domain/directory/membership.ts';
import { RefusalError, type Bilingual } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import type { Tried } from '../../../../domain/tried.ts';
import { closedAt, endedAt, validFrom } from '../../../../domain/validity.ts';
import { Alliance } from '../alliance/alliance.entity.ts';
import { mustLast } from '../../units/life/stage.service.ts';
import { Unit } from '../../units/unit/unit.entity.ts';
import { Membership } from './membership.entity.ts';

export interface Decide {
  readonly idempotencyKey: string;
  readonly membershipId: string;
  readonly expectedVersion: number;
}
export interface Reasoned extends Decide {
  readonly reason: string;
}

type From = MembershipState | readonly MembershipState[];

/** What is said to the unit itself, where there is something between it and the alliance already. */
const own: Partial<Record<MembershipState, Bilingual>> = {
  APPLIED: { zh: '本单位的申请正在等待批准。', en: 'Your application is waiting to be decided.' },
  INVITED: {
    zh: '本单位已受邀加入，请直接接受邀请（acceptMembership）。',
    en: 'Your unit is invited already: accept the invitation (acceptMembership).',
  },
  ACTIVE: { zh: '本单位已是该联盟成员。', en: 'Your unit is a member of this alliance already.' },
  SUSPENDED: {
    zh: '本单位在该联盟的成员资格已中止，请联系协调员恢复（resumeMembership）。',
    en: 'The membership of your unit is suspended: ask the coordinator to resume it (resumeMembership).',
  },
};

/** What is said to the coordinator. */
const others: typeof own = {
  APPLIED: {
    zh: '该单位已提出申请，请直接批准（approveMembership）。',
    en: 'The unit has applied already: approve its application (approveMembership).',
  },
  INVITED: { zh: '该单位已受邀加入，正在等待其答复。', en: 'The unit is invited already, and has not answered yet.' },
  ACTIVE: { zh: '该单位已是本联盟成员。', en: 'The unit is a member of the alliance already.' },
  SUSPENDED: {
    zh: '该单位的成员资格已中止，请直接恢复（resumeMembership）。',
    en: 'The membership of the unit is suspended: resume it (resumeMembership).',
  },
};

/**
 * Throws `WRONG_STATE` where the unit is dissolved, and `ALREADY_DONE` where an application, an invitation or a membership
 * is there. Those who begin one for a unit wait for each other here.
 */
export async function mustBeNew(act: Act, unitId: string, allianceId: string): Promise<void> {
  await act.lock(Unit, 'unit', unitId);
  await mustLast(act, unitId, 'join');
  const states = [...undecidedStates, ...lastingStates];
  const open = await act.em.findOne(Membership, { unitId, allianceId, state: { $in: states } });
  if (open === null) return;
  const what = (unitId === act.unit ? own : others)[open.state];
  if (what === undefined) throw new Error(`nothing is said of a membership that is ${open.state}`);
  throw RefusalError.of('ALREADY_DONE', { kind: 'membership', id: open.id, what });
}

/** Throws `WRONG_STATE` where the alliance is dissolved. Who dissolves it meanwhile is told of by the database. */
export async function mustBeJoinable(act: Act, allianceId: string): Promise<void> {
  mustBe(allianceMachine, await act.get(Alliance, 'alliance', allianceId), 'join', 'ACTIVE');
}

/** The membership, locked, for the coordinator of its alliance. Who is not does not learn that there is one. */
export async function found(act: Act, { membershipId }: Decide): Promise<Membership> {
  const membership = await act.lock(Membership, 'membership', parseId('membership', membershipId));
  act.assertCan('membership:decide', membership, 'membership', membership);
  await act.inAllianceOf('membership', membership);
  return membership;
}

/** The membership, moved by the coordinator of its alliance. */
export async function decided(
  act: Act,
  input: Decide,
  from: From,
  to: MembershipState,
  tried: Tried,
): Promise<Membership> {
  const membership = await found(act, input);
  return moved(act, membership, input, from, to, tried);
}

/** The membership, moved by its own unit. */
export async function owned(
  act: Act,
  action: 'membership:answer' | 'membership:withdraw' | 'membership:leave',
  input: Decide,
  from: From,
  to: MembershipState,
  tried: Tried,
): Promise<Membership> {
  const membership = await act.lock(Membership, 'membership', parseId('membership', input.membershipId));
  act.assertCan(action, { ownerUnitId: membership.unitId }, 'membership', membership);
  return moved(act, membership, input, from, to, tried);
}

async function moved(
  act: Act,
  membership: Membership,
  input: Decide,
  from: From,
  to: MembershipState,
  tried: Tried,
): Promise<Membership> {
  mustBe(membershipMachine, membership, tried, ...[from].flat(), to);
  const state = advance(membershipMachine, membership, to, tried);
  act.expectVersion('membership', membership, input.expectedVersion);
  if (to === 'ACTIVE') await mustBeJoinable(act, membership.allianceId);
  membership.state = state;
  return membership;
}

/** Throws `FORBIDDEN` for the unit that leads: it hands the lead over first. */
export function mustNotLead(action: 'membership:leave' | 'membership:decide', { role, id }: Membership): void {
  if (role !== 'LEAD') return;
  const subject = { kind: 'membership', id } as const;
  throw RefusalError.forbidden(
    action,
    {
      zh: '牵头单位不能退出其牵头的联盟，也不能被中止或除名；请先移交牵头职责（offerLead）。',
      en: 'The unit that leads an alliance neither leaves it nor is suspended or removed: it hands the lead over first (offerLead).',
    },
    subject,
  );
}

/** It is over at this very instant, and with it a suspension. */
export function end(act: Act, membership: Membership, reason: string): void {
  membership.valid = endedAt(membership.valid ?? validFrom(act.now), act.now);
  membership.suspended = closedAt(membership.suspended, act.now);
  membership.reason = reason;
}

/** Writes it and tells. The unit whose it is comes first. */
export async function remember(act: Act, action: string, membership: Membership): Promise<{ membership: string }> {
  await act.em.flush();
  const { allianceId, unitId, state } = membership;
  act.record(action, 'membership', membership, { allianceId, unitIds: [unitId, act.unit], body: { state } });
  return { membership: membership.id };
}
