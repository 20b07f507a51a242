/** Acceptance of an invitation: whoever is signed in and holds the code has the post from now on. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { invitationMachine } from '../../../../domain/directory/invitation.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { validBetween } from '../../../../domain/validity.ts';
import { hashOfSecret } from '../../../../platform/secret.ts';
import { heldAlliance } from '../posts/appoint.service.ts';
import { Invitation } from './invitation.entity.ts';
import { become } from '../posts/known.service.ts';
import { Post } from '../posts/post.entity.ts';
import { standingOf } from '../posts/standing.service.ts';

interface AcceptInvitation {
  readonly idempotencyKey: string;
  readonly code: string;
}

export class AcceptInvitationService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** One invitation makes one post. Who was nobody here before is somebody from now on. */
  accept(viewer: Viewer, input: AcceptInvitation): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'acceptInvitation', input, inNameOf: 'PERSON' }, async (act) => {
      act.assertCan('invitation:accept', null);
      const invitation = await lockGood(act, input.code);
      const personId = await become(act, invitation.personName);
      invitation.state = advance(invitationMachine, invitation, 'ACCEPTED', 'accept');
      invitation.decidedAt = act.now;
      await act.em.flush();
      const { unitId, title, role, allianceId, delegatedFrom, since, until } = invitation;
      const begins = since != null && since > act.now ? since : act.now;
      const post = act.em.create(Post, {
        id: act.newId('post'),
        ...{ personId, unitId, title, role, allianceId, delegatedFrom },
        invitationId: invitation.id,
        valid: validBetween(begins, until ?? null),
        version: 1,
      });
      await act.em.flush();
      act.recordFor(unitId);
      const body = { role, invitationId: invitation.id, isDelegated: delegatedFrom != null };
      act.record('post:accepted', 'post', post, { allianceId: allianceId ?? null, unitIds: [unitId], body });
      return { post: post.id };
    });
  }
}

/**
 * The invitation of that code, locked. Throws the same `INVALID_INPUT` for a code that never was, was used, cancelled, or
 * opens nothing any more: which codes there are is not told.
 */
async function lockGood(act: Act, code: string): Promise<Invitation> {
  const [found] = await act.run<{ id: string | null }>('select directory.invitation_of($1) as id', [
    hashOfSecret(code),
  ]);
  const id = found?.id ?? null;
  if (id !== null) {
    const invitation = await act.lock(Invitation, 'invitation', id);
    if (isOpen(invitation, act.now) && (await stillGives(act, invitation))) return invitation;
  }
  throw RefusalError.invalid(
    ['input', 'code'],
    '邀请码无效：可能有误、已被使用、已取消或已过期。请核对，或请单位管理员重新邀请（inviteToPost）。',
    'The code is not good: it may be mistyped, used, cancelled or out of date. Check it, or ask the unit to invite you anew (inviteToPost).',
  );
}

const isOpen = ({ state, expiresAt, until }: Invitation, now: Date): boolean =>
  state === 'OPEN' && now < expiresAt && (until == null || now < until);

/** Whether the unit, who invited and who delegated still have what the invitation gives. */
async function stillGives(act: Act, invitation: Invitation): Promise<boolean> {
  const { unitId, role, allianceId, delegatedFrom, invitedBy } = invitation;
  if (role === 'COORDINATOR' && allianceId != null) {
    const { state, leadUnitId } = await heldAlliance(act, allianceId);
    if (state !== 'ACTIVE' || leadUnitId !== unitId) return false;
  }
  if (delegatedFrom != null) return (await standingOf(act, delegatedFrom)).state === 'IN_FORCE';
  // Else who is dismissed could come back by an invitation of their own. The operator of the exchange is nobody.
  if (invitedBy != null) {
    const mayInvite = (await administers(act, invitedBy, unitId)) || (await registeredIt(act, invitedBy, unitId));
    if (!mayInvite) return false;
  }
  return true;
}

async function administers(act: Act, personId: string, unitId: string): Promise<boolean> {
  const posts = await act.run(
    `select from rights.post where person_id = $1 and unit_id = $2 and role = 'ADMINISTRATOR' and valid @> $3::timestamptz`,
    [personId, unitId, act.now.toISOString()],
  );
  return posts.length > 0;
}

/** Whether somebody coordinates for the unit that registered this one, for which nobody acts yet. */
async function registeredIt(act: Act, personId: string, unitId: string): Promise<boolean> {
  const posts = await act.run(
    `select from directory.unit u join rights.post p on p.unit_id = u.registered_by_unit
     where u.id = $2 and p.person_id = $1 and p.role = 'COORDINATOR' and p.valid @> $3::timestamptz
       and not exists (select from directory.post o where o.unit_id = u.id)`,
    [personId, unitId, act.now.toISOString()],
  );
  return posts.length > 0;
}
