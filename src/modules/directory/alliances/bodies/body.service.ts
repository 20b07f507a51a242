import type { Act } from '../../../../data/act.ts';
import { isTermInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { bodyMachine } from '../../../../domain/directory/body.ts';
import { mustHaveCome } from '../../../../domain/directory/must-have-come.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import type { Alliance } from '../alliance/alliance.entity.ts';
import { coordinated } from '../alliance/alliance.service.ts';
import { GoverningBody } from './body.entity.ts';
import { disband, remember } from './disband.service.ts';

interface About {
  readonly idempotencyKey: string;
  readonly kind: string;
  readonly name: string;
  readonly parentId?: string | null;
}
interface Establish extends About {
  readonly allianceId: string;
  readonly establishedOn: string;
}
interface Edit {
  readonly idempotencyKey: string;
  readonly bodyId: string;
  readonly expectedVersion: number;
}

export class BodyService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  establish(viewer: Viewer, input: Establish): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'establishBody', input }, async (act) => {
      if (input.parentId != null) await holdTree(act);
      const alliance = await coordinated(act, parseId('alliance', input.allianceId), null);
      const { establishedOn } = input;
      mustHaveCome('establishedOn', establishedOn, act.now);
      const id = act.newId('body');
      const about = await columns(act, input, alliance, { id, parentId: null });
      const row = { id, allianceId: alliance.id, ...about, establishedOn, state: 'STANDING' as const };
      return remember(
        act,
        'body:established',
        act.em.create(GoverningBody, { ...row, createdAt: act.now, version: 1 }),
      );
    });
  }

  /** All that is told of it, as it is to be from now on. */
  revise(viewer: Viewer, input: About & Edit): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'reviseBody', input }, async (act) => {
      if (input.parentId != null) await holdTree(act);
      const { body, alliance } = await locked(act, input);
      mustBe(bodyMachine, body, 'revise', 'STANDING');
      act.expectVersion('body', body, input.expectedVersion);
      act.em.assign(body, await columns(act, input, alliance, body));
      return remember(act, 'body:revised', body);
    });
  }

  /** Its seats end today. */
  disband(viewer: Viewer, input: Edit & { readonly reason: string }): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'disbandBody', input }, async (act) => {
      const { body } = await locked(act, input);
      mustBeForAll('reason', input.reason);
      advance(bodyMachine, body, 'DISBANDED', 'windUp');
      act.expectVersion('body', body, input.expectedVersion);
      return disband(act, body, input.reason);
    });
  }
}

/** The body, locked behind its alliance, for the coordinator, while that lasts. */
async function locked(act: Act, { bodyId }: Edit) {
  const id = parseId('body', bodyId);
  const { allianceId } = await act.get(GoverningBody, 'body', id);
  const alliance = await coordinated(act, allianceId, null);
  return { alliance, body: await act.lock(GoverningBody, 'body', id) };
}

/** Trees are changed one at a time, also across alliances. Whoever does holds this first. */
const holdTree = (act: Act): Promise<void> => act.takeTurn('directory.governing_body');

interface Placed {
  readonly id: string;
  readonly parentId?: string | null | undefined;
}

/** What an input says of a body. Refuses a kind that no vocabulary has, a name that is taken, and a body that it may not lie under. */
async function columns(act: Act, input: About, alliance: Alliance, { id, parentId: before }: Placed) {
  const { kind } = input;
  if (!(await isTermInUse(act, 'BODY_KIND', kind))) {
    throw RefusalError.invalid(
      ['input', 'kind'],
      `没有“${kind}”这一议事机构类型；请从 terms(filter: { scheme: [BODY_KIND] }) 中选择。`,
      `There is no kind of body "${kind}": choose one of terms(filter: { scheme: [BODY_KIND] }).`,
    );
  }
  const name = input.name.trim();
  const same = await act.em.findOne(GoverningBody, { allianceId: alliance.id, name, state: 'STANDING' });
  if (same !== null && same.id !== id) {
    throw RefusalError.invalid(
      ['input', 'name'],
      '该联盟已有同名的议事机构，请另取名称。',
      'A body of this name stands in the alliance already: choose another.',
    );
  }
  const parentId = input.parentId == null ? null : parseId('body', input.parentId);
  // Where it lies already it stays, whatever became of the other since.
  if (parentId !== null && parentId !== before) await mayLieUnder(act, parentId, alliance, id);
  return { kind, name, parentId };
}

const SITS = `
select from directory.seat s where s.body_id = $1::uuid and s.unit_id = $2::uuid
  and s.since <= $3::date and (s.until is null or s.until > $3::date)`;
const HANGS_UNDER = `
with recursive up (id, parent_id) as (
  select b.id, b.parent_id from directory.governing_body b where b.id = $1::uuid
  union select b.id, b.parent_id from up join directory.governing_body b on b.id = up.parent_id)
select from up where up.id = $2::uuid`;

/** Throws unless it may lie under that body from now on. */
async function mayLieUnder(act: Act, parentId: string, alliance: Alliance, id: string): Promise<void> {
  const parent = await act.lock(GoverningBody, 'body', parentId);
  mustBe(bodyMachine, parent, 'join', 'STANDING');
  const today = dayInChina(act.now);
  if (parent.allianceId !== alliance.id && (await act.run(SITS, [parentId, alliance.leadUnitId, today])).length === 0) {
    throw RefusalError.invalid(
      ['input', 'parentId'],
      '上级机构属于另一联盟，而本联盟的牵头单位在其中没有席位；请先由该联盟的协调员任命（appointToBody）。',
      'That body is of another alliance, and the unit that leads this one has no seat in it: a coordinator there gives it one first (appointToBody).',
    );
  }
  if ((await act.run(HANGS_UNDER, [parentId, id])).length > 0) {
    throw RefusalError.invalid(
      ['input', 'parentId'],
      '上级机构不能是该机构自身或其下级。',
      'A body lies neither under itself nor under one that lies under it: choose another.',
    );
  }
}
