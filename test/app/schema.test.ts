import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
} from 'graphql';

const api = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));

interface Described {
  readonly description?: string | null | undefined;
}

/** A type and everything in it, by the names people would look for. */
function* partsOf(type: GraphQLNamedType): Generator<readonly [name: string, part: Described]> {
  yield [type.name, type];
  if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field];
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  for (const field of Object.values(type.getFields())) {
    yield [`${type.name}.${field.name}`, field];
    for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name})`, argument];
  }
}

test('every type, field, argument, input field and enum value is described, with the Chinese term', () => {
  const types = Object.values(api.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const parts = types.filter((type) => !isSpecifiedScalarType(type)).flatMap((type) => [...partsOf(type)]);
  expect(parts.length).toBeGreaterThan(700);
  const lacking = parts.filter(([, { description }]) => !/\p{Script=Han}/u.test(description ?? ''));
  expect(lacking.map(([name, { description }]) => `${name}: ${description ?? 'no description'}`)).toEqual([]);
});

test('every root field of Query may be null: one that fails takes no other with it', () => {
  const fields = Object.values(api.getQueryType()?.getFields() ?? {});
  expect(fields.length).toBeGreaterThan(20);
  expect(fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
});
