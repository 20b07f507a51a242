import { Field } from 'type-graphql';
import { compose, type Decorate } from '../../../../graphql/types/input-rules.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';

/** Until when a match is to be answered. */
export function RespondByField({ optional = true } = {}): Decorate {
  return compose(
    optional,
    Field(() => DateTime, {
      nullable: optional,
      description: `Until when it is to be answered (回应期限); from then on it is \`EXPIRED\` and holds nothing.${optional ? ' Open unless said.' : ''}`,
    }),
  );
}
