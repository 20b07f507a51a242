/**
 * How mutations are called. What type-graphql's decorators said is read once: type-graphql itself would look through the
 * types of all inputs for each field of each input of each request.
 */
import type { GraphQLFieldResolver } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { refusalsAsPayload } from './answer.ts';
import type { Context } from './context.ts';
import { validateInput } from './validate.ts';

type Read = (value: unknown) => unknown;
type Given = Readonly<Record<string, unknown>>;
type Instance = Readonly<Record<string, (...params: unknown[]) => unknown>>;

interface Call {
  readonly args: Given;
  readonly context: Context;
  readonly info: Parameters<GraphQLFieldResolver<unknown, Context>>[3];
}

/** The resolvers of mutations, by name, of those classes. */
export function mutationResolvers(classes: readonly unknown[]): Record<string, GraphQLFieldResolver<unknown, Context>> {
  const { mutations } = getMetadataStorage();
  const ours = mutations.filter(({ target }) => classes.includes(target));
  return Object.fromEntries(ours.map((mutation) => [mutation.schemaName, resolverOf(mutation)]));
}

type Mutation = ReturnType<typeof getMetadataStorage>['mutations'][number];

/** How a mutation is called. Throws for one whose decorators ask for what is not done here. */
export function resolverOf(mutation: Mutation): GraphQLFieldResolver<unknown, Context> {
  mustBePlain(mutation);
  const { target, methodName, params = [] } = mutation;
  const readers = params.toSorted((a, b) => a.index - b.index).map(paramOf);
  return (root, args: Given, context, info) => {
    const call = async (): Promise<unknown> => {
      const instance = context.instances.get(target) as Instance;
      const given = readers.map((read) => read({ args, context, info }));
      return await instance[methodName]?.(...given);
    };
    return refusalsAsPayload({ root, args, context, info }, call);
  };
}

/** Throws where a mutation has a decorator that nothing here would heed: it would be open where it says that it is not. */
function mustBePlain({ schemaName, roles, middlewares = [] }: Mutation): void {
  if (roles === undefined && middlewares.length === 0) return;
  throw new Error(
    `${schemaName}: mutations have no @Authorized and no @UseMiddleware; the rules of its module guard it`,
  );
}

type Param = NonNullable<Mutation['params']>[number];

/** How a parameter of a mutation comes by its value: an input is checked by the rules of its class. */
function paramOf(param: Param): (call: Call) => unknown {
  if (param.kind === 'info') return ({ info }) => info;
  if (param.kind === 'context' && param.propertyName === undefined) return ({ context }) => context;
  if (param.kind !== 'arg') throw new Error(`a mutation takes no ${param.kind}`);
  const { name, getType, validateFn } = param;
  // Its type is class-validator's, which is not installed.
  const validateSettings: unknown = param.validateSettings;
  if (validateFn !== undefined || validateSettings !== undefined) {
    throw new Error(`the argument ${name} of a mutation is checked by the rules of its class alone`);
  }
  const read = inputOf(getType()) ?? ((value) => value);
  return ({ args }) => {
    const input = read(args[name]);
    validateInput(input);
    return input;
  };
}

const known = new Map<unknown, Read | null>();

/** How a value becomes an instance of the class of inputs; null where it is none. */
function inputOf(target: unknown): Read | null {
  const made = known.get(target);
  if (made !== undefined) return made;
  const types = getMetadataStorage().inputTypes;
  const own = types.find((type) => type.target === target);
  if (own === undefined) {
    known.set(target, null);
    return null;
  }
  // An input may be part of itself.
  let fields: readonly (readonly [string, Read | null])[] | null = null;
  const read: Read = (value) => {
    if (Array.isArray(value)) return value.map(read);
    if (typeof value !== 'object' || value === null) return value;
    fields ??= [...fieldsOf(own.target)].map(([name, type]) => [name, inputOf(type)]);
    return instanceOf(own.target, fields, value as Given);
  };
  known.set(target, read);
  return read;
}

/** The fields of a class of inputs and of those that it extends, each with its type. */
function fieldsOf(target: unknown): Map<string, unknown> {
  if (typeof target !== 'function') return new Map();
  const own = getMetadataStorage().inputTypes.find((type) => type.target === target)?.fields ?? [];
  const inherited = fieldsOf(Object.getPrototypeOf(target));
  return new Map([...inherited, ...own.map(({ name, getType }) => [name, getType()] as const)]);
}

function instanceOf(target: unknown, fields: readonly (readonly [string, Read | null])[], given: Given): object {
  const instance = new (target as new () => Record<string, unknown>)();
  for (const [name, read] of fields) {
    const value = given[name];
    if (value !== undefined) instance[name] = read === null ? value : read(value);
  }
  return instance;
}
