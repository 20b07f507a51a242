import type { Machine } from '../lifecycle.ts';

export type ProjectState = 'OPEN' | 'COMPLETED' | 'CANCELLED';

/** A co-wealth project (共富项目): open to partners and their hours until its lead unit closes it. */
export const projectMachine: Machine<ProjectState> = {
  kind: 'project',
  start: ['OPEN'],
  transitions: { OPEN: ['COMPLETED', 'CANCELLED'], COMPLETED: [], CANCELLED: [] },
  words: {
    OPEN: {
      is: { zh: '正在进行', en: 'is open' },
      wayOut: { zh: '可由牵头单位办结或取消。', en: 'Its lead unit may complete or cancel it.' },
    },
    COMPLETED: {
      is: { zh: '已完成', en: 'is completed' },
      wayOut: {
        zh: '请选择进行中的项目，或发起新项目（launchProject）。',
        en: 'Choose a project that is open, or launch another (launchProject).',
      },
    },
    CANCELLED: {
      is: { zh: '已取消', en: 'is cancelled' },
      wayOut: {
        zh: '请选择进行中的项目，或发起新项目（launchProject）。',
        en: 'Choose a project that is open, or launch another (launchProject).',
      },
    },
  },
};

export type ContributionState = 'RECORDED' | 'CONFIRMED' | 'REJECTED';

/** Hours a partner unit gave; they count once another unit in charge has confirmed them. */
export const contributionMachine: Machine<ContributionState> = {
  kind: 'contribution',
  start: ['RECORDED'],
  transitions: { RECORDED: ['CONFIRMED', 'REJECTED'], CONFIRMED: [], REJECTED: [] },
  words: {
    RECORDED: {
      is: { zh: '待确认', en: 'is waiting to be answered' },
      wayOut: { zh: '请由有权确认的单位处理。', en: 'Let those who may answer it do so.' },
    },
    CONFIRMED: {
      is: { zh: '已确认', en: 'is confirmed' },
      wayOut: {
        zh: '已确认的工时计入项目，不再更改；如有出入，请与该单位协商。',
        en: 'What is confirmed counts and stays; settle any difference with the unit that gave it.',
      },
    },
    REJECTED: {
      is: { zh: '未获认可', en: 'is rejected' },
      wayOut: {
        zh: '请由该单位按实际情况重新登记（contributeHours）。',
        en: 'The unit records what it really gave anew (contributeHours).',
      },
    },
  },
};
