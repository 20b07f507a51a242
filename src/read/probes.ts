/**
 * What of a request's variables changes the text of its statement. Two requests with the same document, viewer class
 * and probes share one statement; every other value is a parameter.
 */
import { Kind, type FieldNode, type SelectionSetNode } from 'graphql';
import { variablesIn } from './arguments.ts';
import type { Document } from './selection.ts';

export type Probe = (variables: Readonly<Record<string, unknown>>) => string;

/** Arguments whose value is written into the text: page sizes, so that the planner knows them, orders, and what is aggregated. */
const WRITTEN = new Set(['first', 'last', 'order', 'by', 'of']);

/** Made out here, so that a probe holds nothing of the request it was made for. */
const probe =
  (variable: string, spell: (value: unknown) => string): Probe =>
  (variables) =>
    spell(variables[variable]);

/** `isPayload`: what the fields themselves are given is for an act, and only what is asked below them is read. */
export function probesOf(nodes: readonly FieldNode[], document: Document, isPayload = false): Probe[] {
  const probes = new Map<string, Probe>();
  const visited = new Set<string>();
  const add = (mode: string, variable: string, spell: (value: unknown) => string): void => {
    probes.set(`${mode} ${variable}`, probe(variable, spell));
  };

  const visitField = (node: FieldNode): void => {
    for (const argument of node.arguments ?? []) {
      const isWritten = WRITTEN.has(argument.name.value);
      for (const variable of variablesIn(argument.value)) {
        add(isWritten ? 'value' : 'shape', variable, isWritten ? String : shapeOf);
      }
    }
    if (node.selectionSet !== undefined) visitSet(node.selectionSet);
  };

  const visitSet = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      visitDirectives(selection.directives);
      if (selection.kind === Kind.FIELD) visitField(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) visitSet(selection.selectionSet);
      else visitFragment(selection.name.value);
    }
  };

  const visitDirectives = (directives: FieldNode['directives']): void => {
    for (const directive of directives ?? []) {
      for (const argument of directive.arguments ?? []) {
        for (const variable of variablesIn(argument.value)) add('value', variable, String);
      }
    }
  };

  const visitFragment = (name: string): void => {
    if (visited.has(name)) return;
    visited.add(name);
    const fragment = document.fragments[name];
    if (fragment !== undefined) visitSet(fragment.selectionSet);
  };

  for (const node of nodes) {
    if (!isPayload) visitField(node);
    else if (node.selectionSet !== undefined) visitSet(node.selectionSet);
  }
  return [...probes.values()];
}

/** Which entries of an input hold a value: a missing one has no condition. */
function shapeOf(value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (Array.isArray(value) || typeof value !== 'object' || value instanceof Date) return '+';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${key}${shapeOf(entry)}`).join()}}`;
}
