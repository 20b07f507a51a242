/** What of a schema documents speak of: fields, arguments, fields of inputs, and the values of enums that clients send. */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { CorpusDocument } from './document.ts';

const types = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

/** Everything a document can say in the schema. */
export function sayable(schema: GraphQLSchema): string[] {
  const said = new Set<string>();
  for (const type of types(schema)) {
    if (isInputObjectType(type)) Object.keys(type.getFields()).forEach((name) => said.add(`${type.name}.${name}`));
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      said.add(`${type.name}.${field.name}`);
      for (const argument of field.args) said.add(`${type.name}.${field.name}(${argument.name}:)`);
    }
  }
  for (const type of sentEnums(schema)) type.getValues().forEach(({ name }) => said.add(`${type.name}.${name}`));
  return [...said].sort();
}

function sentEnums(schema: GraphQLSchema) {
  const sent = types(schema).flatMap((type) => {
    if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => getNamedType(field.type));
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ args }) => args.map((argument) => getNamedType(argument.type)));
  });
  return [...new Set(sent)].filter(isEnumType);
}

/** What the documents say, in the same spelling. */
export function said(schema: GraphQLSchema, documents: readonly CorpusDocument[]): Set<string> {
  const found = new Set<string>();
  for (const document of documents) {
    const info = new TypeInfo(schema);
    const visitor = {
      Field: () => {
        found.add(`${String(info.getParentType()?.name)}.${String(info.getFieldDef()?.name)}`);
      },
      Argument: () => {
        const field = `${String(info.getParentType()?.name)}.${String(info.getFieldDef()?.name)}`;
        found.add(`${field}(${String(info.getArgument()?.name)}:)`);
      },
      ObjectField: ({ name }: { name: { value: string } }) => {
        found.add(`${String(getNamedType(info.getParentInputType())?.name)}.${name.value}`);
      },
      EnumValue: ({ value }: { value: string }) => {
        found.add(`${String(getNamedType(info.getInputType())?.name)}.${value}`);
      },
    };
    visit(document.ast, visitWithTypeInfo(info, visitor));
    for (const { variable, type } of document.operation.variableDefinitions ?? []) {
      const declared = typeFromAST(schema, type) as GraphQLInputType | undefined;
      if (declared !== undefined) sent(declared, document.variables[variable.name.value], found);
    }
  }
  return found;
}

function sent(type: GraphQLInputType, value: unknown, found: Set<string>): void {
  if (value === null || value === undefined) return;
  const named = getNamedType(type);
  if (Array.isArray(value)) value.forEach((entry) => sent(named, entry, found));
  else if (isEnumType(named) && typeof value === 'string') found.add(`${named.name}.${value}`);
  else if (isInputObjectType(named)) {
    for (const [name, entry] of Object.entries(value)) {
      found.add(`${named.name}.${name}`);
      const field = named.getFields()[name];
      if (field !== undefined) sent(field.type, entry, found);
    }
  }
}
