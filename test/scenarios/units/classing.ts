/** Steps of the scenarios about classes of units. */
import {
  ClassesOfDocument,
  ClassifyUnitDocument,
  UnitsOfClassDocument,
  type ClassNowFragment,
  type UnitClassificationFilter,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { there } from '../story.ts';

/** Somebody says of which class a unit is: their own unless another is named. */
export async function classed(by: Actor, classCode: string, of: Actor = by): Promise<ClassNowFragment> {
  const input = { unitId: of.unitId, classCode, reason: '按职责认定' };
  return there((await by.do(ClassifyUnitDocument, input)).classification);
}

/** Codes of the classes of a unit, oldest first. */
export async function classesOf(by: Actor, of: Actor, filter: UnitClassificationFilter = {}): Promise<string[]> {
  const { unit } = await by.ask(ClassesOfDocument, { id: of.unitId, filter });
  return there(unit)
    .classifications.nodes.map(({ term }) => there(term).code)
    .reverse();
}

/** Short names of the units that are of one of these classes now. */
export async function ofClass(by: Actor, ...classCode: readonly string[]): Promise<string[]> {
  const { units } = await by.ask(UnitsOfClassDocument, { classCode });
  expectCounted(there(units));
  return there(units).nodes.map(({ shortName }) => shortName);
}

function expectCounted({ nodes, totalCount }: { readonly nodes: readonly unknown[]; readonly totalCount: number }) {
  if (nodes.length < 20 && nodes.length !== totalCount) throw new Error(`${nodes.length} are listed of ${totalCount}`);
}
