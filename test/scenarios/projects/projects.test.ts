import { expect, test } from '@jest/globals';
import {
  CancelProjectDocument,
  CompleteProjectDocument,
  ConfirmContributionDocument,
  ContributeHoursDocument,
  JoinProjectDocument,
  LaunchProjectDocument,
  ProjectAsItIsDocument,
  RejectContributionDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';

const about = {
  title: '邻里助老',
  goal: '一季度覆盖两百户',
  targetHours: '100',
  startsOn: '2026-11-01',
  endsOn: '2027-01-31',
  visibility: 'ALLIANCE' as const,
};

test('partners join, record hours, and what somebody in charge confirms counts', async () => {
  await using world = await createWorld();
  const { street, mingzhu, village, power } = await world.alliance('五色', 'street', 'mingzhu', 'village', 'power');
  const projectId = there((await mingzhu.do(LaunchProjectDocument, about)).project).id;
  const served = { projectId, servedOn: '2026-11-20', note: '入户检查' };
  expect(await village.refused(ContributeHoursDocument, { ...served, hours: '6' })).toMatchObject({
    code: 'FORBIDDEN',
  });
  await village.do(JoinProjectDocument, { projectId, pledge: '每周三人' });
  expect(await village.refused(JoinProjectDocument, { projectId, pledge: '再来' })).toMatchObject({
    code: 'ALREADY_DONE',
  });
  const record = async (hours: string) =>
    there((await village.do(ContributeHoursDocument, { ...served, hours })).contribution).id;
  const [first, second, third] = [await record('6'), await record('2.5'), await record('90')];
  expect(await village.refused(ConfirmContributionDocument, { contributionId: first })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await power.refused(ConfirmContributionDocument, { contributionId: first })).toMatchObject({
    code: 'FORBIDDEN',
  });
  await mingzhu.do(ConfirmContributionDocument, { contributionId: first });
  await street.do(ConfirmContributionDocument, { contributionId: second });
  const { contribution } = await mingzhu.do(RejectContributionDocument, { contributionId: third, reason: '不可能' });
  expect(contribution).toMatchObject({
    state: 'REJECTED',
    reason: '不可能',
    project: { contributed: { value: '8.5', unit: '小时' } },
  });
  expect(await mingzhu.refused(ConfirmContributionDocument, { contributionId: third })).toMatchObject({
    code: 'WRONG_STATE',
  });

  const { project } = await power.ask(ProjectAsItIsDocument, { id: projectId });
  expect(project).toMatchObject({
    contributed: { value: '8.5', unit: '小时' },
    partners: {
      nodes: [{ unit: { shortName: 'mingzhu' } }, { unit: { shortName: 'village' }, contributed: { value: '8.5' } }],
    },
    contributions: { nodes: [{ state: 'REJECTED' }, { state: 'CONFIRMED' }, { state: 'CONFIRMED' }] },
  });
  // Tomorrow, and the day before the project began.
  for (const servedOn of ['2026-11-22', '2026-10-31']) {
    expect(await village.refused(ContributeHoursDocument, { ...served, servedOn, hours: '1' })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'servedOn'],
    });
  }
});

test('the hours of a lead unit that coordinates too are answered by any other partner, and by no stranger', async () => {
  await using world = await createWorld();
  const { street, village, power } = await world.alliance('五色', 'street', 'village', 'power');
  const projectId = there((await street.do(LaunchProjectDocument, about)).project).id;
  await village.do(JoinProjectDocument, { projectId, pledge: '每周三人' });
  const given = await street.do(ContributeHoursDocument, {
    projectId,
    hours: '3',
    servedOn: '2026-11-20',
    note: '牵头',
  });
  const contributionId = there(given.contribution).id;
  for (const actor of [street, power]) {
    expect(await actor.refused(ConfirmContributionDocument, { contributionId })).toMatchObject({ code: 'FORBIDDEN' });
  }
  const { contribution } = await village.do(ConfirmContributionDocument, { contributionId });
  expect(contribution?.project?.contributed.value).toBe('3');
});

