/** Whether a relation of a person fits those that are there, and the time that it is for. */
import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { placeMachine, type PlaceStatus } from '../../../../domain/directory/place.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import type { Tried } from '../../../../domain/tried.ts';
import { validBetween } from '../../../../domain/validity.ts';
import { Post } from '../posts/post.entity.ts';
import { standingOf } from '../posts/standing.service.ts';
import { mustLast } from '../../units/life/stage.service.ts';
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

type Object = Pick<PersonRelation, 'areaId' | 'placeId' | 'hostUnitId'>;
type Terms = Object & Pick<PersonRelation, 'postId' | 'proposedSince' | 'proposedUntil'>;

interface Time {
  readonly since: Date | null;
  readonly until: Date | null;
}

const LASTS = `
select lower(directory.time_of_days(valid)) as since, upper(directory.time_of_days(valid)) as until
from directory.area where id = $1::uuid for share`;
const lasts = z.object({ since: z.coerce.date().nullable(), until: z.coerce.date().nullable() });
const STATUS = 'select status from directory.place where id = $1::uuid for share';

/**
 * The object with the unit that agrees for it, held as they are, before any post and the relation itself; and the time that it
 * lasts for. Throws `WRONG_STATE` where the place is closed or the unit dissolved.
 */
export async function heldObject(act: Act, { areaId, placeId, hostUnitId }: Object, tried: Tried): Promise<Time> {
  let time: Time = { since: null, until: null };
  if (areaId != null) time = lasts.parse((await act.run(LASTS, [areaId]))[0]);
  if (placeId != null) {
    const [place] = await act.run<{ status: PlaceStatus }>(STATUS, [placeId]);
    const state = place?.status ?? 'CLOSED';
    mustBe(placeMachine, { id: placeId, state }, tried, 'PLANNED', 'BUILDING', 'IN_USE', 'SUSPENDED');
  }
  await act.run('select from directory.unit where id = $1::uuid for share', [hostUnitId]);
  await mustLast(act, hostUnitId, tried);
  return time;
}

const later = (one: Date, other: Date | null): Date => (other !== null && other > one ? other : one);
const earlier = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other < one) ? other : one;

/**
 * For how long it holds when it is agreed now: as was proposed, and no longer than the post that it is by, or the area that it is
 * to; both are held. Throws `INVALID_INPUT` where nothing of that time is left.
 */
export async function timeOf(act: Act, relation: Terms): Promise<string> {
  const { postId, proposedSince, proposedUntil } = relation;
  const object = await heldObject(act, relation, 'agree');
  let since = later(proposedSince ?? act.now, object.since);
  let until = earlier(proposedUntil ?? null, object.until);
  if (postId != null) {
    await act.lock(Post, 'post', postId);
    const post = await standingOf(act, postId);
    if (post.state !== 'IN_FORCE') throw nothingLeft();
    since = later(since, post.since);
    until = earlier(until, post.until);
  }
  if (until !== null && (until <= act.now || until <= since)) throw nothingLeft();
  return validBetween(since, until);
}

const nothingLeft = (): RefusalError =>
  RefusalError.invalid(
    ['input', 'personRelationId'],
    '所提出的期限已经届满，或所依据的职务、所在的区划已经结束；请婉拒，或请对方重新提出。',
    'The time it was proposed for is over, or the post that it is by, or the area, has ended: decline it, or have it proposed anew.',
  );

/** Throws `INVALID_INPUT` where the object is over before it would begin. */
export function mustLastUntil(act: Act, since: Date | null, { until }: Time): void {
  if (until === null || until > later(act.now, since)) return;
  throw RefusalError.invalid(
    ['input', 'objectId'],
    '该区划届时已经结束；请选择承接它的区划（Area.successors）。',
    'The area is over by then: name one that follows it (Area.successors).',
  );
}

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
