/** Invitations to posts: made by who administers the unit, or by who delegates a post of their own, and taken back. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { PostRole } from '../../../../domain/access/roles.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { INVITATION_LIFE_MS, invitationMachine } from '../../../../domain/directory/invitation.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { freshSecret, hashOfSecret } from '../../../../platform/secret.ts';
import { Unit } from '../../units/unit/unit.entity.ts';
import { mayAppoint, mayDelegate, mustBeATerm } from '../posts/appoint.service.ts';
import { Invitation } from './invitation.entity.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface InviteToPost extends Keyed {
  readonly title: string;
  readonly role: PostRole;
  readonly allianceId?: string | null;
  readonly since?: Date | null;
  readonly until?: Date | null;
  readonly personName: string;
  readonly delegatedFromId?: string | null;
}
interface InviteFirst extends Keyed {
  readonly unitId: string;
  readonly personName: string;
}
interface CancelInvitation extends Keyed {
  readonly invitationId: string;
  readonly expectedVersion: number;
}

export class InvitationService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The code is shown to who invites, this once; the record and the database know its hash. */
  invite(viewer: Viewer, input: InviteToPost): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'inviteToPost', input }, async (act) => {
      const { role, since = null, until = null } = input;
      const unitId = act.unit;
      const given = input.allianceId == null ? null : parseId('alliance', input.allianceId);
      mustBeATerm(act, since, until);
      const from = input.delegatedFromId == null ? null : parseId('post', input.delegatedFromId);
      const allianceId =
        from === null
          ? await mayAppoint(act, unitId, role, given)
          : await mayDelegate(act, from, { role, allianceId: given, since, until });
      const { title, personName } = input;
      const terms = { unitId, title, role, allianceId, personName, since, until, delegatedFrom: from };
      return invited(act, { ...terms, invitedBy: act.actor.person });
    });
  }

  /** Of a unit for which nobody acts yet: by a coordinator of the unit that registered it. */
  inviteFirst(viewer: Viewer, input: InviteFirst): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'inviteFirstAdministrator', input }, async (act) => {
      const allianceId = await act.alliance();
      const unit = await act.lock(Unit, 'unit', parseId('unit', input.unitId));
      const posts = await act.run('select from directory.post where unit_id = $1 limit 1', [unit.id]);
      const { registeredByUnit: registeredByUnitId = null } = unit;
      act.assertCan(
        'post:invite-first',
        { allianceId, registeredByUnitId, isNobodys: posts.length === 0 },
        'unit',
        unit,
      );
      await invited(act, {
        ...{ unitId: unit.id, title: '单位管理员', role: 'ADMINISTRATOR', personName: input.personName },
        ...{ allianceId: null, since: null, until: null, delegatedFrom: null, invitedBy: act.actor.person },
      });
      return { unit: unit.id };
    });
  }

  cancel(viewer: Viewer, input: CancelInvitation): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'cancelInvitation', input }, async (act) => {
      const invitation = await act.lock(Invitation, 'invitation', parseId('invitation', input.invitationId));
      const { unitId, invitedBy = null, allianceId = null } = invitation;
      act.assertCan('invitation:cancel', { ownerUnitId: unitId, invitedBy }, 'invitation', invitation);
      invitation.state = advance(invitationMachine, invitation, 'CANCELLED', 'cancel');
      act.expectVersion('invitation', invitation, input.expectedVersion);
      invitation.decidedAt = act.now;
      await act.em.flush();
      act.record('post:invitation-cancelled', 'invitation', invitation, { allianceId, unitIds: [unitId] });
      return { invitation: invitation.id };
    });
  }
}

type Terms = Pick<Invitation, 'unitId' | 'title' | 'role' | 'personName'> & {
  readonly allianceId: string | null;
  readonly since: Date | null;
  readonly until: Date | null;
  readonly delegatedFrom: string | null;
  /** Null where the operator invites. */
  readonly invitedBy: string | null;
};

/** Makes the invitation and shows its code once. Whether it may be made is for the caller to ask. */
export async function invited(act: Act, terms: Terms): Promise<{ invitation: string }> {
  const code = freshSecret();
  const invitation = act.em.create(Invitation, {
    id: act.newId('invitation'),
    ...terms,
    hash: hashOfSecret(code),
    state: 'OPEN',
    createdAt: act.now,
    expiresAt: new Date(act.now.getTime() + INVITATION_LIFE_MS),
    version: 1,
  });
  await act.em.flush();
  act.showOnce('invitationCode', code);
  const { unitId, allianceId, role, delegatedFrom } = terms;
  const body = { role, isDelegated: delegatedFrom !== null };
  act.record('post:invited', 'invitation', invitation, { allianceId, unitIds: [unitId], body });
  return { invitation: invitation.id };
}
