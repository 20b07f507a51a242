/** Classes of units (单位分类): schemes are data, and a class holds for a time. */

/** Of how many classes of a scheme a unit is at a time. */
export type ClassCardinality = 'ONE' | 'MANY';

/** Who says of which class a unit is: its own administrators, or a coordinator who acts for another unit. */
export type AssignedBy = 'UNIT' | 'COORDINATOR';

/** The part of a class's code before the first point names its scheme. */
export const schemeOfClass = (code: string): string => code.split('.', 1)[0] ?? '';

/** Whether a scheme is made for units of that kind; one that names none is for all. */
export const isForKind = (unitKinds: readonly string[], kind: string): boolean =>
  unitKinds.length === 0 || unitKinds.includes(kind);

/** A time in which the unit is in the same class, or in another that excludes it, as far as it is not over at some instant. */
interface Overlapping {
  readonly id: string;
  readonly code: string;
  readonly isOpen: boolean;
  /** Whether it began then or before. */
  readonly isBefore: boolean;
}

type Fitting =
  | { readonly kind: 'FREE'; readonly toEnd: readonly string[] }
  | { readonly kind: 'SAME'; readonly id: string }
  | { readonly kind: 'IN_THE_WAY'; readonly code: string };

/**
 * How a class from some instant on, without an end, fits what there is: the ids of those that end where it begins; that it is
 * so already; or which is in the way, because it began later, or has ended, later than that instant. Of what began at the same
 * instant nothing is left: it was a mistake.
 */
export function fitting(code: string, there: readonly Overlapping[]): Fitting {
  const same = there.find((one) => one.isOpen && one.code === code);
  if (same !== undefined) return { kind: 'SAME', id: same.id };
  const inTheWay = there.find(({ isOpen, isBefore }) => !isOpen || !isBefore);
  if (inTheWay !== undefined) return { kind: 'IN_THE_WAY', code: inTheWay.code };
  return { kind: 'FREE', toEnd: there.map(({ id }) => id) };
}
