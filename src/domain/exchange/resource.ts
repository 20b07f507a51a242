/** Kinds of resources (资源), what is done with each, and how a resource goes out of use. */
import { RefusalError } from '../errors.ts';
import type { Machine } from '../lifecycle.ts';

export type ResourceKind = 'SPACE' | 'EQUIPMENT' | 'VEHICLE' | 'STAFF_TIME' | 'SKILL' | 'GOODS' | 'MEALS' | 'DATA_SET';

/** Booked by its times, counted as a stock, lent out of the hands of its owner. */
type Use = 'BOOKED' | 'COUNTED' | 'LENT';

const uses: Readonly<Record<ResourceKind, readonly Use[]>> = {
  SPACE: ['BOOKED'],
  EQUIPMENT: ['BOOKED', 'LENT'],
  VEHICLE: ['BOOKED', 'LENT'],
  STAFF_TIME: ['BOOKED'],
  SKILL: ['BOOKED'],
  GOODS: ['BOOKED', 'COUNTED'],
  MEALS: ['BOOKED', 'COUNTED'],
  DATA_SET: [],
};

const kindsFor = (use: Use): string =>
  Object.entries(uses)
    .filter(([, of]) => of.includes(use))
    .map(([kind]) => kind)
    .join(', ');

const words: Readonly<Record<Use, { readonly zh: string; readonly en: string }>> = {
  BOOKED: { zh: '按时段预约', en: 'is booked by its times' },
  COUNTED: { zh: '按库存计数', en: 'is counted as a stock' },
  LENT: { zh: '出借', en: 'is lent' },
};

/** Throws `INVALID_INPUT` at the field that names the resource where such a thing is not used so. */
export function mustBeUsedSo(kind: ResourceKind, use: Use, field = 'resourceId'): void {
  if (uses[kind].includes(use)) return;
  const { zh, en } = words[use];
  throw RefusalError.invalid(
    ['input', field],
    `${kind} 类资源不能${zh}；可以${zh}的类型：${kindsFor(use)}。`,
    `A resource of the kind ${kind} is none that ${en}: those are ${kindsFor(use)}.`,
  );
}

export type ResourceState = 'AVAILABLE' | 'RETIRED';

/** A resource is published, and withdrawn for good. */
export const resourceMachine: Machine<ResourceState> = {
  kind: 'resource',
  start: ['AVAILABLE'],
  transitions: { AVAILABLE: ['RETIRED'], RETIRED: [] },
  words: {
    AVAILABLE: {
      is: { zh: '可用', en: 'is available' },
      wayOut: {
        zh: '如不再提供，请停用（retireResource）。',
        en: 'If it is no longer to be had, retire it (retireResource).',
      },
    },
    RETIRED: {
      is: { zh: '已停用', en: 'is retired' },
      wayOut: {
        zh: '已有的预约仍然有效；如需继续提供，请重新发布（publishResource），或另选资源。',
        en: 'What is booked stands: publish it anew (publishResource) to offer more, or choose another resource.',
      },
    },
  },
};
