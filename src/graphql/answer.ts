/** From an act to the payload of its mutation: the rows are read back as the document asks, refusals are told. */
import {
  getNamedType,
  isAbstractType,
  isObjectType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import type { ArgsDictionary, MiddlewareFn } from 'type-graphql';
import { RefusalError, type RefusalCode } from '../domain/errors.ts';
import type { Viewer } from '../domain/access/viewer.ts';
import { readId } from '../domain/ids.ts';
import type { IdKind } from '../domain/kinds.ts';
import { fieldsOf } from '../read/selection.ts';
import type { Context } from './context.ts';
import { toUserErrors } from './errors/user-errors.ts';

/** What an act leaves behind: ids by payload field, for whom to read them, and what is shown this once. */
interface Done {
  readonly outcome: Readonly<Record<string, string>>;
  readonly replayed: boolean;
  readonly viewer: Viewer;
  readonly shown?: Readonly<Record<string, unknown>>;
}

/** Answers a mutation once its act is committed. */
export async function answer(info: GraphQLResolveInfo, { reader }: Context, act: Promise<Done>): Promise<unknown> {
  const { outcome, replayed, viewer, shown } = await act;
  const rows = await reader.payload(info, viewer, outcome);
  return { ...byResponseKey({ ...shown, replayed, userErrors: [] }, info.returnType, info.fieldNodes, info), ...rows };
}

/** A refusal, wherever in the mutation it was thrown, becomes the payload's `userErrors`. */
export const refusalsAsPayload: MiddlewareFn<Context> = async ({ args, info, context }, next) => {
  try {
    return (await next()) as unknown;
  } catch (error) {
    if (!(error instanceof RefusalError) || info.parentType.name !== 'Mutation') throw error;
    const userErrors = toUserErrors(await asSeen(error as RefusalError, args, context), context.viewer.locale);
    return byResponseKey({ replayed: false, userErrors }, info.returnType, info.fieldNodes, info);
  }
};

/**
 * Told of hidden things too, for the way out that they name: choose a hat, join the alliance, choose something that is
 * not withdrawn.
 */
const TOLD_ANYWAY: readonly RefusalCode[] = ['HAT_REQUIRED', 'NOT_A_MEMBER', 'WRONG_STATE'];

/**
 * Not visible is not found: of a thing that the input names and the actor does not see, an act says no more than of one
 * that there is not; nor does it name others that only the thing itself could have led to.
 */
async function asSeen(refusal: RefusalError, args: ArgsDictionary, { reader }: Context): Promise<RefusalError> {
  const { seenAs, code } = refusal;
  // Before an act is under way nothing was looked up.
  if (seenAs === null || TOLD_ANYWAY.includes(code)) return refusal;
  const subject = refusal.is('FORBIDDEN') ? refusal.details.subject : null;
  const hidden = await reader.firstHidden(seenAs, [...thingsNamed(args), ...(subject === null ? [] : [subject])]);
  return hidden === null ? refusal : RefusalError.notFound(hidden.kind, hidden.id);
}

/** What the fields of an input name by id, in their order. */
function thingsNamed({ input }: ArgsDictionary): { kind: IdKind; id: string }[] {
  const fields = Object.entries((input ?? {}) as Readonly<Record<string, unknown>>);
  return fields.flatMap(([name, value]) => (name.endsWith('Id') && typeof value === 'string' ? [readId(value)] : []));
}

/** A value keyed by field names, as the document asks for it: keyed by response keys, like the answers of the reader. */
function byResponseKey(
  value: object,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
): Record<string, unknown> {
  const object = concreteType(value, type, info);
  const keyed: [string, unknown][] = '$type' in value ? [['$type', value.$type]] : [];
  for (const field of fieldsOf(nodes, object.name, info)) {
    const given = (value as Record<string, unknown>)[field.name];
    const fieldType = object.getFields()[field.name]?.type;
    if (given === undefined || fieldType === undefined) continue;
    keyed.push([field.key, keyedValue(given, fieldType, field.nodes, info)]);
  }
  // Not by assignment: an alias may be called `__proto__`.
  return Object.fromEntries(keyed);
}

function keyedValue(
  given: unknown,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
): unknown {
  if (Array.isArray(given)) return given.map((item: unknown) => keyedValue(item, type, nodes, info));
  if (typeof given !== 'object' || given === null || given instanceof Date) return given;
  return byResponseKey(given, type, nodes, info);
}

function concreteType(value: object, type: GraphQLOutputType, info: GraphQLResolveInfo): GraphQLObjectType {
  const named = getNamedType(type);
  const name = isAbstractType(named) && '$type' in value ? String(value.$type) : named.name;
  const object = info.schema.getType(name);
  if (!isObjectType(object)) throw new Error(`${name} is no object type`);
  return object;
}
