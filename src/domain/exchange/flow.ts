/** What a delivery does (履约动作), in verbs of Valueflows, and which of them fulfil a promise of which. */
import { RefusalError } from '../errors.ts';
import type { ResourceKind } from './resource.ts';

export const flowActions = [
  'DELIVER_SERVICE',
  'WORK',
  'USE',
  'TRANSFER',
  'TRANSFER_CUSTODY',
  'TRANSFER_ALL_RIGHTS',
  'MOVE',
  'CONSUME',
  'PRODUCE',
  'RAISE',
  'LOWER',
] as const;
export type FlowAction = (typeof flowActions)[number];

/** What each is called on paper. */
export const flowWords: Readonly<Record<FlowAction, string>> = {
  DELIVER_SERVICE: '提供服务',
  WORK: '投入工时',
  USE: '使用',
  TRANSFER: '移交',
  TRANSFER_CUSTODY: '移交保管',
  TRANSFER_ALL_RIGHTS: '移交权属',
  MOVE: '搬运',
  CONSUME: '消耗',
  PRODUCE: '产出',
  RAISE: '盘增',
  LOWER: '盘减',
};

/** What fulfils a promise of something besides itself, as it includes what was promised. */
const including: Partial<Readonly<Record<FlowAction, readonly FlowAction[]>>> = {
  DELIVER_SERVICE: ['WORK'],
  TRANSFER_CUSTODY: ['TRANSFER'],
  TRANSFER_ALL_RIGHTS: ['TRANSFER'],
};

/** What a delivery may do to count for a promise. The database holds it to the same (`exchange.flow_admits`). */
export const admitted = (promised: FlowAction): readonly FlowAction[] => [promised, ...(including[promised] ?? [])];

/** Throws `INVALID_INPUT` unless the promise is fulfilled by that. */
export function mustBeAdmitted(promised: FlowAction, done: FlowAction): void {
  const choices = admitted(promised);
  if (choices.includes(done)) return;
  const listed = choices.join(', ');
  throw RefusalError.invalid(
    ['input', 'action'],
    `该承诺为 ${promised}，不能以 ${done} 履行；可用：${listed}。`,
    `What was promised is ${promised}, which ${done} does not fulfil: choose ${listed}.`,
  );
}

const promisedOf: Readonly<Record<ResourceKind, FlowAction>> = {
  SPACE: 'USE',
  EQUIPMENT: 'TRANSFER_CUSTODY',
  VEHICLE: 'TRANSFER_CUSTODY',
  STAFF_TIME: 'WORK',
  SKILL: 'DELIVER_SERVICE',
  GOODS: 'TRANSFER',
  MEALS: 'TRANSFER',
  DATA_SET: 'USE',
};

/** What is promised of a resource of that kind: what has a slot is used there, and goes into nobody's hands. A service without a resource. */
export function actionPromised(kind: ResourceKind | null, hasSlot: boolean): FlowAction {
  if (kind === null) return 'DELIVER_SERVICE';
  const action = promisedOf[kind];
  return hasSlot && action === 'TRANSFER_CUSTODY' ? 'USE' : action;
}
