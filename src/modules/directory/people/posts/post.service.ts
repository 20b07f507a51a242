import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { endedAt, NEVER } from '../../../../domain/validity.ts';
import { Unit } from '../../units/unit/unit.entity.ts';
import { mayChangeAdministrators } from './appoint.service.ts';
import { Post } from './post.entity.ts';
import { standingOf, type Standing } from './standing.service.ts';

interface EndPost {
  readonly idempotencyKey: string;
  readonly postId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}

export class PostService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Ends a post at this very instant, and with it what was delegated from it. What it was stays on record. */
  end(viewer: Viewer, input: EndPost): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'endPost', input, inNameOf: 'PERSON' }, async (act) => {
      const id = parseId('post', input.postId);
      const { unitId } = await mayEnd(act, id);
      // Who ends posts of one unit wait for each other, so that of two administrators one stays.
      await act.lock(Unit, 'unit', unitId);
      const post = await act.lock(Post, 'post', id);
      const { state } = await standingOf(act, id);
      if (state === 'ENDED') throw RefusalError.of('ALREADY_DONE', { kind: 'post', id, is: ended });
      act.expectVersion('post', post, input.expectedVersion);
      if (state === 'IN_FORCE' && isAdministrators(post)) await mustNotBeLast(act, post);
      post.valid = state === 'UPCOMING' ? NEVER : endedAt(post.valid, act.now);
      post.endedAt = act.now;
      post.reason = input.reason;
      await act.em.flush();
      act.recordFor(unitId);
      const { role, allianceId = null } = post;
      act.record('post:ended', 'post', post, { allianceId, unitIds: [unitId], body: { role } });
      return { post: id };
    });
  }
}

const ended = { zh: '已结束', en: 'has ended' };

/** Of the unit itself, and for as long as it says; what is delegated ends with what it comes from. */
const isAdministrators = ({ role, delegatedFrom }: Post): boolean => role === 'ADMINISTRATOR' && delegatedFrom == null;

/** Holders end their own posts and what they delegated, whatever the hat; administrators those of their unit. */
async function mayEnd(act: Act, id: string): Promise<Standing> {
  const standing = await standingOf(act, id);
  const { unitId: ownerUnitId, personId, sourcePersonId, role, isDelegated } = standing;
  const { person } = act.actor;
  const isOwn = person !== null && (person === personId || person === sourcePersonId);
  if (!isOwn) await act.mustWearHat();
  act.assertCan('post:end', { ownerUnitId, personId, sourcePersonId }, 'post', { id });
  if (!isOwn && role === 'ADMINISTRATOR' && !isDelegated) await mayChangeAdministrators(act, ownerUnitId);
  return standing;
}

/** Throws `FORBIDDEN` where the unit would be left without an administrator in their own right. */
async function mustNotBeLast(act: Act, { id, unitId }: Post): Promise<void> {
  const others = await act.run(
    `select from directory.post where unit_id = $1 and id <> $2 and role = 'ADMINISTRATOR' and delegated_from is null
     and valid @> $3::timestamptz limit 1`,
    [unitId, id, act.now.toISOString()],
  );
  if (others.length > 0) return;
  throw RefusalError.forbidden('post:end', {
    zh: '这是本单位最后一位在任的单位管理员，不能结束；请先邀请他人担任单位管理员（inviteToPost），待其就任后再结束。',
    en: 'This is the last administrator of the unit, and a unit is not left without: invite another first (inviteToPost), and end this post when that one holds.',
  });
}
