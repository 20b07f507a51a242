/** Migrations, entities and `schema.sql` are of one mind: tried on an empty embedded database. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listTables, printCatalogue } from '../../data/catalogue.ts';
import type { Database } from '../../data/database.ts';
import { openDatabase, withOwner } from '../../data/open.ts';
import { migrate, openOrm } from '../../data/orm.ts';
import { CloseStack } from '../../platform/close-stack.ts';
import type { Stop } from '../../platform/stop.ts';
import { throwAwayFolder } from '../../platform/throw-away.ts';
import { entities } from '../modules.ts';

const SCHEMA_SQL = fileURLToPath(new URL('../../../schema.sql', import.meta.url));

const audience = 'follows `shown_to` of its listing by trigger; leads lists by alliance';
const known = 'read and written by functions of the database: nobody may read a mark (docs/decisions/0077)';
const counted = 'follows redemptions by trigger, and is read in the statement that asks what is left';
const hours = 'written and computed of in whole sets (src/modules/directory/land/hours)';

const availability = 'written and computed of in whole sets (src/modules/exchange/resources/availability)';

/** Tables without an entity, and why. */
const withoutEntity: Readonly<Record<string, string>> = {
  'data.idempotency': 'read and written by the two statements of an act (src/data/act-records.ts)',
  'data.audit': 'appended by the last statement of an act, and by data.record_time',
  'data.audit_seal': 'written and read by the sealer and the verifier (src/data/audit)',
  'data.subject_key': 'held and destroyed through functions of its owner (src/data/audit)',
  'data.outbox': 'appended by the last statement of an act, and by data.record_time',
  'data.demonstration': 'read and written by the loader of the demonstration (src/app/demo/mark.ts)',
  'access.app_budget': 'read and written by access.spend alone (src/data/budgets.ts)',
  'exchange.benefit_secret': known,
  'exchange.benefit_person': known,
  'exchange.benefit_mark': known,
  'exchange.benefit_count': counted,
  'exchange.benefit_person_count': counted,
  'exchange.benefit_redemption_party': 'follows redemptions by trigger, and leads the list of who may see them',
  'exchange.resource_audience': audience,
  'exchange.offer_audience': audience,
  'exchange.need_audience': audience,
  'exchange.resource_condition': 'appended by one statement; read as a list of values',
  'exchange.distribution_key': 'made and read by the acts that hand out; goes by trigger when a distribution ends',
  'exchange.enrolment_mark': 'made and looked up by the act that applies; goes by trigger with what is withdrawn',
  'exchange.enrolment_secret': 'made and read by acts on enrolments; goes by trigger when one ends',
  'exchange.settlement_line': 'frozen in whole sets by the act that draws up a sheet; read as a list of values',
  'exchange.settlement_delivery': 'frozen in whole sets by the act that draws up a sheet; read by its view',
  'exchange.ledger_check': 'kept by the check of the ledger, and read by readiness',
  'exchange.hand_out': 'appended and asked by the act that hands out, and by nobody else',
  'directory.unit_search': 'follows the names of units by trigger; searched by the view of units',
  'directory.pinyin_reading': 'filled by a migration, read by functions of the database',
  'directory.pinyin_initial': 'filled by a migration, read by functions of the database',
  'directory.person_attribute':
    'said and read through functions and row-level security (src/modules/directory/people/persons)',
  'directory.attribute_use': 'asked by the function that counts what persons say of themselves',
  'directory.visit_version': 'follows its visit by trigger; read as a list of values',
  'directory.area_boundary': 'drawn and read as PostgreSQL’s own polygons (src/modules/directory/land/areas)',
  'directory.place_status': 'follows the status of its place by trigger; read for days that are past',
  'directory.place_within': 'follows the area of its place by trigger; leads to what lies in an area',
  'directory.statutory_year': 'loaded by command (src/app/calendar.ts)',
  'directory.statutory_day': 'loaded by command (src/app/calendar.ts)',
  'directory.place_hours': hours,
  'directory.place_window': hours,
  'directory.place_exception': hours,
  'directory.place_opening': hours,
  'directory.place_open_slot': 'follows the openings of its place by trigger; leads to what is open at an instant',
  'exchange.booking_rule': 'written and read in whole rows (src/modules/exchange/resources/rules)',
  'exchange.availability': availability,
  'exchange.availability_window': availability,
  'exchange.availability_share': availability,
  'exchange.availability_exception': availability,
  'exchange.resource_opening': availability,
  'data.file_part': 'the bytes of files, written and read part by part (src/data/files.ts)',
  'directory.unit_merge': 'written by functions of its owner; says which unit answers for one that was merged',
  'directory.import_row':
    'rows of a sheet, kept and judged by statements of their own (src/modules/directory/units/imports)',
  'exchange.import_row': 'rows of a sheet, kept and judged by statements of their own (src/modules/exchange/sheets)',
  'exchange.own_number': 'kept and asked by statements of imports and exports (src/modules/exchange/sheets)',
  'data.migration': 'the migrator’s own',
};

/** Writes `schema.sql`, or says where migrations, entities and the committed file differ. */
// `commands.ts` loads it when it is wanted, in a way that the tool does not follow.
// ts-unused-exports:disable-next-line
export async function databaseCommand(isCheck: boolean, say: (text: string) => void, stop: Stop): Promise<number> {
  await using stack = new CloseStack();
  const home = throwAwayFolder('qinlin-check-');
  stack.defer(() => rmSync(home, { recursive: true, force: true }));
  const database = await openDatabase({ databaseUrl: null, home, statementTimeoutMs: 10_000 }, stack, { stop });
  await migrate(database);
  const { printed, tables } = await withOwner(database, async (client) => ({
    printed: await printCatalogue(client),
    tables: await listTables(client),
  }));
  if (!isCheck) writeFileSync(SCHEMA_SQL, printed);
  const problems = await differences(database, tables);
  if (isCheck && readFileSync(SCHEMA_SQL, 'utf8') !== printed) {
    problems.push('schema.sql 与迁移不一致 is out of step with the migrations: npm run database');
  }
  problems.forEach(say);
  return problems.length === 0 ? 0 : 1;
}

/** Fences and indexes live in the migrations alone; MikroORM, which does not know them, would drop them. */
const handMade = /^(drop index|alter table \S+ drop constraint) /;

/** What MikroORM would change, dropping nothing, to fit the entities; and tables that no entity knows. */
async function differences(database: Database, tables: readonly string[]): Promise<string[]> {
  const orm = await openOrm(database, 'owner', entities, 1);
  try {
    const sql = await orm.schema.getUpdateSchemaSQL({ safe: true, wrap: false });
    const wanted = sql.split('\n').filter((line) => line !== '' && !handMade.test(line));
    const known = [...orm.getMetadata().getAll().values()].map((meta) => `${meta.schema ?? ''}.${meta.tableName}`);
    const unknown = tables.filter((table) => !known.includes(table) && !(table in withoutEntity));
    return [
      ...wanted.map((line) => `实体与迁移不一致 entities and migrations differ: ${line}`),
      ...unknown.map((table) => `${table} 没有对应的实体 has no entity`),
    ];
  } finally {
    await orm.close();
  }
}
