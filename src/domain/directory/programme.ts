import type { Machine } from '../lifecycle.ts';

export type ProgrammeState = 'RUNNING' | 'ENDED';

/** A programme (品牌项目): runs until its owner ends it, and all that is under it. */
export const programmeMachine: Machine<ProgrammeState> = {
  kind: 'programme',
  start: ['RUNNING'],
  transitions: { RUNNING: ['ENDED'], ENDED: [] },
  words: {
    RUNNING: {
      is: { zh: '正在实施', en: 'runs' },
      wayOut: {
        zh: '如需结束，请由其所属单位的管理员或联盟协调员结束（endProgramme）。',
        en: 'To end it, an administrator of its unit, or a coordinator of its alliance, ends it (endProgramme).',
      },
    },
    ENDED: {
      is: { zh: '已结束', en: 'has ended' },
      wayOut: { zh: '如需继续，请另行发起（startProgramme）。', en: 'To go on, start another (startProgramme).' },
    },
  },
};
