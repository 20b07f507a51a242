import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { keptCode, mayLieUnder, readAreaCode, type AreaLevel } from '../../../../domain/directory/area-code.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { daysFrom, endedOn, holdsOn } from '../../../../domain/validity.ts';
import { carryOver, endRelationsOf, type Carried } from '../../people/relations/of-area.service.ts';
import { mustLast } from '../../units/life/stage.service.ts';
import { Unit } from '../../units/unit/unit.entity.ts';
import { Area, AreaSuccession, type AreaScheme } from './area.entity.ts';
import { inForceIn, mustEndThen, mustLieApart, mustSayNothingLater } from './days.service.ts';
import { drawBoundary, type Boundary } from './draw-boundary.service.ts';
import { kept } from './kept.service.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface Create extends Keyed {
  readonly parentId: string;
  readonly level: AreaLevel;
  readonly scheme: AreaScheme;
  readonly code: string;
  readonly name: string;
  readonly since: string;
  readonly keeperUnitId?: string | null;
  readonly boundary?: Boundary | null;
}
interface Edit extends Keyed {
  readonly areaId: string;
  readonly expectedVersion: number;
}
interface Revise extends Edit {
  readonly name?: string | null;
  readonly keeperUnitId?: string | null;
  readonly boundary?: Boundary | null;
}
interface End extends Edit {
  readonly until: string;
}
interface Succeed extends Edit {
  readonly successorAreaId: string;
  readonly kind: 'RENAMED' | 'MERGED' | 'SPLIT' | 'RECODED';
  readonly day: string;
}

export class AreaService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The keeper of an area, or of anything above it, makes what lies in it. */
  create(viewer: Viewer, given: Create): Promise<Done> {
    const read = given.scheme === 'LOCAL' ? null : readAreaCode(given.code);
    const input = read === null ? given : { ...given, code: keptCode(read) };
    return this.#work.run({ viewer, mutation: 'createArea', input: given }, async (act) => {
      // Who ends what it lies in waits for this, or comes before it.
      const parent = await kept(act, input.parentId);
      fits(input, parent);
      const keeperUnitId = input.keeperUnitId == null ? act.unit : await unitOf(act, input.keeperUnitId);
      const { level, scheme, code, name } = input;
      await mustBeFree(act, input, parent);
      const row = { level, scheme, code, name: name.trim(), parentId: parent.id, keeperUnitId };
      const area = act.em.create(Area, {
        id: act.newId('area'),
        ...row,
        valid: daysFrom(input.since),
        version: 1,
      });
      await act.em.flush();
      if (input.boundary != null) await drawBoundary(act, area, input.boundary);
      return remember(act, 'area:created', area);
    });
  }

  revise(viewer: Viewer, input: Revise): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'reviseArea', input }, async (act) => {
      const area = await kept(act, input.areaId);
      act.expectVersion('area', area, input.expectedVersion);
      if (input.name != null) area.name = input.name.trim();
      if (input.keeperUnitId != null) area.keeperUnitId = await unitOf(act, input.keeperUnitId);
      if (input.boundary != null) await drawBoundary(act, area, input.boundary);
      return remember(act, 'area:revised', area);
    });
  }

  end(viewer: Viewer, input: End): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'endArea', input }, async (act) => {
      const area = await kept(act, input.areaId);
      act.expectVersion('area', area, input.expectedVersion);
      await finish(act, area, input.until, 'until');
      return remember(act, 'area:ended', area);
    });
  }

  succeed(viewer: Viewer, input: Succeed): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'succeedArea', input }, async (act) => {
      const { kind, day } = input;
      // In one order, so that two areas that follow each other's parts do not wait for each other.
      const [first, second] = [input.areaId, input.successorAreaId].sort();
      const locked = [await kept(act, first ?? ''), await kept(act, second ?? '')];
      const [area, successor] = first === input.areaId ? locked : locked.toReversed();
      if (area === undefined || successor === undefined) throw new Error('two areas were locked');
      act.expectVersion('area', area, input.expectedVersion);
      if (area.id === successor.id || !holdsOn(successor.valid, day)) {
        throw RefusalError.invalid(
          ['input', 'successorAreaId'],
          '现区划须为另一区划，且在变更日期有效。',
          'The area that follows must be another one, and in force on the day.',
        );
      }
      await mustFollowAlone(act, area, kind);
      await mustLieApart(act, area, successor);
      mustEndThen(area, day);
      // What lies in it stays there, and counts to the one that follows; of what is split nobody knows to which.
      const goesOn = endedOn(area.valid, day) !== area.valid;
      const relations = goesOn ? await finish(act, area, day, 'day', kind === 'SPLIT') : [];
      await act.em.flush();
      // Of what is divided, or goes into another, nobody knows what is to the whole of the other.
      if (kind === 'RENAMED' || kind === 'RECODED') await carryOver(act, relations, successor.id);
      act.em.create(AreaSuccession, { fromId: area.id, toId: successor.id, day, kind });
      return remember(act, 'area:succeeded', area);
    });
  }
}

