/** What a mutation says of itself in decorators is heeded, or it is not begun with. */
import { expect, test } from '@jest/globals';
import { resolverOf } from '../../src/graphql/mutations.ts';

type Mutation = Parameters<typeof resolverOf>[0];

const mutation = { schemaName: 'publishOffer', methodName: 'publishOffer', target: Object, params: [] };
const param = {
  kind: 'arg',
  target: mutation.target,
  methodName: 'publishOffer',
  index: 0,
  name: 'input',
  getType: () => Object,
};

test.each([
  ['a role', { roles: ['ADMIN'] }, 'publishOffer: mutations have no @Authorized'],
  ['a guard', { middlewares: [() => null] }, 'publishOffer: mutations have no @Authorized and no @UseMiddleware'],
  [
    'a check of its own',
    { params: [{ ...param, validateFn: () => null }] },
    'the argument input of a mutation is checked by',
  ],
  ['something else than arguments', { params: [{ ...param, kind: 'root' }] }, 'a mutation takes no root'],
])('%s that nothing would ask is said at once', (_what, said, message) => {
  expect(() => resolverOf({ ...mutation, ...said } as unknown as Mutation)).toThrow(message);
});

test('of others there is a resolver', () => {
  expect(resolverOf({ ...mutation, params: [param] } as unknown as Mutation)).toEqual(expect.any(Function));
});
