import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { mustHaveCome } from '../../../../domain/directory/must-have-come.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { coordinated } from '../alliance/alliance.service.ts';
import { endAllUnder, ownerOf, remember, running } from './ownership.service.ts';
import { Programme, ProgrammeVersion } from './programme.entity.ts';

interface Start {
  readonly idempotencyKey: string;
  readonly allianceId?: string | null;
  readonly parentId?: string | null;
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly startedOn: string;
}
interface OfProgramme {
  readonly idempotencyKey: string;
  readonly programmeId: string;
}
interface AdoptVersion extends OfProgramme {
  readonly label: string;
  readonly description: string;
  readonly inForceFrom: string;
}
interface Owner {
  readonly unitId: string | null;
  readonly allianceId: string | null;
}

export class ProgrammeService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** With its first version. */
  start(viewer: Viewer, input: Start): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'startProgramme', input }, async (act) => {
      const parent = input.parentId == null ? null : await running(act, parseId('programme', input.parentId), 'join');
      const owner = await ownerFor(act, input, parent);
      const name = input.name.trim();
      const { label, description, startedOn } = input;
      mustHaveCome('startedOn', startedOn, act.now);
      if ((await act.em.count(Programme, { ...owner, name, state: 'RUNNING' })) > 0) throw taken('name');
      const id = act.newId('programme');
      const row = { id, ...owner, name, parentId: parent?.id ?? null, startedOn, state: 'RUNNING' as const };
      const programme = act.em.create(Programme, { ...row, createdAt: act.now, version: 1 });
      await act.em.flush();
      addVersion(act, { programmeId: id, number: 1, label: label.trim(), description, inForceFrom: startedOn });
      return remember(act, 'programme:started', programme);
    });
  }

  /** The next version, along the same tracks until those are changed. */
  adopt(viewer: Viewer, input: AdoptVersion): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'adoptProgrammeVersion', input }, async (act) => {
      // Two who adopt wait for each other here.
      const programme = await running(act, parseId('programme', input.programmeId), 'revise');
      const versions = await act.em.find(
        ProgrammeVersion,
        { programmeId: programme.id },
        { orderBy: { number: 'asc' } },
      );
      const last = versions.at(-1);
      const { description, inForceFrom } = input;
      const label = input.label.trim();
      if (versions.some((version) => version.label === label)) throw taken('label');
      if (last !== undefined && inForceFrom < last.inForceFrom) {
        throw RefusalError.invalid(
          ['input', 'inForceFrom'],
          `input.inForceFrom 不能早于上一版本的启用日期 ${last.inForceFrom}。`,
          `input.inForceFrom must not be before the version that it supersedes: ${last.inForceFrom}.`,
        );
      }
      const number = versions.length + 1;
      const edition = addVersion(act, { programmeId: programme.id, number, label, description, inForceFrom });
      await remember(act, 'programme:version-adopted', programme);
      return { edition: edition.id };
    });
  }

  /** And whatever is under it. */
  end(
    viewer: Viewer,
    input: OfProgramme & { readonly expectedVersion: number; readonly reason: string },
  ): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'endProgramme', input }, async (act) => {
      const programme = await running(act, parseId('programme', input.programmeId), 'end');
      act.expectVersion('programme', programme, input.expectedVersion);
      await endAllUnder(act, programme, input.reason);
      return { programme: programme.id };
    });
  }
}

/** The owner of what it is part of; the alliance that is named, held while it lasts; or the unit acted for. */
async function ownerFor(act: Act, { allianceId }: Start, parent: Programme | null): Promise<Owner> {
  if (parent !== null) {
    const owner = { unitId: parent.unitId ?? null, allianceId: parent.allianceId ?? null };
    if (allianceId == null || parseId('alliance', allianceId) === owner.allianceId) return owner;
    throw RefusalError.invalid(
      ['input', 'allianceId'],
      '子计划与上级项目同属一方；请不要填写 input.allianceId。',
      'A part is of the same owner as what it is part of: leave input.allianceId out.',
    );
  }
  if (allianceId != null) {
    const { id } = await coordinated(act, parseId('alliance', allianceId), null);
    return { unitId: null, allianceId: id };
  }
  const owner = { unitId: act.unit, allianceId: null };
  act.assertCan('programme:run', ownerOf(owner));
  return owner;
}

interface NewVersion {
  readonly programmeId: string;
  readonly number: number;
  readonly label: string;
  readonly description: string;
  readonly inForceFrom: string;
}

function addVersion(act: Act, row: NewVersion): ProgrammeVersion {
  return act.em.create(ProgrammeVersion, { id: act.newId('edition'), ...row, createdAt: act.now });
}

const taken = (field: 'name' | 'label') =>
  field === 'name'
    ? RefusalError.invalid(
        ['input', 'name'],
        '所属方已有同名且正在实施的项目，请另取名称。',
        'The owner runs a programme of this name already: choose another.',
      )
    : RefusalError.invalid(
        ['input', 'label'],
        '该项目已有此版本号，请另取版本号。',
        'A version of the programme is called so already: choose another label.',
      );
