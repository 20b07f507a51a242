/** What a document asks of a type: fields by response key, fragments opened, `@skip` and `@include` decided. */
import {
  GraphQLError,
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** The part of GraphQL's resolve info that a statement depends on. */
export interface Document {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>;
  readonly variableValues: Readonly<Record<string, unknown>>;
}

export interface SelectedField {
  readonly key: string;
  readonly name: string;
  /** Nodes of the same response key; their selections merge. */
  readonly nodes: FieldNode[];
}

/** The fields that the nodes' selections ask of the object type, in the order of the document. */
export function fieldsOf(nodes: readonly FieldNode[], typeName: string, document: Document): SelectedField[] {
  const found = new Map<string, SelectedField>();
  for (const node of nodes) if (node.selectionSet !== undefined) collect(node.selectionSet, typeName, document, found);
  return [...found.values()];
}

/** The root fields of an operation. */
export function rootFieldsOf(set: SelectionSetNode, typeName: string, document: Document): SelectedField[] {
  const found = new Map<string, SelectedField>();
  collect(set, typeName, document, found);
  return [...found.values()];
}

function collect(set: SelectionSetNode, typeName: string, document: Document, found: Map<string, SelectedField>): void {
  for (const selection of set.selections) {
    if (!isWanted(selection.directives ?? [], document)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const field = found.get(key);
      if (field === undefined) found.set(key, { key, name: selection.name.value, nodes: [selection] });
      else field.nodes.push(selection);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(selection.name.value, document);
    const condition = fragment.typeCondition?.name.value;
    if (condition === undefined || applies(condition, typeName, document.schema)) {
      collect(fragment.selectionSet, typeName, document, found);
    }
  }
}

function fragmentOf(name: string, document: Document): FragmentDefinitionNode {
  const fragment = document.fragments[name];
  if (fragment === undefined) throw new GraphQLError(`Unknown fragment "${name}".`);
  return fragment;
}

function isWanted(directives: NonNullable<FieldNode['directives']>, document: Document): boolean {
  return directives.every((directive) => {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') return true;
    const value = directive.arguments?.[0]?.value;
    const holds =
      value?.kind === Kind.VARIABLE
        ? document.variableValues[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    return name === 'include' ? holds : !holds;
  });
}

function applies(condition: string, typeName: string, schema: GraphQLSchema): boolean {
  if (condition === typeName) return true;
  const abstract = schema.getType(condition);
  const object = schema.getType(typeName);
  return (
    isAbstractType(abstract) && object !== undefined && 'getInterfaces' in object && schema.isSubType(abstract, object)
  );
}
