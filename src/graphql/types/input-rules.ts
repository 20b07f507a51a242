/** What fields of inputs are made of: a check with the sentence said when it does not hold. */
import { IsOptional, ValidateBy, type ValidationArguments } from 'class-validator';
import type { Bilingual } from '../../domain/errors.ts';

/** What a decorator of a field does. */
export type Decorate = (target: object, property: string) => void;
/** Whether a value, or what it stands in, is as it has to be. */
export type Check = (value: unknown, of: ValidationArguments | undefined) => boolean;

/** Refuses what the check does not let through, with the message. */
export function rule(name: string, check: Check, message: Bilingual): PropertyDecorator {
  // @NOTE class-validator 0.15 hands the context on for asynchronous rules only.
  const validate = (value: unknown, of?: ValidationArguments): Promise<boolean> => Promise.resolve(check(value, of));
  return ValidateBy({ name, async: true, validator: { validate } }, { context: message });
}

/** Several decorators as one. */
export function compose(isOptional: boolean, ...decorators: readonly (Decorate | PropertyDecorator)[]): Decorate {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
    if (isOptional) IsOptional()(target, property);
  };
}