test('a confirmation and a rejection at once: one is said, and it counts once', async () => {
  await using world = await createWorld();
  const { street, mingzhu, village } = await world.alliance('五色', 'street', 'mingzhu', 'village');
  const projectId = there((await mingzhu.do(LaunchProjectDocument, about)).project).id;
  await village.do(JoinProjectDocument, { projectId, pledge: '每周三人' });
  const recorded = await village.do(ContributeHoursDocument, {
    projectId,
    hours: '4',
    servedOn: '2026-11-20',
    note: '做了',
  });
  const contributionId = there(recorded.contribution).id;
  const [confirmed, again, rejected] = await Promise.all([
    street.act(ConfirmContributionDocument, { contributionId }),
    mingzhu.act(ConfirmContributionDocument, { contributionId }),
    mingzhu.act(RejectContributionDocument, { contributionId, reason: '不' }),
  ]);
  const refusals = [...confirmed.userErrors, ...again.userErrors, ...rejected.userErrors];
  // The one that says the same is told that it was said, the others that something else was.
  const told = refusals.map(({ code }) => code).sort();
  expect(told).toEqual(
    rejected.contribution === null ? ['ALREADY_DONE', 'WRONG_STATE'] : ['WRONG_STATE', 'WRONG_STATE'],
  );
  const hours = there((await mingzhu.ask(ProjectAsItIsDocument, { id: projectId })).project).contributed.value;
  expect(hours).toBe(rejected.contribution === null ? '4' : '0');
});

test('a project ends with its lead unit, takes nothing after that, and is seen in its alliance only', async () => {
  await using world = await createWorld();
  const { mingzhu, village, id } = await world.alliance('五色', 'street', 'mingzhu', 'village');
  const other = await world.alliance('别的', 'otherStreet');
  // Over before it begins, and over already.
  for (const time of [
    { startsOn: '2026-12-01', endsOn: '2026-11-30' },
    { startsOn: '2026-11-01', endsOn: '2026-11-20' },
  ]) {
    expect(await mingzhu.refused(LaunchProjectDocument, { ...about, ...time })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'endsOn'],
    });
  }
  const [first, second] = [
    await mingzhu.do(LaunchProjectDocument, about),
    await mingzhu.do(LaunchProjectDocument, about),
  ];
  const projectId = there(first.project).id;
  expect((await other.otherStreet.ask(ProjectAsItIsDocument, { id: projectId })).project).toBeNull();
  expect(await other.otherStreet.refused(JoinProjectDocument, { projectId, pledge: '想来' })).toMatchObject({
    code: 'NOT_FOUND',
  });
  await village.do(JoinProjectDocument, { projectId, pledge: '每周三人' });
  expect(await village.refused(CompleteProjectDocument, { projectId, expectedVersion: 1 })).toMatchObject({
    code: 'FORBIDDEN',
  });
  const { project } = await mingzhu.do(CompleteProjectDocument, { projectId, expectedVersion: 1 });
  expect(project?.state).toBe('COMPLETED');
  const late = { projectId, hours: '1', servedOn: '2026-11-20', note: '晚了' };
  expect(await village.refused(ContributeHoursDocument, late)).toMatchObject({ code: 'WRONG_STATE' });
  const cancelled = await mingzhu.do(CancelProjectDocument, {
    projectId: there(second.project).id,
    expectedVersion: 1,
  });
  expect(cancelled.project?.state).toBe('CANCELLED');
  const { data } = await village.try<{ alliance: unknown }, object>(
    'query ($id: ID!) { alliance(id: $id) { projects(filter: { state: [COMPLETED, CANCELLED] }) { totalCount } } }',
    { id },
  );
  expect(data?.alliance).toEqual({ projects: { totalCount: 2 } });
});

test('what waits when a project is completed may still be answered, when it is given up no longer', async () => {
  await using world = await createWorld();
  const { mingzhu, village } = await world.alliance('五色', 'street', 'mingzhu', 'village');
  const started = async () => {
    const projectId = there((await mingzhu.do(LaunchProjectDocument, about)).project).id;
    await village.do(JoinProjectDocument, { projectId, pledge: '每周三人' });
    const given = { projectId, hours: '2', servedOn: '2026-11-20', note: '做了' };
    const { contribution } = await village.do(ContributeHoursDocument, given);
    return { projectId, contributionId: there(contribution).id };
  };
  const [completed, cancelled] = [await started(), await started()];
  await mingzhu.do(CompleteProjectDocument, { projectId: completed.projectId, expectedVersion: 1 });
  await mingzhu.do(CancelProjectDocument, { projectId: cancelled.projectId, expectedVersion: 1 });
  const { contributionId } = completed;
  const { contribution } = await mingzhu.do(ConfirmContributionDocument, { contributionId });
  expect(contribution?.project?.contributed.value).toBe('2');
  const gone = { contributionId: cancelled.contributionId };
  expect(await mingzhu.refused(ConfirmContributionDocument, gone)).toMatchObject({ code: 'WRONG_STATE' });
  const reason = '项目已取消';
  expect(await mingzhu.refused(RejectContributionDocument, { ...gone, reason })).toMatchObject({ code: 'WRONG_STATE' });
});
