import type { Machine } from '../lifecycle.ts';

export type SlotState = 'OPEN' | 'KEPT' | 'WITHDRAWN';

const another = {
  zh: '请另选时段；所涉撮合可婉拒、未生效的协议可取消，再以其他时段重新推荐。',
  en: 'Choose another slot: decline its match or cancel its agreement, and have it proposed anew.',
};

/** A slot (时段) that follows from rules: when these have it no more it is kept for those who booked it, or else withdrawn. */
export const slotMachine: Machine<SlotState> = {
  kind: 'slot',
  start: ['OPEN'],
  transitions: { OPEN: ['KEPT', 'WITHDRAWN'], KEPT: ['OPEN', 'WITHDRAWN'], WITHDRAWN: ['OPEN'] },
  words: {
    OPEN: {
      is: { zh: '开放预约', en: 'is open' },
      wayOut: { zh: '可以预约（bookSlot）。', en: 'It can be booked (bookSlot).' },
    },
    KEPT: {
      is: { zh: '已不再开放，仅为已有预约保留', en: 'is open no more, and kept for those who have booked it' },
      wayOut: another,
    },
    WITHDRAWN: { is: { zh: '已不再开放', en: 'is open no more' }, wayOut: another },
  },
};
