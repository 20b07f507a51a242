import type { Machine } from '../lifecycle.ts';
import { mask } from '../privacy/mask.ts';
import { screen } from '../privacy/screen.ts';

export type PlaceStatus = 'PLANNED' | 'BUILDING' | 'IN_USE' | 'SUSPENDED' | 'CLOSED';

const changeable = {
  zh: '请由其所属单位变更状态（changePlaceStatus）。',
  en: 'The unit that runs it changes its status (changePlaceStatus).',
};

/** A place (阵地): planned, built, in use, out of use for a while, closed for good. */
export const placeMachine: Machine<PlaceStatus> = {
  kind: 'place',
  start: ['PLANNED', 'BUILDING', 'IN_USE'],
  transitions: {
    PLANNED: ['BUILDING', 'IN_USE', 'CLOSED'],
    BUILDING: ['IN_USE', 'SUSPENDED', 'CLOSED'],
    IN_USE: ['SUSPENDED', 'CLOSED'],
    SUSPENDED: ['BUILDING', 'IN_USE', 'CLOSED'],
    CLOSED: [],
  },
  words: {
    PLANNED: { is: { zh: '尚在规划', en: 'is planned' }, wayOut: changeable },
    BUILDING: { is: { zh: '正在建设', en: 'is being built' }, wayOut: changeable },
    IN_USE: { is: { zh: '已投入使用', en: 'is in use' }, wayOut: changeable },
    SUSPENDED: { is: { zh: '已暂停使用', en: 'is out of use for now' }, wayOut: changeable },
    CLOSED: {
      is: { zh: '已关闭', en: 'is closed' },
      wayOut: { zh: '如需恢复，请另行登记新的阵地（openPlace）。', en: 'To have it back, open a new one (openPlace).' },
    },
  },
};

/**
 * How far people come on foot: 65 metres a minute, and 1.3 times as far as the crow flies. Together 50 metres of straight
 * line a minute, so that ten minutes are the 500 metres of GB 50180-2018 (城市居住区规划设计标准, 2.0.3: 十分钟生活圈). An estimate,
 * which knows no rivers.
 */
export const walking = { metresPerMinute: 65, detour: 1.3, mostMinutes: 120 } as const;

/** As the crow flies, in metres. */
export const reachOf = (minutes: number): number => (minutes * walking.metresPerMinute) / walking.detour;

/** What everybody may be told of the name of a place that is not public: its street, its estate, its village; null for nothing. */
export function maskedName(name: string): string | null {
  const shown = mask.address(name);
  return shown === '' || screen(shown).length > 0 ? null : shown;
}
