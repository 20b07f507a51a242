/** What a document asks of a type: fields by response key, fragments opened, `@skip` and `@include` decided. */
import {
  GraphQLError,
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
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
  readonly nodes: readonly FieldNode[];
}

interface Collected extends SelectedField {
  readonly nodes: FieldNode[];
}

/** The fields that the nodes' selections ask of the object type, in the order of the document. */
export function fieldsOf(nodes: readonly FieldNode[], typeName: string, document: Document): readonly SelectedField[] {
  const [node, ...others] = nodes;
  if (others.length === 0 && node?.selectionSet !== undefined) return fieldsIn(node.selectionSet, typeName, document);
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return new Collector(typeName, document).collect(sets);
}

/** The root fields of an operation. */
export const rootFieldsOf = (set: SelectionSetNode, typeName: string, document: Document): readonly SelectedField[] =>
  fieldsIn(set, typeName, document);

/** Of selections that are the same for every type and every request. */
const plain = new WeakMap<SelectionSetNode, readonly SelectedField[]>();

function fieldsIn(set: SelectionSetNode, typeName: string, document: Document): readonly SelectedField[] {
  const known = plain.get(set);
  if (known !== undefined) return known;
  const fields = new Collector(typeName, document).collect([set]);
  if (set.selections.every(isPlain)) plain.set(set, fields);
  return fields;
}

const isPlain = ({ kind, directives = [] }: SelectionNode): boolean => kind === Kind.FIELD && directives.length === 0;

class Collector {
  readonly #typeName: string;
  readonly #document: Document;
  readonly #found = new Map<string, Collected>();
  /** A fragment adds nothing the second time. */
  readonly #opened = new Set<string>();

  constructor(typeName: string, document: Document) {
    this.#typeName = typeName;
    this.#document = document;
  }

  collect(sets: readonly SelectionSetNode[]): SelectedField[] {
    for (const set of sets) this.#add(set);
    return [...this.#found.values()];
  }

  #add(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (!isWanted(selection.directives ?? [], this.#document)) continue;
      if (selection.kind === Kind.FIELD) this.#addField(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) this.#open(selection);
      else this.#openNamed(selection.name.value);
    }
  }

  #addField(node: FieldNode): void {
    const key = node.alias?.value ?? node.name.value;
    const field = this.#found.get(key);
    if (field === undefined) this.#found.set(key, { key, name: node.name.value, nodes: [node] });
    else field.nodes.push(node);
  }

  #openNamed(name: string): void {
    if (this.#opened.has(name)) return;
    this.#opened.add(name);
    this.#open(fragmentOf(name, this.#document));
  }

  #open({ typeCondition, selectionSet }: FragmentDefinitionNode | InlineFragmentNode): void {
    const condition = typeCondition?.name.value;
    const isOurs = condition === undefined || applies(condition, this.#typeName, this.#document.schema);
    if (isOurs) this.#add(selectionSet);
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
