/** Types that only the interface `UserError` leads to; a schema must be told of them. */
import type { ClassType } from 'type-graphql';
import { benefitErrorTypes } from './benefit-errors.types.ts';
import { generalErrorTypes } from './general-errors.types.ts';
import { likenessErrorTypes } from './likeness-errors.types.ts';
import { scarcityErrorTypes } from './scarcity-errors.types.ts';

export const userErrorTypes: readonly ClassType[] = [
  ...generalErrorTypes,
  ...scarcityErrorTypes,
  ...likenessErrorTypes,
  ...benefitErrorTypes,
];
