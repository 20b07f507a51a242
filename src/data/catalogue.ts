/** `schema.sql`: the database as its own catalogue describes it, for people to read and for a diff to guard. */
import type { Client } from 'pg';

const SCHEMAS = "n.nspname in ('data', 'directory', 'exchange', 'projects', 'access', 'rights')";

/** One query a section; each gives finished text, in an order that does not depend on when things were made. */
const sections: readonly (readonly [title: string, sql: string])[] = [
  [
    'Schemas',
    `select format('create schema %I;%s', n.nspname, coalesce(' -- ' || obj_description(n.oid, 'pg_namespace'), '')) as text
     from pg_namespace n where ${SCHEMAS} order by n.nspname`,
  ],
  [
    'Tables',
    `select format(E'create table %I.%I (\\n%s\\n);%s%s%s%s', n.nspname, c.relname,
       (select string_agg(line, E',\\n' order by kind, rank, line) from (
         select 1 as kind, a.attnum as rank, format('  %I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
           case when a.attnotnull then ' not null' else '' end,
           case when a.attidentity <> '' then ' generated always as identity' else '' end,
           coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
         from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         union all
         select 2, 0, format('  constraint %I %s', o.conname, pg_get_constraintdef(o.oid))
         from pg_constraint o where o.conrelid = c.oid and o.contype not in ('n', 't')
       ) lines),
       (select string_agg(E'\\n' || pg_get_indexdef(i.indexrelid) || ';', '' order by i.indexrelid::regclass::text)
         from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint o where o.conindid = i.indexrelid)),
       (select string_agg(E'\\n' || pg_get_triggerdef(t.oid) || ';', '' order by t.tgname)
         from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal),
       case when c.relrowsecurity then format(E'\\nalter table %I.%I enable row level security;', n.nspname, c.relname) else '' end ||
       case when c.relforcerowsecurity then format(E'\\nalter table %I.%I force row level security;', n.nspname, c.relname) else '' end,
       (select string_agg(format(E'\\ncreate policy %I on %I.%I for %s to %s%s%s;', p.policyname, p.schemaname, p.tablename,
           lower(p.cmd), array_to_string(p.roles, ', '), coalesce(E'\\n  using ' || p.qual, ''),
           coalesce(E'\\n  with check ' || p.with_check, '')), '' order by p.policyname)
         from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname)) as text
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${SCHEMAS} and c.relkind = 'r' order by n.nspname, c.relname`,
  ],
  [
    'Views',
    `select format(E'create view %I.%I as\\n%s', n.nspname, c.relname, pg_get_viewdef(c.oid, true)) as text
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${SCHEMAS} and c.relkind = 'v' order by n.nspname, c.relname`,
  ],
  [
    'Functions',
    `select trim(trailing E'\\n' from pg_get_functiondef(p.oid)) || ';' as text
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${SCHEMAS} order by n.nspname, p.proname,
       pg_get_function_identity_arguments(p.oid)`,
  ],
  [
    'Grants',
    `select format('grant %s on %I.%I to %I;',
       string_agg(lower(g.privilege) || coalesce(' (' || g.columns || ')', ''), ', ' order by g.privilege, g.columns),
       n.nspname, c.relname, r.rolname) as text
     from (
       select c.oid as relation, acl.grantee, acl.privilege_type as privilege, null as columns
       from pg_class c cross join aclexplode(c.relacl) acl
       union all
       select a.attrelid, acl.grantee, acl.privilege_type, string_agg(quote_ident(a.attname), ', ' order by a.attnum)
       from pg_attribute a cross join aclexplode(a.attacl) acl where not a.attisdropped group by 1, 2, 3
     ) g
     join pg_class c on c.oid = g.relation join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = g.grantee
     where ${SCHEMAS} and r.rolname like 'qinlin\\_%' group by n.nspname, c.relname, r.rolname order by n.nspname, c.relname, r.rolname`,
  ],
];

export async function printCatalogue(client: Client): Promise<string> {
  const parts = ['-- Printed from the catalogue by `npm run database`. Never edited: change it by a migration.'];
  for (const [title, sql] of sections) {
    const { rows } = await client.query<{ text: string }>(sql);
    parts.push(`-- ${title}`, ...rows.map(({ text }) => text.trimEnd()));
  }
  return `${parts.join('\n\n')}\n`;
}

/** Every table there is, as `schema.table`. */
export async function listTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${SCHEMAS} and c.relkind = 'r' order by 1`,
  );
  return rows.map(({ name }) => name);
}
