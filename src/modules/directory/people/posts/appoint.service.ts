/** Who may give which post: by appointment in the unit's name, or by delegation of one's own. */
import type { Act } from '../../../../data/act.ts';
import type { PostRole } from '../../../../domain/access/roles.ts';
import { minuteInChina } from '../../../../domain/calendar.ts';
import { allianceMachine } from '../../../../domain/directory/alliance.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { Alliance } from '../../alliances/alliance/alliance.entity.ts';
import { standingOf } from './standing.service.ts';

/** Throws `INVALID_INPUT` unless something of the term is still to come. */
export function mustBeATerm(act: Act, since: Date | null, until: Date | null): void {
  if (until === null) return;
  if (until <= act.now) {
    throw RefusalError.invalid(
      ['input', 'until'],
      'input.until 已经过去，请给出将来的时刻。',
      'input.until is in the past: name an instant to come.',
    );
  }
  if (since !== null && until <= since) {
    throw RefusalError.invalid(
      ['input', 'until'],
      'input.until 须晚于 input.since。',
      'input.until must be later than input.since.',
    );
  }
}

/**
 * An appointment, by who administers the unit: a coordinator of an alliance that the unit leads, an administrator by one in
 * their own right. The alliance that the post coordinates, if any.
 */
export async function mayAppoint(
  act: Act,
  unitId: string,
  role: PostRole,
  allianceId: string | null,
): Promise<string | null> {
  act.assertCan('post:invite', { ownerUnitId: unitId });
  if (role === 'ADMINISTRATOR') await mayChangeAdministrators(act, unitId);
  mustNameAllianceFor(role, allianceId);
  if (allianceId === null) return null;
  const alliance = await heldAlliance(act, allianceId);
  act.assertCan('post:invite-coordinator', alliance, 'alliance', alliance);
  mustBe(allianceMachine, alliance, 'appoint', 'ACTIVE');
  return allianceId;
}

/** The alliance, which nobody dissolves or hands over until the act is done. */
export async function heldAlliance(act: Act, id: string): Promise<Alliance> {
  await act.run('select from directory.alliance where id = $1::uuid for share', [id]);
  return act.get(Alliance, 'alliance', id);
}

/** Throws `FORBIDDEN` for who administers the unit by delegation: what is passed on for a term is not made to last. */
export async function mayChangeAdministrators(act: Act, unitId: string): Promise<void> {
  const own = await act.run(
    `select from directory.post where person_id = $1 and unit_id = $2 and role = 'ADMINISTRATOR'
     and delegated_from is null and valid @> $3::timestamptz`,
    [act.actor.person, unitId, act.now.toISOString()],
  );
  act.assertCan('post:change-administrator', { isOwnRight: own.length > 0 });
}

interface Term {
  readonly role: PostRole;
  readonly allianceId: string | null;
  readonly since: Date | null;
  readonly until: Date | null;
}

/** A delegation of one's own post: for a term inside of it, and of no more than it allows. The alliance, if any. */
export async function mayDelegate(act: Act, postId: string, term: Term): Promise<string | null> {
  const source = await standingOf(act, postId);
  const { unitId: ownerUnitId, personId, isDelegated } = source;
  act.assertCan('post:delegate', { ownerUnitId, personId, isDelegated }, 'post', { id: postId });
  if (source.state !== 'IN_FORCE') {
    throw RefusalError.invalid(
      ['input', 'delegatedFromId'],
      'input.delegatedFromId 所指的职务不在任，不能委托；请选择在任的职务。',
      'The post that input.delegatedFromId names is not in force and cannot be delegated: choose one that is.',
    );
  }
  if (term.role !== 'OPERATOR' && term.role !== source.role) {
    throw RefusalError.invalid(
      ['input', 'role'],
      `委托不能超出原职务的权限；请选择 ${source.role} 或 OPERATOR。`,
      `To delegate is not to give more than one has: choose ${source.role} or OPERATOR.`,
    );
  }
  mustEndWith(source.until, term.until);
  if (term.role !== 'COORDINATOR') mustNameAllianceFor(term.role, term.allianceId);
  else if (term.allianceId !== null && term.allianceId !== source.allianceId) {
    throw RefusalError.invalid(
      ['input', 'allianceId'],
      'input.allianceId 不是该职务所协调的联盟；请不填，或填写同一联盟。',
      'input.allianceId is not the alliance that the post coordinates: leave it out, or name that one.',
    );
  }
  return term.role === 'COORDINATOR' ? source.allianceId : null;
}

function mustEndWith(ofSource: Date | null, until: Date | null): void {
  if (until === null) {
    throw RefusalError.invalid(
      ['input', 'until'],
      '委托须有期限，请填写 input.until。',
      'A post is delegated for a term: say until when in input.until.',
    );
  }
  if (ofSource === null || until <= ofSource) return;
  const end = minuteInChina(ofSource);
  throw RefusalError.invalid(
    ['input', 'until'],
    `委托不能长于原职务，input.until 不得晚于 ${end}。`,
    `What is delegated does not last longer than the post that it comes from: input.until may be ${end} (Beijing time) at most.`,
  );
}

/** A coordinator coordinates one alliance, and nobody else does. */
function mustNameAllianceFor(role: PostRole, allianceId: string | null): void {
  if ((role === 'COORDINATOR') === (allianceId !== null)) return;
  throw RefusalError.invalid(
    ['input', 'allianceId'],
    role === 'COORDINATOR'
      ? '协调员须指明所协调的联盟，请填写 input.allianceId。'
      : '只有协调员才填写 input.allianceId，请去掉。',
    role === 'COORDINATOR'
      ? 'A coordinator coordinates one alliance: name it in input.allianceId.'
      : 'Only a coordinator has an alliance: leave input.allianceId out.',
  );
}
