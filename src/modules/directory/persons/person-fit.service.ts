/** Whether a relation of a person fits those that are there, and the time that it is for. */
import { z } from 'zod';
import type { Act } from '../../../data/act.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { validBetween } from '../../../domain/validity.ts';
import { Post } from '../posts/post.entity.ts';
import { standingOf } from '../posts/standing.service.ts';
import type { PersonRelation, PersonRelationType } from './person-relation.entity.ts';

type Sides = Pick<PersonRelation, 'personId' | 'unitId' | 'areaId' | 'placeId'>;

const IN_THE_WAY = 'select directory.in_the_way_of_person_relation($1, $2::uuid, $3::uuid, $4::tstzrange) as way';
const way = z.object({ way: z.enum(['SAME', 'PERSON', 'OBJECT']).nullable() });

const objectIdOf = ({ unitId, areaId, placeId }: Sides): string => unitId ?? areaId ?? placeId ?? '';

/**
 * Throws `INVALID_INPUT` where the relation, or another where there is one at a time, holds at some instant of `during`.
 * What else a person is, elsewhere, is told to nobody but who was asked by them.
 */
export async function mustBeFree(
  act: Act,
  { code, labelZh, labelEn }: PersonRelationType,
  sides: Sides,
  during: string,
  path: readonly string[],
  { mayKnowPerson }: { readonly mayKnowPerson: boolean },
): Promise<void> {
  const [row] = await act.run(IN_THE_WAY, [code, sides.personId, objectIdOf(sides), during]);
  const found = way.parse(row ?? { way: null });
  if (found.way === null || (found.way === 'PERSON' && !mayKnowPerson)) return;
  const said = {
    SAME: {
      zh: `该人员在该时段已有“${labelZh}”关系，无需再次提出。`,
      en: `There is this very relation "${labelEn}" in that time already.`,
    },
    PERSON: {
      zh: `“${labelZh}”同一时间每人只能有一个，该人员在该时段已有此关系。请先由本人结束它（endPersonRelation），或改用其他时段。`,
      en: `A person is in one relation "${labelEn}" at a time, and is in one in that time: have it ended by them first (endPersonRelation), or propose another time.`,
    },
    OBJECT: {
      zh: `“${labelZh}”同一时间只能有一人，该时段已有人担任。请先结束它（endPersonRelation），或改用其他时段。`,
      en: `One person at a time "${labelEn}", and somebody does in that time: end that first (endPersonRelation), or propose another time.`,
    },
  }[found.way];
  throw RefusalError.invalid(path, said.zh, said.en);
}

type Terms = Pick<PersonRelation, 'postId' | 'proposedSince' | 'proposedUntil'>;

/**
 * For how long it holds when it is agreed now: as was proposed, and no longer than the post that it is by, which is locked.
 * Throws `INVALID_INPUT` where nothing of that time is left.
 */
export async function timeOf(act: Act, { postId, proposedSince, proposedUntil }: Terms): Promise<string> {
  let [since, until] = [proposedSince ?? act.now, proposedUntil ?? null];
  if (until !== null && until <= act.now) throw nothingLeft();
  if (postId == null) return validBetween(since, until);
  await act.lock(Post, 'post', postId);
  const post = await standingOf(act, postId);
  if (post.state !== 'IN_FORCE') throw nothingLeft();
  if (post.until !== null && (until === null || post.until < until)) until = post.until;
  if (since < post.since) since = post.since;
  if (until !== null && until <= since) throw nothingLeft();
  return validBetween(since, until);
}

const nothingLeft = (): RefusalError =>
  RefusalError.invalid(
    ['input', 'personRelationId'],
    '所提出的期限已经届满，或所依据的职务已经结束；请婉拒，或请对方重新提出。',
    'The time it was proposed for is over, or the post that it is by has ended: decline it, or have it proposed anew.',
  );

/** Throws `INVALID_INPUT` unless something of the term is to come, and there is one where the type takes one. */
export function mustBeATermOf(type: PersonRelationType, now: Date, since: Date | null, until: Date | null): void {
  if (until === null && type.takesTerm) {
    throw RefusalError.invalid(
      ['input', 'until'],
      `“${type.labelZh}”须有期限，请填写 input.until。`,
      `"${type.labelEn}" is for a term: say until when in input.until.`,
    );
  }
  if (until === null || (until > now && (since === null || since < until))) return;
  throw RefusalError.invalid(
    ['input', 'until'],
    'input.until 须晚于现在，也须晚于 input.since。',
    'input.until must be later than now, and later than input.since.',
  );
}
