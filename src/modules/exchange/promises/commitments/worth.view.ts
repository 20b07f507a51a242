import { sql } from '../../../../read/sql.ts';
import { column, quantity, valueWhere } from '../../../../read/words.ts';

/** What a promise is worth in accounts, of the columns of commitments, or of terms as they are read. */
export const worth = valueWhere((row) => sql`${row.col('worth')} is not null`, {
  dimension: column('account_dimension'),
  perUnit: quantity('worth', 'account_basis'),
});
