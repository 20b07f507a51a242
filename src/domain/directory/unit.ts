/** The life of a unit (单位): incubated or independent, and dissolved in the end. */
import type { Machine } from '../lifecycle.ts';

export type UnitStage = 'INCUBATING' | 'INDEPENDENT' | 'DISSOLVED';

/** For how long who registered a unit may withdraw that. */
export const REGISTRATION_DAYS = 30;

/** Those in which a unit takes part in anything. */
export const lastingStages = ['INCUBATING', 'INDEPENDENT'] as const satisfies readonly UnitStage[];

export const unitMachine: Machine<UnitStage> = {
  kind: 'unit',
  start: ['INDEPENDENT'],
  transitions: {
    INDEPENDENT: ['INCUBATING', 'DISSOLVED'],
    INCUBATING: ['INDEPENDENT', 'DISSOLVED'],
    DISSOLVED: [],
  },
  words: {
    INDEPENDENT: {
      is: { zh: '已独立运行', en: 'is independent' },
      wayOut: {
        zh: '如需孵化，请提出孵化关系（proposeRelation）。',
        en: 'To have it incubated, propose that relation (proposeRelation).',
      },
    },
    INCUBATING: {
      is: { zh: '正在孵化', en: 'is being incubated' },
      wayOut: {
        zh: '如需出孵，请先结束孵化关系（endRelation）。',
        en: 'To be independent, end that relation first (endRelation).',
      },
    },
    DISSOLVED: {
      is: { zh: '已注销', en: 'is dissolved' },
      wayOut: {
        zh: '注销后不再参与任何事项，请另选单位。',
        en: 'It takes part in nothing any more: choose another unit.',
      },
    },
  },
};
