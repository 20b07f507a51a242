/** What fields of inputs are made of: checks, each with the sentence said when it does not hold. */
import type { Bilingual } from '../../domain/errors.ts';

/** What a decorator of a field does. */
export type Decorate = (target: object, property: string) => void;
/** Whether a value is as it has to be, and fits the object that it stands in. */
export type Check = (value: unknown, of: object) => boolean;

interface FieldRules {
  readonly checks: { readonly holds: Check; readonly message: Bilingual }[];
  /** Nothing is asked of null, or of what is not said. */
  isOptional: boolean;
  /** Its value has rules of its own. */
  isNested: boolean;
}

type Rules = ReadonlyMap<string, FieldRules>;

/** By the prototype of a class, those of its own fields. */
const declared = new WeakMap<object, Map<string, FieldRules>>();
/** By the same, with those that it inherits. */
const complete = new WeakMap<object, Rules>();

function rulesOn(target: object, property: string): FieldRules {
  const own = declared.get(target) ?? new Map<string, FieldRules>();
  declared.set(target, own);
  const rules = own.get(property) ?? { checks: [], isOptional: false, isNested: false };
  own.set(property, rules);
  return rules;
}

/** The rules of the object's class by field, its own before those it inherits. */
export function rulesOf(input: object): Rules {
  const prototype = Object.getPrototypeOf(input) as object | null;
  if (prototype === null) return new Map();
  const known = complete.get(prototype);
  if (known !== undefined) return known;
  const own = declared.get(prototype) ?? new Map<string, FieldRules>();
  const inherited = [...rulesOf(prototype)].filter(([property]) => !own.has(property));
  const rules = new Map([...own, ...inherited]);
  complete.set(prototype, rules);
  return rules;
}

/** Refuses what the check does not let through, with the message. */
export const rule =
  (holds: Check, message: Bilingual): Decorate =>
  (target, property) => {
    rulesOn(target, property).checks.push({ holds, message });
  };

/** The value, or each of a list, is checked with the rules of its own class. */
export const nested: Decorate = (target, property) => {
  rulesOn(target, property).isNested = true;
};

/** Several decorators as one. */
export function compose(isOptional: boolean, ...decorators: readonly (Decorate | PropertyDecorator)[]): Decorate {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
    if (isOptional) rulesOn(target, property).isOptional = true;
  };
}
