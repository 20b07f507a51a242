/**
 * A document of the corpus: a `.graphql` file with what it needs to be run in the lines of comment above it.
 *
 *     # as: coordinator                  who asks; the mall unless said
 *     # variables: {"first": 2, "ids": ["@offer", "@need"]}
 *     # pages: {"after": "needs.pageInfo.endCursor"}      read from a first answer, without them
 *     # absent: hidden, gone             root fields that are null
 *     # errors: BAD_USER_INPUT           codes of top-level errors that are expected
 *     # refused: FORBIDDEN               the code with which a mutation is refused
 *
 * A variable that is named like a thing of the world is that thing; `@name` is it inside a value.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kind, parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { CallerName } from '../small-world/cast.ts';
import type { Things } from '../small-world/supply.ts';

export const FOLDER = fileURLToPath(new URL('./', import.meta.url));

export type Variables = Readonly<Record<string, unknown>>;

export interface CorpusDocument {
  readonly name: string;
  readonly text: string;
  readonly ast: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly as: CallerName;
  readonly variables: Variables;
  readonly pages: Readonly<Record<string, string>>;
  readonly absent: readonly string[];
  readonly errors: readonly string[];
  readonly refused: string | null;
}

const isSetting = /^# (as|variables|pages|absent|errors|refused): (.*)$/gm;

/** All files below the folder that end so, by their paths in it. */
export function filesOf(ending: string): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort();
}

export function corpus(): CorpusDocument[] {
  return filesOf('.graphql').map((name) => read(name.replace('.graphql', '')));
}

function read(name: string): CorpusDocument {
  const text = readFileSync(`${FOLDER}${name}.graphql`, 'utf8');
  const settings = new Map([...text.matchAll(isSetting)].map(([, key = '', value = '']) => [key, value]));
  const json = <T>(key: string): Readonly<Record<string, T>> =>
    JSON.parse(settings.get(key) ?? '{}') as Readonly<Record<string, T>>;
  const list = (key: string): string[] => settings.get(key)?.split(', ') ?? [];
  const ast = parse(text);
  const operation = ast.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error(`${name} holds no operation`);
  return {
    name,
    text,
    ast,
    operation,
    as: (settings.get('as') ?? 'mall') as CallerName,
    variables: json('variables'),
    pages: json('pages'),
    absent: list('absent'),
    errors: list('errors'),
    refused: settings.get('refused') ?? null,
  };
}

/** The variables of a request in that world. */
export function variablesIn({ operation, variables }: CorpusDocument, things: Readonly<Things>): Variables {
  const declared = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
  const named = declared.filter((name) => name in things).map((name) => [name, things[name]] as const);
  return { ...Object.fromEntries(named), ...(withThings(variables, things) as Variables) };
}

function withThings(value: unknown, things: Readonly<Things>): unknown {
  if (typeof value === 'string' && value.startsWith('@')) {
    const name = value.slice(1);
    if (!(name in things)) throw new Error(`the world holds no ${name}`);
    return things[name];
  }
  if (Array.isArray(value)) return value.map((entry) => withThings(entry, things));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withThings(entry, things)]));
}

/** What lies in an answer under a path such as `needs.edges.0.cursor`. */
export function at(answer: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Variables | null)?.[key], answer);
}
