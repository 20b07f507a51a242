/** Of whom a relation is, and to what: the two sides of it, resolved from what the input names. */
import type { Act } from '../../../../data/act.ts';
import type { Proposer } from '../../../../domain/directory/person-relation.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { Area } from '../../land/areas/area.entity.ts';
import { Place } from '../../land/places/place.entity.ts';
import { standingOf } from '../posts/standing.service.ts';
import { Unit } from '../../units/unit/unit.entity.ts';
import type { PersonRelation, PersonRelationType } from './person-relation.entity.ts';

/** Whose relation it is to be. */
interface Subject {
  readonly personId: string;
  readonly postId: string | null;
  readonly homeUnitId: string | null;
  readonly proposedBy: Proposer;
}

/** Who acts, or who holds the post that is named. Throws `INVALID_INPUT` where the type takes another. */
export async function subjectOf(act: Act, type: PersonRelationType, given: string | null): Promise<Subject> {
  const { person } = act.actor;
  if (given === null) {
    if (type.takesPost) throw wantsPost(type);
    if (person !== null) await mustBeKnown(act, person);
    return { personId: person ?? '', postId: null, homeUnitId: null, proposedBy: 'PERSON' };
  }
  const postId = parseId('post', given);
  const { personId, unitId, state, isDelegated } = await standingOf(act, postId);
  if (state !== 'IN_FORCE' || isDelegated) {
    throw RefusalError.invalid(
      ['input', 'postId'],
      'input.postId 所指的职务不在任，或是受托的职务；请选择本人在任的职务。',
      'The post that input.postId names is not in force, or is delegated: choose one that its holder has in their own right.',
    );
  }
  return { personId, postId, homeUnitId: unitId, proposedBy: personId === person ? 'PERSON' : 'UNIT' };
}

const wantsPost = ({ labelZh, labelEn }: PersonRelationType): RefusalError =>
  RefusalError.invalid(
    ['input', 'postId'],
    `“${labelZh}”须说明本人在原单位的职务，请填写 input.postId。`,
    `Whoever "${labelEn}" another unit comes from one: name the post they hold there in input.postId.`,
  );

/** Whoever proposes has said who they are. */
export async function mustBeKnown(act: Act, person: string): Promise<void> {
  const rows = await act.run('select from directory.person where id = $1', [person]);
  if (rows.length > 0) return;
  throw RefusalError.forbidden('person-relation:propose', {
    zh: '尚未登记您的姓名，请先使用 setPerson 登记。',
    en: 'Nobody knows your name here yet: say it first (setPerson).',
  });
}

type Object = Pick<PersonRelation, 'unitId' | 'areaId' | 'placeId'>;

interface Hosted {
  readonly object: Object;
  /** The units any of which may agree for the object, the nearest first. */
  readonly hosts: readonly string[];
}

const KEEPERS = `
select a.keeper_unit_id as unit from directory.area b join directory.area a on a.id = any(b.path)
  join directory.unit u on u.id = a.keeper_unit_id and u.dissolved_at is null
where b.id = $1::uuid order by cardinality(a.path) desc`;

/** What the relation is to. Throws `NOT_FOUND`, and `INVALID_INPUT` where nobody could agree for it. */
export async function objectOf(act: Act, { objectKind }: PersonRelationType, given: string): Promise<Hosted> {
  const none = { unitId: null, areaId: null, placeId: null };
  switch (objectKind) {
    case 'UNIT': {
      const { id } = await act.get(Unit, 'unit', parseId('unit', given));
      const posts = await act.run('select from directory.post where unit_id = $1 limit 1', [id]);
      if (posts.length === 0) throw nobodys();
      return { object: { ...none, unitId: id }, hosts: [id] };
    }
    case 'PLACE': {
      const { id, ownerUnitId } = await act.get(Place, 'place', parseId('place', given));
      return { object: { ...none, placeId: id }, hosts: [ownerUnitId] };
    }
    case 'AREA': {
      const { id } = await act.get(Area, 'area', parseId('area', given));
      const keepers = await act.run<{ unit: string }>(KEEPERS, [id]);
      if (keepers.length === 0) throw unkept();
      return { object: { ...none, areaId: id }, hosts: keepers.map(({ unit }) => unit) };
    }
  }
}

const nobodys = (): RefusalError =>
  RefusalError.invalid(
    ['input', 'objectId'],
    '该单位尚无人任职，无人可以同意；请待其管理员就任后再提出。',
    'Nobody acts for this unit yet, so nobody can agree for it: wait until it has an administrator.',
  );

const unkept = (): RefusalError =>
  RefusalError.invalid(
    ['input', 'objectId'],
    '该区划尚无管理单位，无人可以同意；请先由上级设定管理单位（reviseArea）。',
    'Nobody looks after this area, so nobody can agree for it: have a unit named that does (reviseArea).',
  );
