import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { dayInChina } from '../../../domain/calendar.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { parseId } from '../../../domain/ids.ts';
import { advance, mustBe } from '../../../domain/lifecycle.ts';
import { projectMachine } from '../../../domain/projects/project.ts';
import { Project, ProjectPartner, type ProjectVisibility } from './project.entity.ts';

interface LaunchProject {
  readonly idempotencyKey: string;
  readonly title: string;
  readonly goal: string;
  readonly targetHours: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly visibility: ProjectVisibility;
}
interface JoinProject {
  readonly idempotencyKey: string;
  readonly projectId: string;
  readonly pledge: string;
}
interface CloseProject {
  readonly idempotencyKey: string;
  readonly projectId: string;
  readonly expectedVersion: number;
}

const partOfIt = { zh: '本单位已是该项目的共建单位。', en: 'Your unit is a partner of this project already.' };

export class ProjectService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The unit acted for launches a project in its alliance; it leads it and is its first partner. */
  launch(viewer: Viewer, input: LaunchProject): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'launchProject', input }, async (act) => {
      const allianceId = await act.alliance();
      act.assertCan('project:launch', { allianceId });
      const { title, goal, targetHours, startsOn, endsOn, visibility } = input;
      if (endsOn < dayInChina(act.now)) {
        throw RefusalError.invalid(
          ['input', 'endsOn'],
          'input.endsOn 已经过去，请给出将来的日期。',
          'input.endsOn is in the past: name a day to come.',
        );
      }
      if (endsOn < startsOn) {
        throw RefusalError.invalid(
          ['input', 'endsOn'],
          'input.endsOn 不能早于开始日期。',
          'input.endsOn must not be earlier than the first day.',
        );
      }
      const project = act.em.create(Project, {
        id: act.newId('project'),
        allianceId,
        leadUnitId: act.unit,
        ...{ title, goal, targetHours, startsOn, endsOn, visibility },
        state: 'OPEN',
        createdAt: act.now,
        version: 1,
      });
      addPartner(act, project, '牵头');
      return remember(act, 'project:launched', project);
    });
  }

  join(viewer: Viewer, input: JoinProject): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'joinProject', input }, async (act) => {
      // The lock makes two joins of one unit wait for each other.
      const project = await act.lock(Project, 'project', parseId('project', input.projectId));
      await act.inAllianceOf('project', project);
      act.assertCan('project:join', project, 'project', project);
      mustBe(projectMachine, project, 'join', 'OPEN');
      const before = await act.em.findOne(ProjectPartner, { projectId: project.id, unitId: act.unit });
      if (before !== null) throw RefusalError.of('ALREADY_DONE', { kind: 'partner', id: before.id, what: partOfIt });
      const partner = addPartner(act, project, input.pledge);
      const { project: id } = await remember(act, 'project:joined', project);
      return { project: id, partner: partner.id };
    });
  }

  close(viewer: Viewer, input: CloseProject, to: 'COMPLETED' | 'CANCELLED'): Promise<Done> {
    const mutation = to === 'COMPLETED' ? 'completeProject' : 'cancelProject';
    return this.#work.run({ viewer, mutation, input }, async (act) => {
      const project = await act.lock(Project, 'project', parseId('project', input.projectId));
      await act.inAllianceOf('project', project);
      act.assertCan('project:close', { ownerUnitId: project.leadUnitId }, 'project', project);
      project.state = advance(projectMachine, project, to, to === 'COMPLETED' ? 'complete' : 'cancel');
      act.expectVersion('project', project, input.expectedVersion);
      return remember(act, to === 'COMPLETED' ? 'project:completed' : 'project:cancelled', project);
    });
  }
}

function addPartner(act: Act, project: Project, pledge: string): ProjectPartner {
  const id = act.newId('partner');
  return act.em.create(ProjectPartner, {
    id,
    projectId: project.id,
    unitId: act.unit,
    pledge,
    joinedAt: act.now,
    version: 1,
  });
}

async function remember(act: Act, action: string, project: Project): Promise<{ project: string }> {
  await act.em.flush();
  const { allianceId, leadUnitId, state } = project;
  act.record(action, 'project', project, { allianceId, unitIds: [leadUnitId, act.unit], body: { state } });
  return { project: project.id };
}
