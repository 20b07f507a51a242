/** The two sides of a relation: a unit, and another unit or an area, for which those speak that look after it. */
import type { Act } from '../../../../data/act.ts';
import type { Related } from '../../../../domain/access/actions/relations.ts';
import { dayInChina, instantInChina, minuteInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { endOf, holdsOn, validBetween } from '../../../../domain/validity.ts';
import { Area } from '../../land/areas/area.entity.ts';
import { keepersOf } from '../../land/areas/kept.service.ts';
import { mustLast } from '../../units/life/stage.service.ts';
import type { Relation, RelationType } from './relation.entity.ts';

export type Sides = Pick<Relation, 'subjectUnitId' | 'objectUnitId' | 'objectAreaId'>;

interface Given {
  readonly subjectUnitId: string;
  readonly objectUnitId?: string | null;
  readonly objectAreaId?: string | null;
}

/** The sides that were named. Throws `INVALID_INPUT` where the object is not one thing. */
export function sidesGiven({ subjectUnitId, objectUnitId, objectAreaId }: Given): Sides {
  const [toUnit, toArea] = [objectUnitId ?? null, objectAreaId ?? null];
  if ((toUnit === null) === (toArea === null)) {
    throw RefusalError.invalid(
      ['input', 'objectUnitId'],
      'input.objectUnitId 与 input.objectAreaId 须给出且只给出其一。',
      'Give input.objectUnitId or input.objectAreaId, one of the two.',
    );
  }
  return {
    subjectUnitId: parseId('unit', subjectUnitId),
    objectUnitId: toUnit === null ? null : parseId('unit', toUnit),
    objectAreaId: toArea === null ? null : parseId('area', toArea),
  };
}

/** Who speaks for either side, as permission is asked. */
export async function relatedOf(act: Act, sides: Sides & Pick<Relation, 'proposedByUnitId'>): Promise<Related> {
  const { subjectUnitId, objectUnitId, objectAreaId, proposedByUnitId } = sides;
  const objectUnitIds = objectAreaId == null ? [objectUnitId ?? ''] : await keepersOf(act, objectAreaId);
  return { subjectUnitId, proposedByUnitId, objectUnitIds };
}

/** The units that are told: both, or the one and who looks after the area most nearly, and who proposed it. */
export async function concerned(act: Act, relation: Relation): Promise<string[]> {
  const { subjectUnitId, proposedByUnitId, objectUnitIds } = await relatedOf(act, relation);
  return [...new Set([subjectUnitId, ...objectUnitIds.slice(0, 1), proposedByUnitId])];
}

/** Throws where the object is not what the type takes, a unit is dissolved, or nobody speaks for the area. */
export async function mustBeTwo(act: Act, { objectKind, labelZh, labelEn }: RelationType, sides: Sides): Promise<void> {
  const { subjectUnitId, objectUnitId, objectAreaId } = sides;
  if ((objectAreaId == null) !== (objectKind === 'UNIT')) {
    throw RefusalError.invalid(
      ['input', 'type'],
      `“${labelZh}”是对${objectKind === 'UNIT' ? '单位的关系，请用 objectUnitId' : '区划的关系，请用 objectAreaId'}。`,
      `"${labelEn}" is to ${objectKind === 'UNIT' ? 'a unit: use objectUnitId' : 'an area: use objectAreaId'}.`,
    );
  }
  if (subjectUnitId === objectUnitId) {
    throw RefusalError.invalid(
      ['input', 'objectUnitId'],
      '单位不能与自身建立关系；请另选一个单位。',
      'A unit is in no relation to itself: name another unit.',
    );
  }
  await mustLast(act, subjectUnitId, 'relate');
  if (objectUnitId != null) await mustLast(act, objectUnitId, 'relate');
  if (objectAreaId == null) return;
  const area = await act.get(Area, 'area', objectAreaId);
  if ((await keepersOf(act, objectAreaId)).length === 0) {
    throw RefusalError.invalid(
      ['input', 'objectAreaId'],
      `“${area.name}”尚无管理单位，无人可以同意；请先由上级设定管理单位（reviseArea）。`,
      `Nobody looks after "${area.name}", so nobody can agree for it: have a unit named that does (reviseArea).`,
    );
  }
}

/**
 * The time from the instant on: up to the other or, of an area that ends, no longer than it is there. Throws `INVALID_INPUT`
 * where the area is not there at the beginning.
 */
export async function timeOf(
  act: Act,
  { objectAreaId }: Sides,
  since: Date,
  until: Date | null,
  path: readonly string[],
): Promise<string> {
  if (objectAreaId == null) return validBetween(since, until);
  // Who ends it waits for this, or comes before it.
  const { name, valid } = await act.lock(Area, 'area', objectAreaId);
  if (!holdsOn(valid, dayInChina(since))) {
    throw RefusalError.invalid(
      path,
      `“${name}”在 ${minuteInChina(since)} 不在有效期内；请另选时间，或对其变更后的区划（successors）提出。`,
      `"${name}" is not in force at ${minuteInChina(since)} (Beijing time): choose another time, or propose it of the area that followed (successors).`,
    );
  }
  const day = endOf(valid);
  const end = day === null ? null : instantInChina(day, '00:00');
  return validBetween(since, end === null || (until !== null && until < end) ? until : end);
}
