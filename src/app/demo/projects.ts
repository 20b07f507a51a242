/** Three co-wealth projects, their partners, and hours recorded and confirmed. */
import { dayInChina } from '../../domain/calendar.ts';
import {
  ConfirmContributionDocument,
  ContributeHoursDocument,
  JoinProjectDocument,
  LaunchProjectDocument,
} from '../../generated/operations.ts';
import { atTime, daysFrom } from './calendar.ts';
import { made, type Cast } from './cast.ts';

/** So many people, so many hours each, on one day. */
type Shift = readonly [daysAgo: number, people: number, hoursEach: number];

interface DemoPartner {
  readonly unit: string;
  readonly pledge: string;
  readonly done: string;
  readonly shifts: readonly Shift[];
}

interface DemoProject {
  readonly key: string;
  readonly alliance: string;
  readonly lead: string;
  readonly title: string;
  readonly goal: string;
  readonly targetHours: string;
  readonly partners: readonly DemoPartner[];
}

const BEGAN = -40;
const JOINED = -35;
const ENDS = 80;

const projects: readonly DemoProject[] = [
  {
    key: 'elders',
    alliance: 'five-colours',
    lead: 'mingzhu',
    title: '黄色服务·邻里助老行动',
    goal: '为社区独居老人提供用电安全检查、义诊与送餐，一季度覆盖两百户。',
    targetHours: '160',
    partners: [
      {
        unit: 'power',
        pledge: '每月一次入户线路检查',
        done: '入户检查线路',
        shifts: [
          [28, 3, 6],
          [8, 2, 6],
        ],
      },
      { unit: 'hospital', pledge: '每月一次义诊', done: '社区义诊', shifts: [[21, 3, 3.5]] },
      {
        unit: 'yubo',
        pledge: '志愿者陪同入户',
        done: '志愿者陪同入户',
        shifts: [
          [28, 4, 3],
          [8, 3, 4],
          [1, 4, 3],
        ],
      },
    ],
  },
  {
    key: 'bayberry',
    alliance: 'bayberry',
    lead: 'kuangyan',
    title: '匡堰杨梅共富工坊',
    goal: '联合各村培管、分级、冷链与直播销售，让杨梅当日出山、次日到家。',
    targetHours: '300',
    partners: [
      {
        unit: 'gangdun',
        pledge: '组织村民培管与分级',
        done: '果园培管',
        shifts: [
          [30, 8, 3],
          [16, 6, 4],
          [2, 6, 3],
        ],
      },
      {
        unit: 'bayberry-coop',
        pledge: '统一收购与包装',
        done: '包装线调试与演练',
        shifts: [
          [23, 4, 6],
          [9, 3, 6],
        ],
      },
      { unit: 'e-commerce', pledge: '直播带货培训', done: '直播培训', shifts: [[18, 2, 4]] },
    ],
  },
  {
    key: 'wishes',
    alliance: 'linjuli',
    lead: 'zijing',
    title: '邻里帮·微心愿圆梦计划',
    goal: '征集并完成困难居民的微心愿，在职党员与社会组织结对认领。',
    targetHours: '120',
    partners: [
      {
        unit: 'red-heart',
        pledge: '志愿者走访与心愿核实',
        done: '走访核实心愿',
        shifts: [
          [25, 5, 3],
          [11, 4, 3],
        ],
      },
      {
        unit: 'cycling',
        pledge: '骑行送件',
        done: '骑行送达心愿物品',
        shifts: [
          [7, 6, 2],
          [1, 5, 2],
        ],
      },
    ],
  },
];

export async function tellProjects(cast: Cast, now: Date): Promise<void> {
  for (const project of projects) await tellProject(cast, project, now);
}

async function tellProject(cast: Cast, project: DemoProject, now: Date): Promise<void> {
  const { key, alliance, lead, title, goal, targetHours, partners } = project;
  const launching = cast(lead, alliance, atTime(now, BEGAN - 1, '10:00'));
  const time = { startsOn: dayInChina(daysFrom(now, BEGAN)), endsOn: dayInChina(daysFrom(now, ENDS)) };
  const input = { title, goal, targetHours, ...time, visibility: 'PUBLIC' as const };
  const launched = await launching.act(`${key}-launch`, LaunchProjectDocument, input);
  const { id: projectId } = made(`${key}-launch`, launched.project);
  for (const partner of partners) {
    const joining = cast(partner.unit, alliance, atTime(now, JOINED, '14:00'));
    await joining.act(`${key}-join-${partner.unit}`, JoinProjectDocument, { projectId, pledge: partner.pledge });
    for (const shift of partner.shifts) await tellShift(cast, project, partner, projectId, shift, now);
  }
}

/** Recorded in the evening of the day, confirmed the next morning; the latest still wait. */
async function tellShift(
  cast: Cast,
  { key, alliance, lead }: DemoProject,
  { unit, done }: DemoPartner,
  projectId: string,
  [daysAgo, people, hoursEach]: Shift,
  now: Date,
): Promise<void> {
  const step = `${key}-hours-${unit}-${daysAgo}`;
  const recorded = await cast(unit, alliance, atTime(now, -daysAgo, '18:30')).act(step, ContributeHoursDocument, {
    projectId,
    hours: String(people * hoursEach),
    servedOn: dayInChina(daysFrom(now, -daysAgo)),
    note: `${done}，${people} 人各 ${hoursEach} 小时。`,
  });
  const { id: contributionId } = made(step, recorded.contribution);
  if (daysAgo <= 2) return;
  const confirming = cast(lead, alliance, atTime(now, 1 - daysAgo, '09:40'));
  await confirming.act(`${step}-confirm`, ConfirmContributionDocument, { contributionId });
}
