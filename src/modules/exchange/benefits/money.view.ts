import { literal } from '../../../read/sql.ts';
import { computed, decimal, value, type ValueField } from '../../../read/words.ts';

/** A column of yuan as `Money`. */
export const yuan = (column: string): ValueField =>
  value({ amount: decimal(column), currency: computed(() => literal('CNY')) });
