import type { Act } from '../../../data/act.ts';
import type { Action } from '../../../domain/access/actions.ts';
import { RefusalError } from '../../../domain/errors.ts';

/** The post by which somebody acts for the unit: the one that they have held longest. */
export async function ownPost(act: Act, action: Action): Promise<string> {
  const [post] = await act.run<{ id: string }>(
    `select p.id from directory.post p where p.person_id = $1::uuid and p.unit_id = $2::uuid and p.valid @> $3::timestamptz
     order by lower(p.valid), p.id limit 1`,
    [act.actor.person, act.unit, act.now.toISOString()],
  );
  if (post !== undefined) return post.id;
  throw RefusalError.forbidden(action, {
    zh: '证明、适用条件和报名须由在该单位任职的人办理；请由任职者操作。',
    en: 'Proofs are seen, persons judged and applications made by somebody who holds a post in the unit: have one of them do it.',
  });
}
