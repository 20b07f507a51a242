/** An import from a sheet (导入), whatever stands in it: its states. */
import type { Bilingual } from './errors.ts';
import type { IdKind } from './kinds.ts';
import type { Machine } from './lifecycle.ts';

export type ImportState = 'QUEUED' | 'CHECKING' | 'CHECKED' | 'WRITING' | 'DONE' | 'CANCELLED' | 'FAILED';

interface Imported {
  readonly kind: IdKind;
  /** The acts by which it is confirmed and cancelled. */
  readonly confirm: string;
  readonly cancel: string;
  /** What to do where it is wanted after all. */
  readonly again: Bilingual;
}

/** Every import is checked as a whole first; it writes when that is wanted, chunk by chunk. */
export function importMachineOf({ kind, confirm, cancel, again }: Imported): Machine<ImportState> {
  const untilChecked = { zh: '请稍候，待核对完成。', en: 'Wait until it is checked.' };
  return {
    kind,
    start: ['QUEUED'],
    transitions: {
      QUEUED: ['CHECKING', 'CANCELLED', 'FAILED'],
      // At once to be written, where nobody asked to see it first.
      CHECKING: ['CHECKED', 'WRITING', 'CANCELLED', 'FAILED'],
      CHECKED: ['WRITING', 'CANCELLED'],
      WRITING: ['DONE', 'CANCELLED', 'FAILED'],
      DONE: [],
      CANCELLED: [],
      FAILED: [],
    },
    words: {
      QUEUED: { is: { zh: '正在排队', en: 'is waiting' }, wayOut: untilChecked },
      CHECKING: { is: { zh: '正在核对', en: 'is being checked' }, wayOut: untilChecked },
      CHECKED: {
        is: { zh: '已核对', en: 'is checked' },
        wayOut: { zh: `请确认后写入（${confirm}），或取消。`, en: `Confirm it (${confirm}), or cancel it.` },
      },
      WRITING: {
        is: { zh: '正在写入', en: 'is being written' },
        wayOut: { zh: `请稍候，或取消其余部分（${cancel}）。`, en: `Wait, or cancel the rest of it (${cancel}).` },
      },
      DONE: { is: { zh: '已完成', en: 'is done' }, wayOut: again },
      CANCELLED: { is: { zh: '已取消', en: 'is cancelled' }, wayOut: again },
      FAILED: { is: { zh: '未能完成', en: 'came to nothing' }, wayOut: again },
    },
  };
}
