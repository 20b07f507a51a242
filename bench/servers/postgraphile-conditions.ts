/**
 * Conditions that no column has, added as PostGraphile's documentation shows (`addPgTableCondition`). Unlike functions
 * that return rows they leave it one statement, with what hangs on a row joined in.
 */
import { TYPES } from 'postgraphile/@dataplan/pg';
import { GraphQLString } from 'postgraphile/graphql';
import { addPgTableCondition } from 'postgraphile/utils';

const offer = { schemaName: 'exchange', tableName: 'offer' };
const textOf = (description: string) => () => ({ description, type: GraphQLString });

/** `available: "yes"`: not all taken and not over. */
const available = addPgTableCondition(
  offer,
  'available',
  textOf('Whether something is left, and its time is not over.'),
  (_value, { sql, sqlTableAlias: o }) => sql`${o}.taken < ${o}.quantity and coalesce(${o}.ends_at, 'infinity') > now()`,
);

const shownTo = addPgTableCondition(
  offer,
  'shownTo',
  textOf('An alliance that it is shown to.'),
  (value, { sql, sqlTableAlias: o, sqlValueWithCodec }) =>
    sql`exists (select from exchange.offer_audience a
      where a.offer_id = ${o}.id and a.alliance_id = ${sqlValueWithCodec(value, TYPES.uuid)})`,
);

const search = addPgTableCondition(
  offer,
  'search',
  textOf('Words in its title or description.'),
  (value, { sql, sqlTableAlias: o, sqlValueWithCodec }) =>
    sql`position(lower(${sqlValueWithCodec(value, TYPES.text)}) in lower(${o}.title || ' ' || ${o}.description)) > 0`,
);

export const conditions = [shownTo, available, search];
