import type { Machine } from '../lifecycle.ts';

export type AllianceState = 'ACTIVE' | 'DISSOLVED';

/** An alliance (联盟): lasts until the unit that leads it dissolves it, and all memberships with it. */
export const allianceMachine: Machine<AllianceState> = {
  kind: 'alliance',
  start: ['ACTIVE'],
  transitions: { ACTIVE: ['DISSOLVED'], DISSOLVED: [] },
  words: {
    ACTIVE: {
      is: { zh: '正在运行', en: 'lasts' },
      wayOut: {
        zh: '如需结束，请由牵头单位的管理员解散（dissolveAlliance）。',
        en: 'To end it, an administrator of the unit that leads it dissolves it (dissolveAlliance).',
      },
    },
    DISSOLVED: {
      is: { zh: '已解散', en: 'is dissolved' },
      wayOut: { zh: '如需继续共建，请另行组建联盟（foundAlliance）。', en: 'To go on, found another (foundAlliance).' },
    },
  },
};
