/** Parties and editions of an agreement, as fields of it: what is read of an edition is made of the text that is signed. */
import { sql, type Sql } from '../../../../read/sql.ts';
import type { Fields } from '../../../../read/view.ts';
import { column, maybe, one, optional, quantity, rowsFrom, value, valueFrom } from '../../../../read/words.ts';
import { worth } from '../commitments/worth.view.ts';

const unitOf = (id: Sql): Sql => sql`substr(${id}, 6)::uuid`;

/** What is promised by terms, of which `which` holds. */
const planned = (terms: Sql, which: Sql): Sql => sql`select p.* from (
    select e.n, ${unitOf(sql`e.value->>'from'`)} as from_unit_id, ${unitOf(sql`e.value->>'to'`)} as to_unit_id, e.value->>'action' as action,
      e.value->>'title' as title, (e.value #>> '{quantity,value}')::numeric as amount, e.value #>> '{quantity,unit}' as measure,
      e.value->>'dueAt' as due_at, e.value->>'recurrence' as recurrence, e.value #>> '{account,dimension}' as account_dimension,
      e.value #>> '{account,perUnit,unit}' as account_basis, (e.value #>> '{account,perUnit,value}')::numeric as worth
    from jsonb_array_elements(${terms}->'commitments') with ordinality e (value, n)) p
  where ${which} order by p.n`;

const plannedFields: Fields = {
  from: one('Unit', 'from_unit_id'),
  to: one('Unit', 'to_unit_id'),
  action: column('action'),
  title: column('title'),
  quantity: quantity('amount', 'measure'),
  dueAt: optional('due_at'),
  recurrence: optional('recurrence'),
  account: worth,
};

const sides = rowsFrom(
  (
    row,
  ) => sql`select ${row.col('terms')} as terms, ${unitOf(sql`e.value->>'unit'`)} as unit_id, e.value->>'role' as role,
      (e.value->>'mustSign')::boolean as must_sign
    from jsonb_array_elements(${row.col('terms')}->'parties') with ordinality e (value, n) order by e.n`,
  {
    unit: one('Unit', 'unit_id'),
    role: optional('role'),
    mustSign: column('must_sign'),
    gives: rowsFrom((row) => planned(row.col('terms'), sql`p.from_unit_id = ${row.col('unit_id')}`), plannedFields),
    takes: rowsFrom((row) => planned(row.col('terms'), sql`p.to_unit_id = ${row.col('unit_id')}`), plannedFields),
  },
);

const clauses = rowsFrom(
  (row) => sql`select e.value->>'title' as title, e.value->>'text' as text
    from jsonb_array_elements(${row.col('terms')}->'clauses') with ordinality e (value, n) order by e.n`,
  { title: column('title'), text: column('text') },
);

const terms = value({
  title: column('title'),
  sides,
  commitments: rowsFrom((row) => planned(row.col('terms'), sql`true`), plannedFields),
  clauses,
  validFrom: maybe((row) => sql`${row.col('terms')}->>'validFrom'`),
  validThrough: maybe((row) => sql`${row.col('terms')}->>'validThrough'`),
  confirmWithinDays: maybe((row) => sql`(${row.col('terms')}->>'confirmWithinDays')::integer`),
  noticeDays: maybe((row) => sql`(${row.col('terms')}->>'noticeDays')::integer`),
});

const editionFields: Fields = {
  number: column('number'),
  hash: column('hash'),
  canonical: column('canonical'),
  terms,
  proposedBy: one('Unit', 'proposed_by_unit_id'),
  proposedAt: column('proposed_at'),
};

const editions = (agreement: Sql): Sql =>
  sql`select e.*, e.terms->>'title' as title from exchange.agreement_edition e where e.agreement_id = ${agreement}`;

export const termsFields: Fields = {
  parties: rowsFrom(
    (row) => sql`select p.unit_id, p.role, p.must_sign, s.signed_at
      from exchange.agreement_party p
      left join exchange.signature s on s.agreement_id = p.agreement_id and s.edition = ${row.col('edition')} and s.unit_id = p.unit_id
      where p.agreement_id = ${row.col('id')} order by p.rank`,
    {
      unit: one('Unit', 'unit_id'),
      role: optional('role'),
      mustSign: column('must_sign'),
      signedAt: optional('signed_at'),
    },
  ),
  edition: valueFrom((row) => sql`${editions(row.col('id'))} and e.number = ${row.col('edition')}`, editionFields),
  editions: rowsFrom((row) => sql`${editions(row.col('id'))} order by e.number`, editionFields),
};
