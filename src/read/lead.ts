/** Where the rows of a list at the root come from: the table in the order of the list, or what one of its filters leads to. */
import type { Compilation } from './compilation.ts';
import { join, sql, whole, type Row, type Sql } from './sql.ts';
import type { FilterValues, Lead, Parts, View } from './view.ts';

interface Led {
  readonly from: () => Sql;
  readonly where: (row: Row) => Sql;
}

/** What makes a page of a list: which rows, and how many in which order. */
export interface Paged {
  readonly where: (row: Row) => Sql;
  readonly ordered: (row: Row) => Sql;
}

/**
 * The whole of a list. Null where no filter leads. Each filter that does has a branch of its own, and so has the table; which
 * of them gives rows is settled when the statement runs, since whoever plans it does not know the values: the first filter
 * whose rows are not many, else the table. The others stop before they begin.
 */
export function leadOf(compiler: Compilation, view: View, filters: FilterValues): Led | null {
  const leads = leadsOf(view, filters);
  if (leads.length === 0) return null;
  const chosen = sql`(select ${choiceOf(leads)})`;
  return {
    from: () => union(compiler, view, filters, leads, chosen, tableOf(compiler, view, filters)),
    where: (row) => sql`${row.col('lead')} = ${chosen}`,
  };
}

/**
 * The rows of a page. A filter whose rows are read in the order of the list, of each of its parts no more than a page, stands
 * in for the table.
 */
export function ledPage(compiler: Compilation, view: View, filters: FilterValues, page: Paged): Sql | null {
  const leads = leadsOf(view, filters);
  if (leads.length === 0) return null;
  const row = compiler.freshRow();
  const parted = leads.find(({ parts }) => parts !== undefined);
  const inParts = parted?.parts && partsOf(compiler, view, filters, parted.parts, page);
  if (inParts !== undefined && leads.length === 1) {
    return sql`select ${alias(row)}.* from (select t.* from ${inParts}) ${alias(row)} ${page.ordered(row)}`;
  }
  const chosen = sql`(select c.n from choice c)`;
  const usual = inParts === undefined ? tableOf(compiler, view, filters) : sql`select t.*, 0 as lead from ${inParts}`;
  const rows = union(compiler, view, filters, others(leads, parted), chosen, usual);
  // What comes of the parts is what the page asks for already.
  const where = inParts === undefined ? page.where(row) : sql`(${row.col('lead')} = 0 or ${page.where(row)})`;
  return sql`with choice as materialized (select ${choiceOf(leads, parted)} as n)
    select ${alias(row)}.* from (${rows}) ${alias(row)} where ${row.col('lead')} = ${chosen} and ${where} ${page.ordered(row)}`;
}

const alias = (row: Row): Sql => ({ parts: [row.alias] });

const leadsOf = (view: View, filters: FilterValues): readonly Lead[] =>
  [...filters].flatMap(([name, value]) => view.leads[name]?.(value, filters) ?? []);

const others = (leads: readonly Lead[], parted?: Lead): readonly Lead[] => leads.filter((lead) => lead !== parted);

/** The number of the first whose rows are not many: counted without the one that stands in for the table, which is 0. */
function choiceOf(leads: readonly Lead[], parted?: Lead): Sql {
  const numbered = others(leads, parted);
  const asked = leads.at(-1) === parted ? numbered : leads;
  const choices = asked.map((lead) => sql`when not ${lead.areMany} then ${whole(numbered.indexOf(lead) + 1)}`);
  return sql`case ${join(choices, ' ')} else 0 end`;
}

/** A row of the table, all its columns, and the table. */
function table(compiler: Compilation, view: View, filters: FilterValues): readonly [row: Row, all: Sql, from: Sql] {
  const row = compiler.freshRow();
  return [row, sql`${alias(row)}.*`, compiler.from(view, row, filters)];
}

function tableOf(compiler: Compilation, view: View, filters: FilterValues): Sql {
  const [, everyColumn, from] = table(compiler, view, filters);
  return sql`select ${everyColumn}, 0 as lead from ${from}`;
}

/** Of each part a page at most: the index has them in order, and where there are several parts these are few. */
function partsOf(compiler: Compilation, view: View, filters: FilterValues, parts: Parts, page: Paged): Sql {
  const [row, everyColumn, from] = table(compiler, view, filters);
  const { beside, where } = parts.rows(row, sql`w.part`);
  const tables = beside === undefined ? from : sql`${beside}, ${from}`;
  return sql`(${parts.of}) w(part), lateral (select ${everyColumn} from ${tables} where ${where} and ${page.where(row)} ${page.ordered(row)}) t`;
}

function union(
  compiler: Compilation,
  view: View,
  filters: FilterValues,
  leads: readonly Lead[],
  chosen: Sql,
  usual: Sql,
): Sql {
  // Row by row by its key: PostgreSQL, which does not know that they are few, would rather read the table once for all of them.
  const led = leads.map(({ keys }, i) => {
    const [row, everyColumn, from] = table(compiler, view, filters);
    const found = sql`(select ${everyColumn} from ${from} where ${row.col(view.key.column)} = k.key offset 0)`;
    return sql`(select t.*, ${whole(i + 1)} as lead from (select distinct l.key from (${keys}) l(key)) k, lateral ${found} t where ${whole(i + 1)} = ${chosen} offset 0)`;
  });
  return join([sql`(${usual})`, ...led], ' union all ');
}