async function unitOf(act: Act, id: string): Promise<string> {
  const unit = await act.get(Unit, 'unit', parseId('unit', id));
  await mustLast(act, unit.id, 'appoint');
  return unit.id;
}

/** Refuses a level, a code or a day that cannot be in that area. */
function fits({ level, scheme, code, since }: Create, parent: Area): void {
  if (!mayLieUnder(level, parent.level)) {
    throw RefusalError.invalid(
      ['input', 'level'],
      `“${parent.name}”中不能设同级或更高层级的区划，请选择更低的层级。`,
      `What lies in "${parent.name}" is of a lower level than it: choose one.`,
    );
  }
  const isLocal = level === 'GRID' || level === 'MICRO_GRID';
  if (scheme === 'LOCAL' ? false : isLocal || readAreaCode(code)?.level !== level) {
    throw RefusalError.invalid(
      ['input', 'code'],
      `代码“${code}”不是该层级的官方代码：县级及以上 6 位，乡级 9 位，社区、村 12 位；网格和微网格用本地编码（LOCAL）。`,
      `"${code}" is no official code of this level: 6 digits to the county, 9 for a township, 12 for a community or village; grids and micro-grids have local codes (LOCAL).`,
    );
  }
  if (!holdsOn(parent.valid, since)) {
    throw RefusalError.invalid(
      ['input', 'since'],
      `“${parent.name}”在该日不在有效期内，请另选日期或上级区划。`,
      `"${parent.name}" is not in force on that day: choose another day, or another area for it to lie in.`,
    );
  }
}

async function mustBeFree(act: Act, { scheme, code, since }: Create, parent: Area): Promise<void> {
  // Two areas with one code may be made in two others: the second waits, and finds the first.
  await act.takeTurn(`area ${scheme} ${code}`);
  const [taken] = await act.run<{ name: string }>(
    `select o.name from directory.area o join directory.area p on p.id = $4::uuid
     where o.scheme = $1 and o.code = $2 and o.valid && daterange($3::date, null) and (o.scheme <> 'LOCAL' or o.namespace = coalesce(
       (select c.id from directory.area c where c.id = any(p.path) and c.rank <= 3 order by c.rank desc limit 1), p.path[1])) limit 1`,
    [scheme, code, since, parent.id],
  );
  if (taken === undefined) return;
  throw RefusalError.invalid(
    ['input', 'code'],
    `代码“${code}”在该时期已用于“${taken.name}”，请另选代码，或先结束原区划（endArea、succeedArea）。`,
    `The code "${code}" is that of "${taken.name}" at that time: choose another, or end that one first (endArea, succeedArea).`,
  );
}

/**
 * Ends it on the day, where it must be empty only if nothing in it is in force from then on; and what units are to it. Gives
 * what would have gone on.
 */
async function finish(
  act: Act,
  area: Area,
  day: string,
  field: string,
  mustBeEmpty = true,
): Promise<readonly Carried[]> {
  if (!holdsOn(area.valid, day)) {
    throw RefusalError.invalid(
      ['input', field],
      `“${area.name}”在该日不在有效期内，不能自该日起结束；请另选日期。`,
      `"${area.name}" is not in force on that day and cannot end on it: choose another.`,
    );
  }
  await mustSayNothingLater(act, area, day, field);
  const inside = await inForceIn(act, area, day);
  if (mustBeEmpty && inside !== undefined) {
    throw RefusalError.invalid(
      ['input', field],
      `“${area.name}”中的“${inside.name}”在该日之后仍有效，请先结束其下级区划。`,
      `"${inside.name}", which lies in "${area.name}", is in force beyond that day: end what lies in it first.`,
    );
  }
  const valid = endedOn(area.valid, day);
  if (valid === 'empty') {
    throw RefusalError.invalid(
      ['input', field],
      '须晚于该区划的生效日期。',
      'must be later than the first day of the area.',
    );
  }
  const relations = await endRelationsOf(act, area.id, day);
  area.valid = valid;
  return relations;
}

async function mustFollowAlone(act: Act, area: Area, kind: Succeed['kind']): Promise<void> {
  const others = await act.em.find(AreaSuccession, { fromId: area.id });
  if (others.every((other) => other.kind === 'SPLIT' && kind === 'SPLIT')) return;
  throw RefusalError.of('ALREADY_DONE', {
    kind: 'area',
    id: area.id,
    what: {
      zh: `“${area.name}”的变更去向已登记；只有拆分（SPLIT）可有多个去向。`,
      en: `What followed "${area.name}" is on record already; only what is split (SPLIT) is followed by several.`,
    },
  });
}

async function remember(act: Act, action: string, area: Area): Promise<{ area: string }> {
  await act.em.flush();
  const unitIds = area.keeperUnitId == null ? [act.unit] : [area.keeperUnitId, act.unit];
  act.record(action, 'area', area, { unitIds });
  return { area: area.id };
}
