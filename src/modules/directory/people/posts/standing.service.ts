/** A post as it holds at the instant of an act, with the one that it was delegated from. */
import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import { postRoles } from '../../../../domain/access/roles.ts';
import { RefusalError } from '../../../../domain/errors.ts';

const standing = z.object({
  unitId: z.string(),
  personId: z.string(),
  role: z.enum(postRoles),
  allianceId: z.string().nullable(),
  isDelegated: z.boolean(),
  /** Who delegated it. */
  sourcePersonId: z.string().nullable(),
  state: z.enum(['UPCOMING', 'IN_FORCE', 'ENDED']),
  since: z.coerce.date(),
  /** When it ends, of itself or with the one that it comes from. */
  until: z.coerce.date().nullable(),
});

export type Standing = z.infer<typeof standing>;

const STANDING = `
select unit_id as "unitId", person_id as "personId", role, alliance_id as "allianceId",
  delegated_from is not null as "isDelegated", source_person_id as "sourcePersonId", since, until,
  case when valid @> $2::timestamptz then 'IN_FORCE' when lower(valid) > $2::timestamptz then 'UPCOMING' else 'ENDED' end as state
from directory.post_term where id = $1`;

/** Throws `NOT_FOUND`. */
export async function standingOf(act: Act, postId: string): Promise<Standing> {
  const [found] = await act.run(STANDING, [postId, act.now.toISOString()]);
  if (found === undefined) throw RefusalError.notFound('post', postId);
  return standing.parse(found);
}
