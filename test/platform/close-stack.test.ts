import { expect, test } from '@jest/globals';
import { CloseStack } from '../../src/platform/close-stack.ts';

test('what was opened is closed in reverse order, each before the next', async () => {
  const closed: string[] = [];
  const stack = new CloseStack();
  stack.defer(() => closed.push('first'));
  const second = stack.use({
    async [Symbol.asyncDispose]() {
      await Promise.resolve();
      closed.push('second');
    },
  });
  expect(second).toBeDefined();
  stack.defer(() => closed.push('third'));
  await stack[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
  expect(closed).toEqual(['third', 'second', 'first']);
});

test('what is moved is closed by its new owner alone', async () => {
  const closed: string[] = [];
  const stack = new CloseStack();
  stack.defer(() => closed.push('it'));
  const moved = stack.move();
  await stack[Symbol.asyncDispose]();
  expect(closed).toEqual([]);
  await moved[Symbol.asyncDispose]();
  expect(closed).toEqual(['it']);
});

test('where one does not close, the rest is closed all the same', async () => {
  const closed: string[] = [];
  const stack = new CloseStack();
  stack.defer(() => closed.push('last'));
  stack.defer(() => Promise.reject(new Error('stuck')));
  await expect(stack[Symbol.asyncDispose]()).rejects.toThrow('stuck');
  expect(closed).toEqual(['last']);
  stack.defer(() => Promise.reject(new Error('one')));
  stack.defer(() => Promise.reject(new Error('two')));
  await expect(stack[Symbol.asyncDispose]()).rejects.toThrow(AggregateError);
});
