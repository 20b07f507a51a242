import { registerEnumType } from 'type-graphql';
import { flowActions, type FlowAction } from '../../../../domain/exchange/flow.ts';

export const FlowActions = Object.fromEntries(flowActions.map((action) => [action, action])) as {
  readonly [A in FlowAction]: A;
};

registerEnumType(FlowActions, {
  name: 'FlowAction',
  description: 'What is promised or done (履约动作), in verbs of Valueflows.',
  valuesConfig: {
    DELIVER_SERVICE: { description: 'A service is rendered (提供服务). Work counts for it, too.' },
    WORK: { description: 'Somebody works (投入工时).' },
    USE: { description: 'A thing or a room is used, and stays whose it is (使用).' },
    TRANSFER: { description: 'A thing goes over for good: into the hands, and with all rights (移交).' },
    TRANSFER_CUSTODY: { description: 'A thing goes into the hands of the other, and stays whose it is (移交保管).' },
    TRANSFER_ALL_RIGHTS: { description: 'A thing becomes the other’s, wherever it is (移交权属).' },
    MOVE: { description: 'A thing is taken elsewhere (搬运).' },
    CONSUME: { description: 'A thing is used up (消耗).' },
    PRODUCE: { description: 'A thing is made (产出).' },
    RAISE: { description: 'More of a thing is there than was known of (盘增).' },
    LOWER: { description: 'Less of a thing is there than was known of (盘减).' },
  },
});
