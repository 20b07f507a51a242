/** Arguments of a field: whether they are there is part of the statement's text, what they hold is a parameter. */
import {
  GraphQLError,
  isNonNullType,
  Kind,
  valueFromAST,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type ValueNode,
} from 'graphql';
import { BadInputError } from '../domain/errors.ts';
import { parseId, readId } from '../domain/ids.ts';
import type { IdKind } from '../domain/kinds.ts';
import { isLines } from '../domain/text.ts';
import { Param, type Run } from './sql.ts';
import type { FieldArguments, FilterValue } from './view.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A field of a document, which errors of its arguments name. It holds nothing of the request that asked first. */
class Place {
  readonly #node: FieldNode;
  readonly #path: readonly string[];

  constructor(node: FieldNode, path: readonly string[]) {
    this.#node = node;
    this.#path = path;
  }

  /** Does what may find an argument at fault, and says of which field. */
  located<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      const [nodes, path] = [this.#node, this.#path];
      if (error instanceof BadInputError) throw new GraphQLError(error.message, { nodes, path, originalError: error });
      if (!(error instanceof GraphQLError) || error.path !== undefined) throw error;
      throw new GraphQLError(error.message, { nodes: error.nodes ?? nodes, path, extensions: error.extensions });
    }
  }

  /** A parameter made of arguments. */
  param(cast: string, get: (run: Run) => unknown): Param {
    return new Param(cast, (run) => this.located(() => get(run)));
  }
}

export class Arguments implements FieldArguments {
  readonly #definitions: readonly GraphQLArgument[];
  readonly #node: FieldNode;
  readonly #variables: Variables;
  readonly place: Place;

  /** `path`: the response keys down to the field. */
  constructor(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    variables: Variables,
    path: readonly string[] = [],
  ) {
    this.#definitions = field.args;
    this.#node = node;
    this.#variables = variables;
    this.place = new Place(node, path);
  }

  /** The value now, as the variables of this request have it; undefined where the argument is absent. */
  get(name: string): unknown {
    return this.reader(name)(this.#variables);
  }

  /** The value as any request with this document will have it. */
  reader(name: string): (variables: Variables) => unknown {
    const definition = this.#definitions.find((argument) => argument.name === name);
    if (definition === undefined) return () => undefined;
    const given = this.#node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (given === undefined) return () => definition.defaultValue;
    if (given.kind === Kind.VARIABLE) {
      const variable = given.name.value;
      return (variables) => {
        const value = Object.hasOwn(variables, variable) ? variables[variable] : definition.defaultValue;
        return value === null && isNonNullType(definition.type) ? refuse(name, given) : value;
      };
    }
    if (mentions(given).length > 0) {
      return (variables) => {
        const value: unknown = valueFromAST(given, definition.type, variables);
        return value === undefined ? refuse(name, given) : value;
      };
    }
    const constant: unknown = valueFromAST(given, definition.type);
    return () => constant;
  }

  as(name: string, cast: string, read: (given: unknown, other: (name: string) => unknown) => unknown = same): Param {
    const readers = new Map(this.#definitions.map((argument) => [argument.name, this.reader(argument.name)]));
    return this.place.param(cast, ({ variables }) => {
      const of = (argument: string): unknown => readers.get(argument)?.(variables);
      return read(writable(of(name)), of);
    });
  }

  /** The entries of an input object that hold a value, each with a way to make parameters of it. */
  entries(name: string): [key: string, value: FilterValue][] {
    const read = this.reader(name);
    const given = asRecord(this.place.located(() => read(this.#variables)));
    const keys = Object.keys(given).filter((key) => given[key] !== null && given[key] !== undefined);
    return keys.sort().map((key) => [key, entryOf(this.place, read, key)]);
  }
}

function entryOf(place: Place, read: (variables: Variables) => unknown, key: string): FilterValue {
  const get = ({ variables }: Run): unknown => asRecord(read(variables))[key];
  return {
    as: (cast, read = same) => place.param(cast, (run) => read(writable(get(run)))),
    id: (kind) => place.param('uuid', (run) => idOf(kind, get(run))),
    anyId: () => ({
      kind: place.param('text', (run) => readId(String(get(run))).kind),
      id: place.param('uuid', (run) => readId(String(get(run))).id),
    }),
  };
}

const same = (given: unknown): unknown => given;

/** A variable that may be null stood where null is not allowed: validation lets that pass where it has a default. */
function refuse(name: string, nodes: ValueNode): never {
  const message = `Argument "${name}" has an invalid value: null stands where a value is needed. 参数 ${name} 的值无效：必填处为 null。`;
  throw new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } });
}

/** A value that PostgreSQL can take for text. */
function writable(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(writable);
  if (typeof given !== 'string' || isLines(given)) return given;
  throw new BadInputError(
    '参数不得含控制字符或不完整的 Unicode 字符。',
    'An argument must not hold control characters or broken Unicode.',
  );
}

/** A global id, or a list of them, as a parameter. Malformed ones are refused when the statement is run. */
export function idParam(kind: IdKind, get: (run: Run) => unknown): Param {
  return new Param('uuid', (run) => idOf(kind, get(run)));
}

const idOf = (kind: IdKind, given: unknown): string | null => (typeof given === 'string' ? parseId(kind, given) : null);

const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

const asRecord = (given: unknown): Readonly<Record<string, unknown>> => (isRecord(given) ? given : {});

function mentions(value: ValueNode): string[] {
  if (value.kind === Kind.VARIABLE) return [value.name.value];
  if (value.kind === Kind.LIST) return value.values.flatMap(mentions);
  if (value.kind === Kind.OBJECT) return value.fields.flatMap((field) => mentions(field.value));
  return [];
}

/** Names of the variables a value mentions. */
export const variablesIn = mentions;

const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

export interface Page {
  readonly size: number;
  readonly isBackward: boolean;
}

/** The page that `first`, `last`, `after` and `before` ask for. Throws `BadInputError` on what no page can be. */
export function pageOf(args: Arguments): Page {
  const first = args.get('first') ?? null;
  const last = args.get('last') ?? null;
  if (first !== null && last !== null) {
    throw new BadInputError('first 与 last 只能给出其一。', 'Give either first or last, not both.');
  }
  const size = first ?? last ?? DEFAULT_PAGE;
  if (typeof size !== 'number') throw new GraphQLError('first and last are whole numbers.');
  if (size < 0 || size > LARGEST_PAGE) {
    const which = first === null ? 'last' : 'first';
    throw new BadInputError(
      `${which} 须在 0 与 ${LARGEST_PAGE} 之间，收到 ${size}。请分页读取。`,
      `${which} must be from 0 to ${LARGEST_PAGE}; ${size} was given. Read page by page.`,
    );
  }
  return { size, isBackward: last !== null };
}
