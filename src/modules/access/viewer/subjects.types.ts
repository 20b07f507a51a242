/** The things that wait for somebody, of whichever module: here they are known by their ids. */
import { Directive, ObjectType, type ClassType } from 'type-graphql';
import { idTypes, type IdKind } from '../../../domain/kinds.ts';
import { pendingSubjects } from '../../../domain/pending.ts';
import { Node } from '../../../graphql/types/values.types.ts';

/** Types that this module declares already, with what it has to say of them. */
const declared: readonly IdKind[] = ['alliance', 'sharing'];

function referenceTo(kind: IdKind): ClassType {
  @ObjectType(idTypes[kind], { implements: Node })
  @Directive('@key(fields: "id", resolvable: false)')
  class Reference extends Node {}
  return Reference;
}

const subjects: ReadonlySet<IdKind> = new Set(Object.values(pendingSubjects));

export const subjectReferences: readonly ClassType[] = [...subjects]
  .filter((kind) => !declared.includes(kind))
  .map(referenceTo);
