/** Acts as ways: what each gives back when it is told again, and inputs that are good but for the thing they name. */
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  print,
  type GraphQLInputType,
  type GraphQLNamedInputType,
} from 'graphql';
import { idTypes, type IdKind } from '../../src/domain/kinds.ts';
import type { Headers } from '../support/world.ts';
import { typesOfRows } from './rows.ts';
import { shapeOf, textOf, type Shape } from './shape.ts';
import { schema } from './stage.ts';

/** An act that was done while the world was filled. */
export interface Done {
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>> & { readonly idempotencyKey: string };
  readonly headers: Headers;
}

export const mutations = (): string[] => Object.keys(schema.getMutationType()?.getFields() ?? {});

/** The call of `world.ask` that was an act, as an act. */
export function doneBy([document, variables, headers]: readonly unknown[]): Done | null {
  const text = typeof document === 'string' ? document : print(document as Parameters<typeof print>[0]);
  const [, mutation] = /^mutation[^{]*\{\s*(\w+)/.exec(text) ?? [];
  const input = (variables as { input?: Done['input'] } | undefined)?.input;
  return mutation === undefined || input === undefined ? null : { mutation, input, headers: headers as Headers };
}

/** The parts of a payload that are rows, with everything there is of them. */
export function partsOf(mutation: string): { readonly field: string; readonly shape: Shape }[] {
  const payload = getNamedType(fieldOf(mutation).type);
  return Object.values(isObjectType(payload) ? payload.getFields() : {}).flatMap(({ name, type }) => {
    const named = getNamedType(type).name;
    return typesOfRows.includes(named) ? [{ field: name, shape: shapeOf(schema, named, 2) }] : [];
  });
}

/** Values of a payload that are told with the act and never again. */
export function shownOnce(mutation: string): string[] {
  const payload = getNamedType(fieldOf(mutation).type);
  const fields = Object.values(isObjectType(payload) ? payload.getFields() : {});
  return fields
    .filter(({ name, type }) => name !== 'replayed' && isLeafType(getNamedType(type)))
    .map(({ name }) => name);
}

/** Asks for nothing but whether it was done. */
export const textOfTrying = (mutation: string): string =>
  `mutation ($input: ${inputOf(mutation).name}!) { ${mutation}(input: $input) { replayed userErrors { __typename code message path } } }`;

export function textOfAct(mutation: string): string {
  const rows = partsOf(mutation).map(({ field, shape }) => `${field} ${textOf(shape)}`);
  const parts = [...rows, ...shownOnce(mutation)];
  const said = 'replayed userErrors { __typename code message path }';
  return `mutation ($input: ${inputOf(mutation).name}!) { ${mutation}(input: $input) { ${said} ${parts.join(' ')} } }`;
}

function fieldOf(mutation: string) {
  const field = schema.getMutationType()?.getFields()[mutation];
  if (field === undefined) throw new Error(`there is no ${mutation}`);
  return field;
}

function inputOf(mutation: string) {
  const input = getNamedType(fieldOf(mutation).args[0]?.type);
  if (!isInputObjectType(input)) throw new Error(`${mutation} takes no input`);
  return input;
}

/** Names of things in inputs that are not the name of their kind; of one mutation alone, behind its name. */
const CALLED: Readonly<Record<string, IdKind>> = {
  delivery: 'event',
  fromResource: 'resource',
  toResource: 'resource',
  toUnit: 'unit',
  otherAlliance: 'alliance',
  settlement: 'clearingsettlement',
  borrowerUnit: 'unit',
  rule: 'benefitrule',
  worksForUnit: 'unit',
  homeArea: 'area',
  delegatedFrom: 'post',
  objectUnit: 'unit',
  objectArea: 'area',
  fromUnit: 'unit',
  intoUnit: 'unit',
  mergedUnit: 'unit',
  keeperUnit: 'unit',
  successorArea: 'area',
  'createArea parent': 'area',
  'establishBody parent': 'body',
  'reviseBody parent': 'body',
  'startProgramme parent': 'programme',
  'openPlace parent': 'place',
  personRelation: 'personrelation',
  householdLink: 'householdlink',
  'proposePersonRelation object': 'unit',
  'updatePlace parent': 'place',
  providerUnit: 'unit',
  subjectUnit: 'unit',
  'disclose subject': 'beneficiary',
  'drawUpSettlement replaces': 'settlement',
  'grantSharing agreement': 'sharing',
  'refuseSharing agreement': 'sharing',
  'withdrawSharing agreement': 'sharing',
};

const isKind = (name: string): name is IdKind => name in idTypes;

/** The fields of the input that name one thing, and its kind. */
export function namesIn(mutation: string): { readonly field: string; readonly kind: IdKind }[] {
  return Object.values(inputOf(mutation).getFields()).flatMap(({ name, type }) => {
    if (getNamedType(type).name !== 'ID' || isListType(getNullableType(type))) return [];
    const called = name.replace(/Id$/, '');
    const kind = CALLED[`${mutation} ${called}`] ?? CALLED[called] ?? called;
    if (!isKind(kind)) throw new Error(`${mutation}(${name}:) names a thing of no known kind: say which in CALLED`);
    return [{ field: name, kind }];
  });
}

/** A good input of the mutation, whose ids are still to be put in. */
export const sample = (mutation: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.values(inputOf(mutation).getFields())
      .filter(({ type }) => isNonNullType(type) && getNamedType(type).name !== 'ID')
      .map(({ name, type }) => [name, TIMES[name] ?? valueOf(name, type)]),
  );

/** Times that have to be to come. */
const TIMES: Readonly<Record<string, string>> = {
  until: '2026-12-20T10:00:00+08:00',
  endsAt: '2026-12-20T10:00:00+08:00',
  dueAt: '2026-12-20T10:00:00+08:00',
};

const SCALARS: Readonly<Record<string, unknown>> = {
  String: '文字',
  Int: 1,
  Float: 1,
  Boolean: true,
  Decimal: '1',
  DateTime: '2026-11-20T10:00:00+08:00',
  LocalDate: '2026-12-01',
  // What is named within a part of the input.
  ID: 'unit_00000000000070008000000000000000',
};

/** Texts that have to be of some form. */
const TEXTS: Readonly<Record<string, unknown>> = {
  ...{
    mobile: '13800000000',
    category: 'space.hall',
    unit: '场',
    purpose: 'care.meals',
    kind: 'place.station',
    scopes: 'offers:read',
    condition: 'condition.good',
    number: '13800000000',
    identityNumber: '330203202001011231',
  },
};

function valueOf(name: string, type: GraphQLInputType): unknown {
  const named: GraphQLNamedInputType = getNamedType(type);
  if (isListType(getNullableType(type))) return [one(name, named)];
  return one(name, named);
}

function one(name: string, type: GraphQLNamedInputType): unknown {
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return TEXTS[name] ?? SCALARS[type.name];
  if (type.name === 'EligibilityInput') return { age: { from: 60 } };
  if (type.name === 'PeriodInput') return { start: '2026-12-01T09:00:00+08:00', end: '2026-12-01T10:00:00+08:00' };
  const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.name, field.type)]));
}
