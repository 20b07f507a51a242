/** Projects of both alliances, who takes part, and who is on the way in or out. */
import { globalId } from '../../../src/domain/ids.ts';
import {
  ApplyForMembershipDocument,
  ContributeHoursDocument,
  LaunchProjectDocument,
  RejectMembershipDocument,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './people.ts';

type Ids<Names extends string> = Readonly<Record<Names, string>>;

export interface Built {
  readonly projects: Ids<'among' | 'open' | 'blue'>;
  /** Of the units that lead them. */
  readonly partners: Ids<'among' | 'open' | 'blue'>;
  readonly contributions: Ids<'among' | 'blue'>;
  readonly applied: string;
  readonly rejected: string;
  readonly endedPost: string;
  /** Who held it. */
  readonly former: string;
}

export async function buildTogether(world: World, { red, blue, outsider }: Cast): Promise<Built> {
  const projects = {
    among: await launched(red.mall, 'ALLIANCE'),
    open: await launched(red.mall, 'PUBLIC'),
    blue: await launched(blue.harbour, 'ALLIANCE'),
  };
  const partnerOf = async (project: string): Promise<string> => {
    const [row] = await world.sql<{ id: string }>(
      "select id from projects.partner where replace(project_id::text, '-', '') = $1",
      [project.replace('project_', '')],
    );
    return globalId('partner', there(row).id);
  };
  const rejected = await applied(outsider, red.id);
  await red.street.do(RejectMembershipDocument, { membershipId: rejected, expectedVersion: 1, reason: '材料不全' });
  return {
    projects,
    partners: {
      among: await partnerOf(projects.among),
      open: await partnerOf(projects.open),
      blue: await partnerOf(projects.blue),
    },
    contributions: {
      among: await given(red.mall, projects.among),
      blue: await given(blue.harbour, projects.blue),
    },
    rejected,
    applied: await applied(outsider, red.id),
    ...(await endedPost(world, red.power)),
  };
}

async function launched(actor: Actor, visibility: 'ALLIANCE' | 'PUBLIC'): Promise<string> {
  const about = { title: '项目', goal: '目标', targetHours: '10', startsOn: '2026-11-01', endsOn: '2026-12-31' };
  return there((await actor.do(LaunchProjectDocument, { ...about, visibility })).project).id;
}

async function given(actor: Actor, projectId: string): Promise<string> {
  const served = { projectId, hours: '2', servedOn: '2026-11-20', note: '服务' };
  return there((await actor.do(ContributeHoursDocument, served)).contribution).id;
}

async function applied(actor: Actor, allianceId: string): Promise<string> {
  const { membership } = await actor.do(ApplyForMembershipDocument, { allianceId, statement: '愿意加入' });
  return there(membership).id;
}

/** Somebody else held a post until yesterday. */
async function endedPost(world: World, { unit }: Actor): Promise<Pick<Built, 'endedPost' | 'former'>> {
  const person = await world.people.post(there(unit));
  const [row] = await world.sql<{ id: string }>(
    `update directory.post set valid = tstzrange(lower(valid), $2::timestamptz - interval '1 day')
     where person_id = $1 returning id`,
    [person, world.clock.now().toISOString()],
  );
  return { endedPost: globalId('post', there(row).id), former: globalId('person', person) };
}
