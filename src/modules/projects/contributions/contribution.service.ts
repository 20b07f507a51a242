import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { dayInChina } from '../../../domain/calendar.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { parseId } from '../../../domain/ids.ts';
import { advance, mustBe } from '../../../domain/lifecycle.ts';
import { contributionMachine, projectMachine, type ContributionState } from '../../../domain/projects/project.ts';
import { Project, ProjectPartner } from '../projects/project.entity.ts';
import { Contribution, ContributionAnswer } from './contribution.entity.ts';

interface ContributeHours {
  readonly idempotencyKey: string;
  readonly projectId: string;
  readonly hours: string;
  readonly servedOn: string;
  readonly note: string;
}
interface OfContribution {
  readonly idempotencyKey: string;
  readonly contributionId: string;
}
interface RejectContribution extends OfContribution {
  readonly reason: string;
}

export class ContributionService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** A partner records hours; they count when somebody else in charge has confirmed them. */
  contribute(viewer: Viewer, input: ContributeHours): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'contributeHours', input }, async (act) => {
      const project = await act.lock(Project, 'project', parseId('project', input.projectId));
      await act.inAllianceOf('project', project);
      const partnerUnitIds = await partnersOf(act, project);
      act.assertCan('contribution:record', { partnerUnitIds }, 'project', project);
      mustBe(projectMachine, project, 'contribute', 'OPEN');
      mustBeServed(input.servedOn, project, dayInChina(act.now));
      const { hours, servedOn, note } = input;
      const contribution = act.em.create(Contribution, {
        id: act.newId('contribution'),
        projectId: project.id,
        unitId: act.unit,
        ...{ hours, servedOn, note },
        recordedAt: act.now,
      });
      return remember(act, 'contribution:recorded', contribution, project, 'RECORDED');
    });
  }

  confirm(viewer: Viewer, input: OfContribution): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'confirmContribution', input }, (act) =>
      answer(act, input, 'CONFIRMED', null),
    );
  }

  reject(viewer: Viewer, input: RejectContribution): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'rejectContribution', input }, (act) =>
      answer(act, input, 'REJECTED', input.reason),
    );
  }
}

/** Throws `INVALID_INPUT` unless the day lies in the time of the project and is not to come. Days compare as text. */
function mustBeServed(servedOn: string, { startsOn, endsOn }: Project, today: string): void {
  const refuse = (zh: string, en: string): RefusalError => RefusalError.invalid(['input', 'servedOn'], zh, en);
  if (servedOn > today) {
    throw refuse(
      'input.servedOn 不能晚于今天，请在服务完成后登记。',
      'input.servedOn must not be in the future: record hours once they are given.',
    );
  }
  if (servedOn < startsOn || servedOn > endsOn) {
    throw refuse(
      `input.servedOn 须在项目期间内：${startsOn} 至 ${endsOn}。`,
      `input.servedOn must lie within the project: ${startsOn} to ${endsOn}.`,
    );
  }
}

async function partnersOf(act: Act, { id: projectId }: Project): Promise<string[]> {
  return (await act.em.find(ProjectPartner, { projectId })).map(({ unitId }) => unitId);
}

async function answer(act: Act, input: OfContribution, to: 'CONFIRMED' | 'REJECTED', reason: string | null) {
  const contribution = await act.get(Contribution, 'contribution', parseId('contribution', input.contributionId));
  const project = await act.lock(Project, 'project', contribution.projectId);
  await act.inAllianceOf('project', project);
  const { allianceId, leadUnitId } = project;
  const partnerUnitIds = await partnersOf(act, project);
  const target = { allianceId, leadUnitId, partnerUnitIds, unitId: contribution.unitId };
  act.assertCan('contribution:answer', target, 'contribution', contribution);
  mustBe(projectMachine, project, 'contribute', 'OPEN', 'COMPLETED');
  const before = await act.em.findOne(ContributionAnswer, { contributionId: contribution.id });
  const state: ContributionState = before?.answer ?? 'RECORDED';
  advance(contributionMachine, { id: contribution.id, state }, to, to === 'CONFIRMED' ? 'confirm' : 'reject');
  const answered = { contributionId: contribution.id, unitId: act.unit, answer: to, reason, answeredAt: act.now };
  act.em.create(ContributionAnswer, answered);
  return remember(
    act,
    to === 'CONFIRMED' ? 'contribution:confirmed' : 'contribution:rejected',
    contribution,
    project,
    to,
  );
}

async function remember(
  act: Act,
  action: string,
  contribution: Contribution,
  { allianceId, leadUnitId }: Project,
  state: ContributionState,
): Promise<{ contribution: string }> {
  await act.em.flush();
  act.record(action, 'contribution', contribution, {
    allianceId,
    unitIds: [contribution.unitId, leadUnitId],
    body: { state },
  });
  return { contribution: contribution.id };
}
