/** From an operation to the HTTP requests that ask it of one server. */
import { print, parse } from 'graphql';
import type { Viewer, World } from '../data/world.ts';
import { FRESH_ID, textOf, type Operation, type Variables } from './operations.ts';

export interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Ask = (operation: Operation, variables: Variables, viewer: Viewer) => Request;

/** As many as there are viewers, twice: enough to be no single hot row. */
export function requestsOf(operation: Operation, world: World, ask: Ask): Request[] {
  return Array.from({ length: world.viewers.length * 2 }, (_, i) => {
    const viewer = world.viewers[i % world.viewers.length];
    if (viewer === undefined) throw new Error('the data set has no viewers');
    return ask(operation, operation.variables(world, viewer, i), viewer);
  });
}

const json = { 'content-type': 'application/json', accept: 'application/json' };
const spelt = (document: string): string => print(parse(document));
const hex = (uuid: string): string => uuid.replaceAll('-', '');

/** Ours wants global ids, a token, and the alliance as a hat. */
export const askQinlin =
  (tokens: ReadonlyMap<string, string>): Ask =>
  (operation, variables, viewer) => {
    const headers = {
      ...json,
      authorization: `Bearer ${tokens.get(viewer.person) ?? ''}`,
      'x-acting-alliance': `alliance_${hex(viewer.alliance)}`,
    };
    return { headers, body: body(operation, 'qinlin.graphql', toGlobal(operation, variables)) };
  };

/** The inputs of acts, by the name of the question. */
const inputs: Readonly<Record<string, (given: Variables) => object>> = {
  Q4: ({ category, title, description, quantity, measure }) => ({
    ...{ category, title, description, visibility: 'ALLIANCE' },
    quantity: { value: quantity, unit: measure },
  }),
  Claim: ({ need = '', amount }) => ({ needId: `need_${hex(need)}`, amount }),
  Book: ({ slot = '', count, purpose }) => ({ slotId: `slot_${hex(slot)}`, count: Number(count), purpose }),
};

function toGlobal({ name }: Operation, variables: Variables): Record<string, unknown> {
  const input = inputs[name];
  if (input !== undefined) return { input: { idempotencyKey: variables['id'], ...input(variables) } };
  return withIds(variables, (kind, id) => `${kind}_${hex(id)}`);
}

const KINDS = new Set(['alliance', 'unit', 'offer']);

const withIds = (variables: Variables, spell: (kind: string, id: string) => string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, KINDS.has(name) ? spell(name, value) : value]),
  );

/** PostGraphile is told who asks in a header; where it asks nobody's rights it does not look at it. */
export const askPostgraphile: Ask = (operation, variables, viewer) => {
  const { measure, person: _, ...rest } = variables;
  // Its conditions are of type String, its columns of type UUID.
  const reads = { ...variables, audience: variables['alliance'] };
  const given = operation.kind === 'write' ? { input: { ...rest, quantityUnit: measure } } : reads;
  return { headers: whoAsks(viewer), body: body(operation, 'postgraphile.graphql', given) };
};

/** The floor knows its statements by name. */
export const askFloor: Ask = (operation, variables, viewer) => ({
  headers: whoAsks(viewer),
  body: JSON.stringify({ operationName: operation.name, variables }),
});

const whoAsks = ({ person, unit, alliance }: Viewer): Record<string, string> => ({
  ...json,
  'x-viewer': [person, unit, alliance].join(),
});

const texts = new Map<string, string>();

function body(operation: Operation, dialect: 'qinlin.graphql' | 'postgraphile.graphql', given: object): string {
  const key = `${operation.name}.${dialect}`;
  const query = texts.get(key) ?? spelt(textOf(operation, dialect));
  texts.set(key, query);
  return JSON.stringify({ operationName: operation.name, query, variables: given });
}

/** Whether the request must be different each time it is sent. */
export const isFresh = ({ body }: Request): boolean => body.includes(FRESH_ID);

/** Whether what was to be written was: what is refused costs something else. Servers without refusals answer with errors. */
export const isDone = (answer: string): boolean => !answer.includes('userErrors') || answer.includes('"userErrors":[]');
