import { registerEnumType } from 'type-graphql';
import { outcomes, type CommitmentOutcome as Outcome } from '../../../../domain/exchange/reliability.ts';

export const CommitmentOutcome = Object.fromEntries(outcomes.map((name) => [name, name])) as {
  readonly [O in Outcome]: O;
};
registerEnumType(CommitmentOutcome, {
  name: 'CommitmentOutcome',
  description: 'What a commitment comes to once it is due (履约结果), as of the instant of the request.',
  valuesConfig: {
    KEPT: {
      description:
        'What was delivered by the due date covers it (守约), but for what was released. It may have been confirmed later.',
    },
    LATE: { description: 'Delivered in full after the due date, or overdue now (迟延).' },
    DISPUTED: {
      description:
        'A delivery that its giver recorded was objected to, and the objection stands (争议): open, or upheld by a coordinator in whole or in part.',
    },
    BREACHED: { description: 'Said to be broken, and what was missing was not delivered after that (违约).' },
    RELEASED: { description: 'The receiver gave all of it up (免除): counted in no rate.' },
    AWAITED: {
      description:
        'Recorded as delivered in time, and not answered yet by the other side (待确认): counted in no rate.',
    },
  },
});
