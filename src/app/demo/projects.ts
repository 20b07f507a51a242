/** Three co-wealth projects, their partners, and hours recorded and confirmed. */
import {
  ConfirmContributionDocument,
  ContributeHoursDocument,
  JoinProjectDocument,
  LaunchProjectDocument,
} from '../../generated/operations.ts';
import { dayInChina } from '../../domain/calendar.ts';
import { daysFrom } from './calendar.ts';
import type { Cast } from './cast.ts';

interface DemoProject {
  readonly alliance: string;
  readonly lead: string;
  readonly title: string;
  readonly goal: string;
  readonly targetHours: string;
  readonly partners: readonly (readonly [unit: string, pledge: string, hours: string])[];
}

const projects: readonly DemoProject[] = [
  {
    alliance: 'five-colours',
    lead: 'mingzhu',
    title: '黄色服务·邻里助老行动',
    goal: '为社区独居老人提供用电安全检查、义诊与送餐，一季度覆盖两百户。',
    targetHours: '400',
    partners: [
      ['power', '每月一次入户线路检查', '36'],
      ['hospital', '每季度一次义诊', '24.5'],
      ['yubo', '志愿者陪同入户', '48'],
    ],
  },
  {
    alliance: 'bayberry',
    lead: 'kuangyan',
    title: '匡堰杨梅共富工坊',
    goal: '联合各村采摘、分级、冷链与直播销售，让杨梅当日出山、次日到家。',
    targetHours: '800',
    partners: [
      ['gangdun', '组织村民采摘与分级', '160'],
      ['bayberry-coop', '统一收购与包装', '96'],
      ['e-commerce', '直播带货培训', '32'],
    ],
  },
  {
    alliance: 'linjuli',
    lead: 'zijing',
    title: '邻里帮·微心愿圆梦计划',
    goal: '征集并完成困难居民的微心愿，在职党员与社会组织结对认领。',
    targetHours: '300',
    partners: [
      ['red-heart', '志愿者走访与心愿核实', '52'],
      ['cycling', '骑行送件', '18'],
    ],
  },
];

export async function tellProjects(cast: Cast, now: Date): Promise<void> {
  for (const project of projects) await tellProject(cast, project, now);
}

async function tellProject(cast: Cast, project: DemoProject, now: Date): Promise<void> {
  const { alliance, title, goal, targetHours } = project;
  const lead = cast(project.lead, alliance, daysFrom(now, -40));
  const time = { startsOn: dayInChina(daysFrom(now, -40)), endsOn: dayInChina(daysFrom(now, 80)) };
  const input = { idempotencyKey: lead.key(), title, goal, targetHours, ...time, visibility: 'PUBLIC' as const };
  const projectId = (await lead.ask(LaunchProjectDocument, { input })).launchProject.project?.id;
  if (projectId === undefined) return;
  for (const [i, [unit, pledge, hours]] of project.partners.entries()) {
    const partner = cast(unit, alliance, daysFrom(now, -20));
    await partner.ask(JoinProjectDocument, { input: { idempotencyKey: partner.key(), projectId, pledge } });
    const served = { servedOn: dayInChina(daysFrom(now, -21)), note: `${pledge}，已完成一轮。` };
    const recorded = await partner.ask(ContributeHoursDocument, {
      input: { idempotencyKey: partner.key(), projectId, hours, ...served },
    });
    const contributionId = recorded.contributeHours.contribution?.id;
    // The latest contribution of each project still waits to be confirmed.
    if (contributionId === undefined || i === project.partners.length - 1) continue;
    const confirming = cast(project.lead, alliance, daysFrom(now, -10));
    await confirming.ask(ConfirmContributionDocument, { input: { idempotencyKey: confirming.key(), contributionId } });
  }
}
